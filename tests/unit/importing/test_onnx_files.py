"""Classifiers that torch exported to ONNX: weights, readout and activations come out of the graph."""

from __future__ import annotations

import sys
import warnings
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from support.foreign_networks import Classifier, seeded
from torch import nn

from robustgui.base.errors import RunError
from robustgui.importing.architecture.identification import identify
from robustgui.importing.weight_files.onnx_file import read_onnx
from robustgui.importing.weight_files.weights import read_weights

pytestmark = pytest.mark.usefixtures("one_reading_process")

X = torch.randn(5, 9, 3, generator=torch.Generator().manual_seed(1))


def exported(module: nn.Module, path: Path, *, dynamo: bool) -> Path:
    """`module` as torch writes it; fixed batch size, as the exporters by default do."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        torch.onnx.export(module, (X,), path, dynamo=dynamo, verbose=False)
    return path


def check_same_logits(path: Path, original: nn.Module) -> None:
    weights = read_weights(path)
    architecture = identify(weights.tensors, hints=weights.hints)
    assert not architecture.undetermined
    module = architecture.model.build(architecture.features, architecture.outputs).eval()
    module.load_state_dict(architecture.state())
    with torch.no_grad():
        found = module(X, torch.ones(X.shape[:2], dtype=torch.bool))
        torch.testing.assert_close(found, original(X), rtol=0, atol=1e-5)


@pytest.mark.parametrize("both", [False, True])
@pytest.mark.parametrize(
    ("cell", "layers", "readout", "more"),
    [
        ("LSTM", 2, "position", {}),
        ("LSTM", 1, "mean", {"between": (7,)}),
        ("GRU", 2, "last", {}),
        ("GRU", 1, "max", {"bias": False}),
        ("RNN", 2, "position", {"nonlinearity": "relu"}),
        ("RNN", 1, "last", {}),
    ],
)
def test_that_the_graph_tells_everything(
    tmp_path: Path, cell: str, layers: int, both: bool, readout: str, more: dict[str, Any]
) -> None:
    pytest.importorskip("onnx")
    original = seeded(Classifier, cell, layers, both=both, readout=readout, **more)
    check_same_logits(exported(original, tmp_path / "net.onnx", dynamo=False), original)


@pytest.mark.slow
@pytest.mark.parametrize(("cell", "both", "readout"), [("LSTM", True, "position"), ("GRU", False, "last")])
def test_that_the_newer_exporter_is_understood(
    tmp_path: Path, cell: str, both: bool, readout: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip("onnx")
    pytest.importorskip("onnxscript")
    bars = pytest.importorskip("tqdm")
    monkeypatch.setattr(bars.tqdm, "monitor_interval", 0)  # the exporter's bar would leave a thread behind
    original = seeded(Classifier, cell, 2, both=both, readout=readout)
    check_same_logits(exported(original, tmp_path / "net.onnx", dynamo=True), original)


def written(tmp_path: Path, change: Any) -> Path:
    onnx = pytest.importorskip("onnx")
    path = exported(seeded(Classifier, "GRU"), tmp_path / "net.onnx", dynamo=False)
    model = onnx.load(path)
    change(model.graph, onnx)
    onnx.save(model, path)
    return path


def test_that_a_cell_that_torch_does_not_have_is_refused(tmp_path: Path) -> None:
    def change(graph: Any, onnx: Any) -> None:
        (node,) = (node for node in graph.node if node.op_type == "GRU")
        for item in node.attribute:
            if item.name == "linear_before_reset":
                item.i = 0

    with pytest.raises(RunError, match="linear_before_reset"):
        read_weights(written(tmp_path, change))


def test_that_another_kind_of_layer_behind_is_refused(tmp_path: Path) -> None:
    class Odd(nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.rnn, self.a, self.b = nn.LSTM(3, 6, batch_first=True), nn.Linear(6, 6), nn.Linear(6, 4)

        def forward(self, x: torch.Tensor) -> torch.Tensor:
            return self.b(torch.sin(self.a(self.rnn(x)[0][:, -1])))

    pytest.importorskip("onnx")
    with pytest.raises(RunError, match="Sin"):
        read_weights(exported(seeded(Odd), tmp_path / "net.onnx", dynamo=False))


def test_that_a_damaged_file_is_explained(tmp_path: Path) -> None:
    pytest.importorskip("onnx")
    (tmp_path / "net.onnx").write_bytes(b"\x08\xff not a graph")
    with pytest.raises(RunError, match=r"net\.onnx"):
        read_weights(tmp_path / "net.onnx")


def test_that_without_the_extra_it_is_said_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "net.onnx").write_bytes(np.zeros(9).tobytes())
    monkeypatch.setitem(sys.modules, "onnx", None)
    with pytest.raises(RunError, match=r"robustgui\[onnx\]"):
        read_onnx(tmp_path / "net.onnx")  # in this process, which lacks it


def test_that_a_batch_first_node_is_read_as_a_transpose(tmp_path: Path) -> None:
    onnx = pytest.importorskip("onnx")
    original = seeded(Classifier, "LSTM", features=3, hidden=6, outputs=4)
    state = original.state_dict()

    def in_onnx_order(name: str) -> np.ndarray:
        i, f, g, o = np.split(state[name].numpy(), 4)
        return np.concatenate([i, o, f, g])

    bias = np.concatenate([in_onnx_order("rnn.bias_ih_l0"), in_onnx_order("rnn.bias_hh_l0")])
    constants = {
        "W": in_onnx_order("rnn.weight_ih_l0")[None], "R": in_onnx_order("rnn.weight_hh_l0")[None], "B": bias[None],
        "axis": np.array([1]), "K": state["out.weight"].numpy(), "k": state["out.bias"].numpy(),
    }  # fmt: skip
    node = onnx.helper.make_node
    nodes = [
        node("LSTM", ["x", "W", "R", "B"], ["Y", "Yh", "Yc"], hidden_size=6, layout=1),
        node("Squeeze", ["Yh", "axis"], ["h"]),
        node("Gemm", ["h", "K", "k"], ["answers"], transB=1),
    ]
    kind = onnx.TensorProto.FLOAT
    graph = onnx.helper.make_graph(
        nodes, "net", [onnx.helper.make_tensor_value_info("x", kind, ["B", "T", 3])],
        [onnx.helper.make_tensor_value_info("answers", kind, ["B", 4])],
        [onnx.numpy_helper.from_array(value, name) for name, value in constants.items()],
    )  # fmt: skip
    onnx.save(onnx.helper.make_model(graph, opset_imports=[onnx.helper.make_opsetid("", 20)]), tmp_path / "net.onnx")
    weights = read_weights(tmp_path / "net.onnx")
    architecture = identify(weights.tensors, hints=weights.hints)
    x = torch.randn(5, 7, 3, generator=torch.Generator().manual_seed(0))
    module = architecture.model.build(3, 4).eval()
    module.load_state_dict(architecture.state())
    with torch.no_grad():
        found = module(x, torch.ones(5, 7, dtype=torch.bool))
        torch.testing.assert_close(found, original(x), rtol=0, atol=1e-5)

"""Networks written for others answer as they did: in plain torch, as programs, in ONNX, and read back by us."""

from __future__ import annotations

import importlib.util
import warnings
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from support.networks import network_of, token_network
from torch import Tensor

from robustgui.base.errors import RunError
from robustgui.base.units import Space
from robustgui.importing.architecture.identification import identify
from robustgui.importing.weight_files.weights import read_weights
from robustgui.models import Model
from robustgui.models.cells import JOINING_CHOICES
from robustgui.models.exports import export_network
from robustgui.models.fronts.log_mel import LogMel
from robustgui.models.fronts.normalise import Normalise
from robustgui.models.imported import ImportedRecurrent as Imported
from robustgui.models.network import Network
from robustgui.models.python import Python
from robustgui.models.recurrent import Recurrent

pytestmark = pytest.mark.usefixtures("one_reading_process")

LENGTHS = torch.tensor([7, 3, 5])
X = torch.randn(3, 7, 3, generator=torch.Generator().manual_seed(4)) * 2 + 1
MASK = torch.arange(7) < LENGTHS[:, None]
UNITS = Space(*(np.array(v, np.float64) for v in ([0.5, -1, 2], [2, 0.5, 1], [-9] * 3, [9] * 3, [2, 0.5, 1])))


def network(model: Model) -> Network:
    """A network that normalises its values."""
    return network_of(model, space=UNITS).copy_with(fronts=(Normalise(),))


def answers(network: Network) -> Tensor:
    x = torch.from_numpy(network.space.to_network(X.numpy()))
    with network.evaluating(), torch.no_grad():
        return network.outputs(x.masked_fill(~MASK[:, :, None], 0.0), MASK)


def loaded(path: Path) -> Any:
    """What the Python file beside `path` makes of it."""
    spec = importlib.util.spec_from_file_location("exported", path.with_suffix(".py"))
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.load(str(path))


def models() -> list[Model]:
    """Every cell with one to three layers and both directions; every readout and head with some."""
    readouts = ("last", "position", "mean", "max", "concat")
    found: list[Model] = [
        Imported(kind=kind, hidden=5, layers=layers, bidirectional=both, readout=readouts[(layers + place + both) % 5])
        for place, kind in enumerate(("RNN", "GRU", "LSTM")) for layers in (1, 2, 3) for both in (False, True)
    ]  # fmt: skip
    found += [Imported(hidden=4, layers=2, bidirectional=both, readout=r) for r in readouts for both in (False, True)]
    found += [Imported(hidden=5, bidirectional=True, joining=way, readout="position") for way in JOINING_CHOICES]
    found += [Imported(hidden=5, bidirectional=True, joining=way, readout="concat") for way in JOINING_CHOICES]
    found += [
        Imported(kind="RNN", hidden=4, activation="relu", head=(6, 3)),
        Imported(layers=2, widths=(6, 4)),
    ]
    found += [Imported(hidden=4, head=(6,), head_activation=kind) for kind in ("tanh", "gelu", "none", "elu")]
    found += [
        Imported(hidden=4, layer_norms=(0,)),
        Imported(hidden=4, head=(6, 5), layer_norms=(0, 2), bidirectional=True),
    ]
    return found


def label(model: Any) -> str:
    return "-".join(str(v) for v in model.to_dict().values() if v not in ("", False, 0.0))


@pytest.mark.parametrize("model", models(), ids=label)
def test_that_the_file_beside_a_state_dict_rebuilds_the_network(tmp_path: Path, model: Model) -> None:
    original = network(model)
    export_network(original, tmp_path / "net.pt")
    with torch.no_grad():
        torch.testing.assert_close(loaded(tmp_path / "net.pt")(X, LENGTHS), answers(original), rtol=0, atol=1e-5)


@pytest.mark.parametrize("model", models(), ids=label)
def test_that_what_was_exported_is_recognised_again(tmp_path: Path, model: Imported) -> None:
    original = network(model)
    export_network(original, tmp_path / "net.safetensors")
    weights = read_weights(tmp_path / "net.safetensors")
    architecture = identify(weights.tensors, hints=weights.hints)
    same = model.copy_with(readout="last") if model.readout == "position" and not model.bidirectional else model
    assert architecture.model.copy_with(hidden=model.hidden) == same
    assert not architecture.undetermined
    module = architecture.model.build(3, 4).eval()
    module.load_state_dict(architecture.state())
    mean, std = architecture.other_layers.statistics  # type: ignore[misc]
    with torch.no_grad():
        torch.testing.assert_close(module((X - mean) / std, MASK), answers(original), rtol=0, atol=1e-5)


@pytest.mark.parametrize("model", models(), ids=label)
def test_that_onnx_answers_as_the_network_for_every_length(tmp_path: Path, model: Model) -> None:
    runtime = pytest.importorskip("onnxruntime")
    pytest.importorskip("onnx")
    original = network(model)
    export_network(original, tmp_path / "net.onnx")
    session = runtime.InferenceSession(tmp_path / "net.onnx", providers=["CPUExecutionProvider"])
    (found,) = session.run(None, {"x": X.numpy(), "lengths": LENGTHS.numpy()})
    torch.testing.assert_close(torch.from_numpy(found), answers(original), rtol=0, atol=1e-5)
    weights = read_weights(tmp_path / "net.onnx")
    architecture = identify(weights.tensors, hints=weights.hints)
    assert architecture.model.readout == (
        "last" if model.readout == "position" and not model.bidirectional else model.readout
    )  # type: ignore[attr-defined]
    assert architecture.other_layers.statistics is not None


@pytest.mark.parametrize(
    ("model", "to"),
    [
        (Imported(kind="GRU", hidden=5, layers=2, bidirectional=True), "torchscript"),
        (Imported(hidden=5, readout="max"), "torchscript"),
        (Imported(hidden=5, bidirectional=True, readout="concat"), "torchscript"),
        (Python(), "torchscript"),
        pytest.param(Imported(hidden=5, readout="max"), "torch_export", marks=pytest.mark.slow),
        pytest.param(Python(), "torch_export", marks=pytest.mark.slow),
    ],
)
def test_that_a_program_answers_as_the_network_for_every_length(tmp_path: Path, model: Model, to: Any) -> None:
    original = network(model)
    export_network(original, tmp_path / "net", to, steps=7)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # that TorchScript will be replaced one day
        script = to == "torchscript"
        program = torch.jit.load(tmp_path / "net") if script else torch.export.load(tmp_path / "net").module()
    with torch.no_grad():
        torch.testing.assert_close(program(X, LENGTHS), answers(original), rtol=0, atol=1e-5)


@pytest.mark.parametrize("ending", ["pt", "onnx", "safetensors"])
def test_that_a_network_that_reads_tokens_is_exported_with_its_vocabulary(tmp_path: Path, ending: str) -> None:
    if ending == "onnx":
        pytest.importorskip("onnx")
    original = token_network(Imported(kind="GRU", hidden=6))
    exported = export_network(original, tmp_path / f"net.{ending}")
    assert (tmp_path / "net_vocabulary.json") in exported.files
    architecture = identify(read_weights(tmp_path / f"net.{ending}").tensors)
    torch.testing.assert_close(architecture.other_layers.embedding, original.table.data)
    if ending == "pt":
        tokens = torch.randint(0, 5, (3, 7))
        with torch.no_grad():
            request = original.module.eval()(tokens, MASK)
            torch.testing.assert_close(loaded(tmp_path / "net.pt")(tokens, LENGTHS), request)


def test_that_a_network_of_ours_is_exported_by_the_ending_of_the_file(tmp_path: Path) -> None:
    from robustgui.models.lstm import LSTM

    original = network(LSTM(hidden=5, layers=2, readout="mean"))
    assert isinstance(original.model, Recurrent)
    exported = export_network(original, tmp_path / "net.pt")
    assert [file.name for file in exported.files] == ["net.pt", "net.py"]
    with torch.no_grad():
        torch.testing.assert_close(loaded(tmp_path / "net.pt")(X, LENGTHS), answers(original), rtol=0, atol=1e-5)
        assert loaded(tmp_path / "net.pt")(X).shape == (3, 4)


def test_that_what_no_plain_layer_does_is_refused(tmp_path: Path) -> None:
    original = network(Imported())
    original = original.copy_with(fronts=(LogMel(),))
    with pytest.raises(RunError, match="no place among plain"):
        export_network(original, tmp_path / "net.pt")
    with pytest.raises(RunError, match="cannot be written as plain"):
        export_network(network(Python()), tmp_path / "net.pt")
    with pytest.raises(RunError, match="is not a known format"):
        export_network(network(Imported()), tmp_path / "net.doc")
    with pytest.raises(RunError, match="cannot be written"):
        export_network(network(Imported()), tmp_path / "nowhere" / "net.pt")
    assert not list(tmp_path.iterdir())

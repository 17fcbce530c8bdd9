"""ONNX files of strangers: graphs that are damaged or made to do harm, and data that lies in other files."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from support.refusals import value_or_sentence

from robustgui.base.errors import RunError
from robustgui.importing.architecture.identification import identify
from robustgui.importing.weight_files.weights import read_weights

onnx = pytest.importorskip("onnx")
pytestmark = pytest.mark.usefixtures("one_reading_process")
F, H, K = 3, 5, 2  # features, hidden units, outputs
Arrays = dict[str, np.ndarray]


def arrays() -> Arrays:
    stream = np.random.default_rng(0)
    shapes = {"W": (1, 3 * H, F), "R": (1, 3 * H, H), "B": (1, 6 * H), "V": (H, K), "c": (K,)}
    return {name: stream.normal(size=shape).astype(np.float32) for name, shape in shapes.items()}


def model(values: Arrays, change: Callable[[list[Any]], None] = lambda nodes: None, **attributes: Any) -> Any:
    """A GRU, its last state, and a linear layer."""
    make = onnx.helper.make_node
    options = {"hidden_size": H, "linear_before_reset": 1} | attributes
    nodes = [
        make("GRU", ["x", "W", "R", "B"], ["every", "last"], name="gru", **options),
        make("Squeeze", ["last", "zero"], ["state"]),
        make("MatMul", ["state", "V"], ["product"]),
        make("Add", ["product", "c"], ["y"]),
    ]
    change(nodes)
    tensors = [onnx.numpy_helper.from_array(value, name) for name, value in values.items()]
    tensors.append(onnx.numpy_helper.from_array(np.array([0]), "zero"))
    info = onnx.helper.make_tensor_value_info
    graph = onnx.helper.make_graph(
        nodes, "graph", [info("x", 1, ["T", "N", F])], [info("y", 1, ["N", K])], initializer=tensors
    )
    opsets = [onnx.helper.make_opsetid("", 17), onnx.helper.make_opsetid("others", 1)]
    return onnx.helper.make_model(graph, opset_imports=opsets, ir_version=9)


def written(value: Any, folder: Path) -> Path:
    path = folder / "net.onnx"
    path.write_bytes(value.SerializeToString())
    return path


def recognise_file(path: Path) -> Any:
    weights = read_weights(path)
    return identify(weights.tensors, hints=weights.hints)


def refusal(path: Path) -> str:
    with pytest.raises(RunError) as caught:
        recognise_file(path)
    assert len(str(caught.value)) < 1000
    return str(caught.value)


def check_recognised_or_refused(path: Path) -> None:
    """Either the network of the undamaged file, or a short sentence."""
    architecture = value_or_sentence(lambda: recognise_file(path), RunError)
    if isinstance(architecture, str):
        assert len(architecture) < 1000
    else:
        assert (architecture.features, architecture.model.hidden, architecture.outputs) == (F, H, K)


def test_that_the_undamaged_network_is_recognised(tmp_path: Path):
    architecture = recognise_file(written(model(arrays()), tmp_path))
    assert (architecture.features, architecture.model.hidden, architecture.outputs) == (F, H, K)


@pytest.mark.parametrize(
    ("name", "shape"),
    [("W", (1, 3 * H)), ("W", (2, 3 * H, F)), ("R", (1, H, 3 * H)), ("R", (1, 0, 0)), ("B", (1, 5)), ("B", (6 * H,)),
     ("V", (H, 0)), ("V", (K, H)), ("c", (H, K)), ("c", ())],
)  # fmt: skip
def test_that_weights_of_other_shapes_are_refused(tmp_path: Path, name: str, shape: tuple[int, ...]):
    assert refusal(written(model(arrays() | {name: np.zeros(shape, np.float32)}), tmp_path))


@pytest.mark.parametrize("dtype", [np.int64, np.bool_, np.complex64, np.str_, np.float16, np.float64])
@pytest.mark.parametrize("name", ["W", "B", "V", "zero"])
def test_that_weights_of_other_types_are_refused_or_read(tmp_path: Path, name: str, dtype: type):
    proto = model(arrays())
    tensor = next(one for one in proto.graph.initializer if one.name == name)
    value = onnx.numpy_helper.to_array(tensor)
    if dtype is np.str_:
        other = onnx.helper.make_tensor(name, onnx.TensorProto.STRING, value.shape, [b"\xff"] * value.size)
    else:
        other = onnx.numpy_helper.from_array(value.astype(dtype), name)
    tensor.CopyFrom(other)
    check_recognised_or_refused(written(proto, tmp_path))


def test_that_weights_beyond_float32_are_refused_as_infinite(tmp_path: Path):
    values = arrays()
    assert "not finite" in refusal(written(model(values | {"V": values["V"].astype(np.float64) * 1e300}), tmp_path))


@pytest.mark.parametrize(
    "attributes",
    [{"activations": ["S\udcffgmoid".encode("utf-8", "surrogateescape"), b"Tanh"]}, {"direction": "sideways"},
     {"clip": 1.0}, {"hidden_size": -1}, {"linear_before_reset": 0}],
)  # fmt: skip
def test_that_attributes_that_no_layer_has_are_refused_or_read(tmp_path: Path, attributes: dict[str, Any]):
    check_recognised_or_refused(written(model(arrays(), **attributes), tmp_path))


def test_that_an_operator_of_others_with_a_known_name_is_not_taken_for_it(tmp_path: Path):
    def foreign(nodes: list[Any]) -> None:
        nodes[0].domain = "others"
        del nodes[0].input[1:]

    assert "has no RNN, GRU or LSTM nodes" in refusal(written(model(arrays(), foreign), tmp_path))


def test_that_a_graph_of_many_ways_is_walked_in_moments(tmp_path: Path):
    def doubled(nodes: list[Any]) -> None:
        make = onnx.helper.make_node
        adds = [make("Add", [f"s{k}", f"s{k}"], [f"s{k + 1}"]) for k in range(60)]
        concat = make("Concat", ["s60", "s60", "s60"], ["state"], axis=1)
        nodes[1:2] = [make("Squeeze", ["last", "zero"], ["s0"]), *adds, concat]

    began = time.perf_counter()
    check_recognised_or_refused(written(model(arrays(), doubled), tmp_path))
    assert time.perf_counter() - began < 5


def test_that_thousands_of_layers_of_one_weight_are_refused(tmp_path: Path):
    def many(nodes: list[Any]) -> None:
        make = onnx.helper.make_node
        nodes[1:1] = [make("GRU", ["x", "W", "R", "B"], [f"e{k}"], hidden_size=H) for k in range(5000)]

    assert "1 to 8 are supported" in refusal(written(model(arrays(), many), tmp_path))


def external(proto: Any, location: str, offset: int = 0, length: int = 4 * H * K) -> Any:
    """The same model, the linear layer of which lies in another file."""
    tensor = next(one for one in proto.graph.initializer if one.name == "V")
    onnx.external_data_helper.set_external_data(tensor, location, offset, length)
    tensor.ClearField("raw_data")
    return proto


def test_that_data_beside_the_file_are_read(tmp_path: Path):
    values = arrays()
    (tmp_path / "net.data").write_bytes(b"1234" + values["V"].tobytes())
    weights = read_weights(written(external(model(values), "net.data", 4), tmp_path))
    np.testing.assert_array_equal(weights.tensors["head.0.weight"].numpy(), values["V"].T)


@pytest.mark.parametrize("location", ["../secret", "/etc/passwd", "", "link", "folder/../../secret", "C:\\secret"])
def test_that_data_outside_of_the_folder_are_not_read(tmp_path: Path, location: str):
    (tmp_path / "secret").write_bytes(bytes(1000))
    folder = tmp_path / "network"
    folder.mkdir()
    (folder / "link").symlink_to(tmp_path / "secret")
    assert "outside of its folder" in refusal(written(external(model(arrays()), location), folder))


@pytest.mark.parametrize("kind", ["missing", "short", "folder", "pipe", "negative", "garbled"])
def test_that_data_that_are_no_file_of_that_size_are_refused(tmp_path: Path, kind: str):
    match kind:
        case "short":
            (tmp_path / "net.data").write_bytes(b"123")
        case "folder":
            (tmp_path / "net.data").mkdir()
        case "pipe":
            if not hasattr(os, "mkfifo"):
                pytest.skip("a system without named pipes")
            os.mkfifo(tmp_path / "net.data")
        case "negative" | "garbled":
            (tmp_path / "net.data").write_bytes(bytes(1000))
    proto = external(model(arrays()), "net.data", 0)
    if kind in ("negative", "garbled"):
        tensor = next(one for one in proto.graph.initializer if one.name == "V")
        next(item for item in tensor.external_data if item.key == "offset").value = "-4" if kind == "negative" else "x"
    assert str(tmp_path) in refusal(written(proto, tmp_path))


def test_that_the_same_data_a_thousand_times_are_refused(tmp_path: Path):
    (tmp_path / "net.data").write_bytes(bytes(20_000_000))
    proto = model(arrays())
    for number in range(1000):
        tensor = onnx.numpy_helper.from_array(np.zeros(1, np.float32), f"more{number}")
        tensor.dims[:] = [5_000_000]
        onnx.external_data_helper.set_external_data(tensor, "net.data", 0, 20_000_000)
        tensor.ClearField("raw_data")
        proto.graph.initializer.append(tensor)
    began = time.perf_counter()
    assert "net.data is damaged or of another network" in refusal(written(proto, tmp_path))
    assert time.perf_counter() - began < 10

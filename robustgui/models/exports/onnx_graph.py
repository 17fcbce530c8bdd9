"""A network as an ONNX graph, written node by node: torch's exporter is not needed, and sequence lengths are inputs."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from ...base.errors import RunError
from ..cells import ACTIVATIONS, BIASES, CELLS, WEIGHTS, Cell, poolings
from ..tensor_file import TRAINED_ON
from .plain import Plain

if TYPE_CHECKING:
    from torch import Tensor

_OPSET = 20
_IR = 9


class _Writer:
    """Collects nodes and constants; every method returns the name of its output."""

    def __init__(self) -> None:
        import onnx  # type: ignore[import-not-found,unused-ignore]

        self.onnx = onnx
        self.nodes: list[Any] = []
        self.constants: list[Any] = []

    def constant(self, name: str, value: Any) -> str:
        self.constants.append(self.onnx.numpy_helper.from_array(np.ascontiguousarray(value), name))
        return name

    def node(self, kind: str, *inputs: str, count: int = 1, **attributes: Any) -> list[str]:
        outputs = [f"{kind.lower()}_{len(self.nodes)}_{place}" for place in range(count)]
        self.nodes.append(self.onnx.helper.make_node(kind, list(inputs), outputs, **attributes))
        return outputs

    def __call__(self, kind: str, *inputs: str, **attributes: Any) -> str:
        return self.node(kind, *inputs, **attributes)[0]


def check_onnx() -> None:
    """Raises `RunError` unless the extra is installed."""
    try:
        import onnx  # noqa: F401
    except ImportError as error:
        raise RunError("Writing ONNX needs the package onnx. Install it with: pip install 'robustgui[onnx]'") from error


def onnx_of(plain: Plain) -> bytes:
    """The graph: inputs `x` (B, T, F) float32 or (B, T) int64, and `lengths` (B,) int64; output `answers` (B, K).

    Raises:
        RunError: the extra is missing.
    """
    check_onnx()
    write = _Writer()
    steps = _entry(write, plain)  # (T, B, F)
    for number in range(plain.model.layers):
        states, ends = _layer(write, plain, number, steps)
        turned = write("Transpose", states, perm=[0, 2, 1, 3])  # (T, D, B, H) -> (T, B, D, H)
        steps = write("Reshape", turned, write.constant(f"flat_{number}", np.array([0, 0, -1])))  # (T, B, DH)
    names = poolings(plain.model.readout)
    states = write("Transpose", steps, perm=[1, 0, 2]) if names != ("last",) else ""  # (T, B, DH) -> (B, T, DH)
    parts = [_join_directions(write, plain, _pool(write, name, states, ends)) for name in names]
    _head(write, plain, parts[0] if len(parts) == 1 else write("Concat", *parts, axis=1))
    return _model(write, plain)


def _entry(write: _Writer, plain: Plain) -> str:
    """What the first layer reads, (T, B, F)."""
    x = "x"
    if "embedding.weight" in plain.state:
        x = write("Gather", write.constant("embedding", _array(plain.state["embedding.weight"])), x)
    if "normalise.mean" in plain.state:
        x = write("Cast", x, to=write.onnx.TensorProto.DOUBLE)
        x = write("Sub", x, write.constant("mean", _array(plain.state["normalise.mean"])))
        x = write("Div", x, write.constant("std", _array(plain.state["normalise.std"])))
        x = write("Cast", x, to=write.onnx.TensorProto.FLOAT)
    return write("Transpose", x, perm=[1, 0, 2])


def _layer(write: _Writer, plain: Plain, number: int, steps: str) -> tuple[str, str]:
    """States (T, D, B, H) and those at the ends (D, B, H)."""
    model, cell = plain.model, CELLS[plain.model.kind]
    uneven = len(set(plain.sizes)) > 1
    stem, place = ("rnn.{n}.{w}_l0" if uneven else "rnn.{w}_l{n}"), {"n": number}
    ends = ["", "_reverse"] if model.bidirectional else [""]
    weights: dict[str, list[NDArray[Any]]] = {}
    for name in (*WEIGHTS, *BIASES):
        parts = (plain.state[stem.format(w=name, **place) + end] for end in ends)
        weights[name] = [_reorder_gates(_array(part), cell) for part in parts]
    biases = [np.concatenate(pair) for pair in zip(weights["bias_ih"], weights["bias_hh"], strict=True)]
    names = [
        write.constant(f"W_{number}", np.stack(weights["weight_ih"])),
        write.constant(f"R_{number}", np.stack(weights["weight_hh"])),
        write.constant(f"B_{number}", np.stack(biases)),
    ]
    options: dict[str, Any] = {"hidden_size": plain.sizes[number], **cell.onnx_attributes}
    if model.bidirectional:
        options["direction"] = "bidirectional"
    if cell.activations:
        options["activations"] = [ACTIVATIONS[model.activation].onnx] * len(ends)
    if number == 0:
        write.node("Cast", "lengths", to=write.onnx.TensorProto.INT32)
        write.nodes[-1].output[0] = "lengths32"
    outputs = write.node(model.kind, steps, *names, "lengths32", count=2, **options)
    return outputs[0], outputs[1]


def _pool(write: _Writer, pooling: str, states: str, ends: str) -> str:
    """One pooling of the states (B, T, DH) and those at the ends (D, B, H), (B, DH)."""
    axis = write.constant("axis_1", np.array([1]))
    match pooling:
        case "last":
            turned = write("Transpose", ends, perm=[1, 0, 2])  # (D, B, H) -> (B, D, H)
            return write("Reshape", turned, write.constant("flat", np.array([0, -1])))
        case "position":
            last = write("Sub", "lengths", write.constant("one", np.array(1)))
            return write("GatherND", states, write("Unsqueeze", last, axis), batch_dims=1)
        case "mean":
            count = write("Unsqueeze", write("Cast", "lengths", to=write.onnx.TensorProto.FLOAT), axis)
            return write("Div", write("ReduceSum", states, axis, keepdims=0), count)
        case "max":
            shape = write("Shape", states, start=1, end=2)
            total = write("Squeeze", shape, write.constant("axis_0", np.array([0])))
            places = write("Range", write.constant("zero", np.array(0)), total, write.constant("one", np.array(1)))
            valid = write("Less", places, write("Unsqueeze", "lengths", axis))  # (B, T)
            open_ = write("Unsqueeze", valid, write.constant("axis_2", np.array([2])))
            masked = write("Where", open_, states, write.constant("least", np.array(-np.inf, np.float32)))
            return write("ReduceMax", masked, axis, keepdims=0)
    raise ValueError(f"there is no pooling {pooling!r}")


def _join_directions(write: _Writer, plain: Plain, read: str) -> str:
    joining = plain.model.joining if plain.model.bidirectional else "both"
    if joining == "both":
        return read
    ahead, back = write.node("Split", read, count=2, axis=1, num_outputs=2)
    if joining in ("forwards", "backwards"):
        return ahead if joining == "forwards" else back
    total = write("Add", ahead, back)
    return total if joining == "sum" else write("Mul", total, write.constant("half", np.array(0.5, np.float32)))


def _head(write: _Writer, plain: Plain, read: str) -> None:
    """Linear layers; the last node makes `answers`."""
    count = len(plain.head_widths) - 1

    def weights(stem: str) -> list[str]:
        return [write.constant(f"{stem}.{part}", _array(plain.state[f"{stem}.{part}"])) for part in ("weight", "bias")]

    def normalise(read: str, place: int) -> str:
        if place not in plain.model.layer_norms:
            return read
        return write("LayerNormalization", read, *weights(f"head.norm{place}"), axis=-1, epsilon=1e-5)

    read = normalise(read, 0)
    for place in range(count):
        read = write("Gemm", read, *weights(plain.model.linear_name(place)), transB=1)
        if place < count - 1:
            read = normalise(read, place + 1)
            read = write(ACTIVATIONS[plain.model.head_activation].onnx, read)
    if "scale.mean" in plain.state:
        read = write("Mul", read, write.constant("scale.std", _array(plain.state["scale.std"]).astype(np.float32)))
        write("Add", read, write.constant("scale.mean", _array(plain.state["scale.mean"]).astype(np.float32)))
    write.nodes[-1].output[0] = "answers"


def _model(write: _Writer, plain: Plain) -> bytes:
    helper, kinds = write.onnx.helper, write.onnx.TensorProto
    text = "embedding.weight" in plain.state
    x = ("x", kinds.INT64, ["B", "T"]) if text else ("x", kinds.FLOAT, ["B", "T", plain.features])
    graph = helper.make_graph(
        write.nodes,
        "network",
        [helper.make_tensor_value_info(*x), helper.make_tensor_value_info("lengths", kinds.INT64, ["B"])],
        [helper.make_tensor_value_info("answers", kinds.FLOAT, ["B", plain.outputs])],
        _once(write.constants),
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", _OPSET)], producer_name="robustgui")
    model.ir_version = _IR
    facts = {"classes": plain.classes, "features": plain.feature_names, "targets": plain.targets}
    props = {name: json.dumps(value) for name, value in facts.items() if value}
    if plain.trained_on is not None:
        props[TRAINED_ON] = plain.trained_on.to_text()
    helper.set_model_props(model, props)
    write.onnx.checker.check_model(model)
    content: bytes = model.SerializeToString()
    return content


def _once(constants: list[Any]) -> list[Any]:
    return list({constant.name: constant for constant in constants}.values())


def _reorder_gates(part: NDArray[Any], cell: Cell) -> NDArray[Any]:
    gates = np.split(part, len(cell.gates))
    return np.concatenate([gates[place] for place in cell.to_onnx])


def _array(value: Tensor) -> NDArray[Any]:
    array: NDArray[Any] = value.numpy()
    return array

"""Head and readout of an ONNX graph, traced from the last recurrent node to the output."""

from __future__ import annotations

from typing import Any

import numpy as np

from ...base.errors import RunError
from ...models.cells import ACTIVATIONS, poolings
from ..architecture.normalisation import EPS
from .onnx_graph import Array, Graph

_ACTIVATIONS = {activation.onnx: name for name, activation in ACTIVATIONS.items() if name != "none"}
_SHAPING = {"Transpose", "Squeeze", "Unsqueeze", "Reshape", "Identity", "Flatten", "Concat", "Cast", "Dropout"}
_NORMS = {
    "LayerNormalization": ("weight", "bias"),
    "BatchNormalization": ("weight", "bias", "running_mean", "running_var"),
}
_AT_END = {"LogSoftmax", "Softmax"}  # behind the last linear layer they change no decision


def linear_layers(graph: Graph, last: Any) -> dict[str, Array]:
    """The linear layers behind the node `last` as `head.N.weight` and `head.N.bias`.

    Raises:
        RunError: there is a node among them that no such network has.
    """
    layers: dict[str, Array] = {}
    place, activation = 0, None  # an activation since the last linear layer
    for node in graph.behind([name for name in last.output if name]):
        if node.op_type in _NORMS:
            layers |= _norm(graph, node, place)
            continue
        weight = graph.constant(node, 1) if node.op_type in ("Gemm", "MatMul") else None
        if weight is not None and weight.ndim == 2:
            turned = node.op_type == "Gemm" and graph.attributes(node).get("transB", 0)
            bias = graph.constant(node, 2) if node.op_type == "Gemm" else _find_bias(graph, node)
            layers[f"head.{place}.weight"] = weight if turned else weight.T
            if bias is not None:
                layers[f"head.{place}.bias"] = bias
            if activation is not None and not place:
                raise _make_node_error(activation)  # between the readout and the first linear layer
            place, activation = place + 1, None
        elif node.op_type in _ACTIVATIONS:
            activation = node
        elif place and node.op_type not in {*_ACTIVATIONS, *_AT_END, *_SHAPING, "Add", "Constant"}:
            raise _make_node_error(node)
    if activation is not None and activation.op_type != "Sigmoid":
        raise _make_node_error(activation)  # behind the last linear layer it changes the outputs
    return layers


def _norm(graph: Graph, node: Any, place: int) -> dict[str, Array]:
    """The constants of a normalisation behind `place` linear layers, under the names that torch gives them."""
    stem = f"head.norm{place}"
    parts = dict(zip(_NORMS[node.op_type], range(1, 5), strict=False))
    constants = {f"{stem}.{name}": graph.constant(node, number) for name, number in parts.items()}
    epsilon = graph.attributes(node).get("epsilon", EPS)
    if any(value is None for value in constants.values()) or abs(epsilon - EPS) > 1e-9:
        raise _make_node_error(node)
    return {name: value for name, value in constants.items() if value is not None}


def _make_node_error(node: Any) -> RunError:
    return RunError(
        "The node {name} ({kind}) among the linear layers is not supported. Name a function of your own that builds "
        "the network (--entry).",
        name=node.name or node.output[0], kind=node.op_type,
    )  # fmt: skip


def _find_bias(graph: Graph, product: Any) -> Array | None:
    """The constant that is added to a product."""
    for node in graph.readers(product.output[0]):
        if node.op_type == "Add":
            other = 1 if node.input[0] == product.output[0] else 0
            return graph.constant(node, other)
    return None


def readout_hints(graph: Graph, last: Any) -> dict[str, str]:
    """Readout and activations, from the nodes between `last` and the output."""
    settings: dict[str, str] = {}
    every, ends = (last.output[0], [name for name in last.output[1:2] if name])
    if _concatenates_poolings(graph, [name for name in last.output if name]):
        settings["readout"] = "concat"
    elif any(graph.readers(name) for name in ends):
        settings["readout"] = "last"
    elif graph.readers(every):
        readout = _first_choice(graph, every)
        if readout:
            settings["readout"] = readout
    kinds = {node.op_type for node in graph.behind([name for name in last.output if name])}
    activation = [_ACTIVATIONS[kind] for kind in kinds if kind in _ACTIVATIONS]
    if len(activation) == 1:
        settings["head_activation"] = activation[0]
    return settings


def _concatenates_poolings(graph: Graph, states: list[str]) -> bool:
    """Whether what the linear layers read is the last state, the maximum and the mean over time side by side."""
    for node in graph.behind(states):
        if node.op_type in ("Gemm", "MatMul"):
            return False
        if node.op_type == "Concat" and len(node.input) == len(poolings("concat")):
            kinds = [_kinds_between(graph, name, states) for name in node.input]
            single, largest, mean = kinds
            return (
                not single & {"ReduceMax", "ReduceMean", "ReduceSum"}
                and "ReduceMax" in largest
                and bool(mean & {"ReduceMean", "ReduceSum"})
            )
    return False


def _kinds_between(graph: Graph, name: str, states: list[str]) -> set[str]:
    """The kinds of all nodes on the way from the values `states` to the value `name`."""
    waiting, kinds, visited = [name], set[str](), set[str]()
    while waiting:
        value = waiting.pop()
        node = graph.maker(value)
        if value not in states and node is not None and value not in visited:
            visited.add(value)
            kinds.add(node.op_type)
            waiting += node.input
    return kinds


def _first_choice(graph: Graph, every: str) -> str:
    """The readout of the states of all steps; empty: unknown."""
    summed = False
    for node in graph.behind([every]):
        if node.op_type in ("Gemm", "MatMul"):
            break
        match node.op_type:
            case "ReduceMean" | "GlobalAveragePool":
                return "mean"
            case "ReduceMax" | "GlobalMaxPool":
                return "max"
            case "ReduceSum":
                summed = True
            case "Div" if summed:
                return "mean"
            case "GatherND":
                return "position"
            case "Gather":
                return "position" if _is_last(graph.constant(node, 1)) else ""
            case "Slice":
                return "position" if _is_last(graph.constant(node, 1)) else ""
    return ""


def _is_last(place: Array | None) -> bool:
    """Whether a constant is the place of the last step."""
    return place is not None and place.size > 0 and bool(np.ravel(place)[0] == -1)


def entry(graph: Graph, first: Any) -> dict[str, Array]:
    """What happens before the node `first` reads: vectors of tokens, or normalising with mean and deviation (F,).

    Raises:
        RunError: something else happens to the values.
    """
    mean = std = None
    name = first.input[0]
    while (node := graph.maker(name)) is not None:
        constant = graph.constant(node, 1)
        table = graph.constant(node, 0) if node.op_type == "Gather" else None
        if table is not None and table.ndim == 2:
            return {"embedding.weight": table}
        if node.op_type == "Div" and constant is not None and std is None and mean is None:
            std = constant
        elif node.op_type == "Sub" and constant is not None and mean is None:
            mean = constant
        elif node.op_type not in _SHAPING:
            raise RunError(
                "The node {name} ({kind}) before the recurrent layers is not supported. Name a function of your own "
                "that builds the network (--entry).",
                name=node.name or name, kind=node.op_type,
            )  # fmt: skip
        name = node.input[0]
    if mean is None and std is None:
        return {}
    features = graph.weight_width(first)
    parts = {"mean": 0.0 if mean is None else np.ravel(mean), "std": 1.0 if std is None else np.ravel(std)}
    if any(np.size(part) not in (1, features) for part in parts.values()):
        raise RunError(
            "The constants that the values are normalised with are not of {features} "
            "{features:feature|features}, as the recurrent layers need. Name a function of your own that builds "
            "the network (--entry).",
            features=features,
        )
    return {f"normalise.{name}": np.array(np.broadcast_to(part, features), np.float32) for name, part in parts.items()}

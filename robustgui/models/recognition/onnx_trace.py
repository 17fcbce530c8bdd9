"""The graph of an ONNX file walked from the last recurrent node to the answer."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from ...base.errors import RunError
from ...base.lazy import torch
from ..readout import poolings
from .norms import EPS

if TYPE_CHECKING:
    from torch import Tensor

Array = NDArray[Any]
_ACTIVATIONS = {
    "Relu": "relu", "Tanh": "tanh", "Gelu": "gelu", "Elu": "elu", "LeakyRelu": "leaky_relu", "Sigmoid": "sigmoid",
}  # fmt: skip
_SHAPING = {"Transpose", "Squeeze", "Unsqueeze", "Reshape", "Identity", "Flatten", "Concat", "Cast", "Dropout"}
_NORMS = {
    "LayerNormalization": ("weight", "bias"),
    "BatchNormalization": ("weight", "bias", "running_mean", "running_var"),
}
_AT_END = {"LogSoftmax", "Softmax"}  # behind the last linear layer they change no decision


class Graph:
    """Nodes, constants, and who reads what."""

    def __init__(self, graph: Any) -> None:
        from onnx import helper, numpy_helper  # type: ignore[import-not-found,unused-ignore]

        self.nodes = list(graph.node)
        self.constants: dict[str, Array] = {value.name: numpy_helper.to_array(value) for value in graph.initializer}
        self.outputs = {value.name for value in graph.output}
        self._attribute = helper.get_attribute_value
        for node in self.nodes:
            if node.op_type == "Constant" and (value := self.attributes(node).get("value")) is not None:
                self.constants[node.output[0]] = numpy_helper.to_array(value)
        self._readers: dict[str, list[Any]] = {}
        self._makers = {name: node for node in self.nodes for name in node.output}
        for node in self.nodes:
            for name in node.input:
                self._readers.setdefault(name, []).append(node)

    def attributes(self, node: Any) -> dict[str, Any]:
        """By name."""
        return {item.name: self._attribute(item) for item in node.attribute}

    def constant(self, node: Any, place: int) -> Array | None:
        """What `node` reads at `place`, if that is a constant, also behind shaping."""
        name = node.input[place] if len(node.input) > place else ""
        while name and name not in self.constants and name in self._makers:
            maker = self._makers[name]
            if maker.op_type not in {"Identity", "Cast", "Expand"}:
                return None
            name = maker.input[0]
        return self.constants.get(name)

    def weight_width(self, node: Any) -> int:
        """How many values a step a recurrent node reads."""
        weight = self.constant(node, 1)
        return 0 if weight is None else int(weight.shape[2])

    def readers(self, name: str) -> list[Any]:
        """Nodes that read the value `name`; not for its shape alone."""
        return [node for node in self._readers.get(name, []) if node.op_type != "Shape"]

    def maker(self, name: str) -> Any | None:
        """The node that makes `name`."""
        return self._makers.get(name)

    def behind(self, names: list[str]) -> Iterator[Any]:
        """Every node that depends on the values `names`, in the graph's order: each after those that it reads."""
        reached = set(names)
        for node in self.nodes:
            if node.op_type != "Shape" and not reached.isdisjoint(node.input):
                reached.update(node.output)
                yield node


def linear_layers(graph: Graph, last: Any) -> dict[str, Tensor]:
    """The linear layers behind the node `last` as `head.N.weight` and `head.N.bias`.

    Raises:
        RunError: there is a node among them that no such network has.
    """
    found: dict[str, Tensor] = {}
    place, acting = 0, None  # an activation since the last linear layer
    for node in graph.behind([name for name in last.output if name]):
        if node.op_type in _NORMS:
            found |= _norm(graph, node, place)
            continue
        weight = graph.constant(node, 1) if node.op_type in ("Gemm", "MatMul") else None
        if weight is not None and weight.ndim == 2:
            turned = node.op_type == "Gemm" and graph.attributes(node).get("transB", 0)
            bias = graph.constant(node, 2) if node.op_type == "Gemm" else _added(graph, node)
            found[f"head.{place}.weight"] = torch.from_numpy(np.array(weight if turned else weight.T))
            if bias is not None:
                found[f"head.{place}.bias"] = torch.from_numpy(np.array(bias))
            if acting is not None and not place:
                raise _foreign_node(acting)  # between the readout and the first linear layer
            place, acting = place + 1, None
        elif node.op_type in _ACTIVATIONS:
            acting = node
        elif place and node.op_type not in {*_ACTIVATIONS, *_AT_END, *_SHAPING, "Add", "Constant"}:
            raise _foreign_node(node)
    if acting is not None and acting.op_type != "Sigmoid":
        raise _foreign_node(acting)  # behind the last linear layer it changes the answers
    return found


def _norm(graph: Graph, node: Any, place: int) -> dict[str, Tensor]:
    """The constants of a normalisation behind `place` linear layers, under the names that torch gives them."""
    stem = f"head.norm{place}"
    parts = dict(zip(_NORMS[node.op_type], range(1, 5), strict=False))
    constants = {f"{stem}.{name}": graph.constant(node, number) for name, number in parts.items()}
    epsilon = graph.attributes(node).get("epsilon", EPS)
    if any(value is None for value in constants.values()) or abs(epsilon - EPS) > 1e-9:
        raise _foreign_node(node)
    return {name: torch.from_numpy(np.array(value)) for name, value in constants.items()}


def _foreign_node(node: Any) -> RunError:
    return RunError(
        "The node {name} ({kind}) among the linear layers is not supported. Name a function of your own that builds "
        "the network (--entry).",
        name=node.name or node.output[0], kind=node.op_type,
    )  # fmt: skip


def _added(graph: Graph, product: Any) -> Array | None:
    """The constant that is added to a product."""
    for node in graph.readers(product.output[0]):
        if node.op_type == "Add":
            other = 1 if node.input[0] == product.output[0] else 0
            return graph.constant(node, other)
    return None


def readout_hints(graph: Graph, last: Any) -> dict[str, str]:
    """What the way from the node `last` to the answer says about readout and activations."""
    found: dict[str, str] = {}
    every, ends = (last.output[0], [name for name in last.output[1:2] if name])
    if _concatenates_poolings(graph, [name for name in last.output if name]):
        found["readout"] = "concat"
    elif any(graph.readers(name) for name in ends):
        found["readout"] = "last"
    elif graph.readers(every):
        way = _first_choice(graph, every)
        if way:
            found["readout"] = way
    kinds = {node.op_type for node in graph.behind([name for name in last.output if name])}
    acting = [_ACTIVATIONS[kind] for kind in kinds if kind in _ACTIVATIONS]
    if len(acting) == 1:
        found["head_activation"] = acting[0]
    return found


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
    waiting, kinds = [name], set[str]()
    while waiting:
        value = waiting.pop()
        node = graph.maker(value)
        if value not in states and node is not None:
            kinds.add(node.op_type)
            waiting += node.input
    return kinds


def _first_choice(graph: Graph, every: str) -> str:
    """How one state is made of those of all steps; empty: that is not known."""
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
                index = graph.constant(node, 1)
                return "position" if index is not None and int(np.ravel(index)[0]) == -1 else ""
            case "Slice":
                start = graph.constant(node, 1)
                return "position" if start is not None and int(np.ravel(start)[0]) == -1 else ""
    return ""


def entry(graph: Graph, first: Any) -> dict[str, Tensor]:
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
            return {"embedding.weight": torch.from_numpy(np.array(table))}
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
    return {
        f"normalise.{name}": torch.from_numpy(np.array(np.broadcast_to(part, features), np.float32))
        for name, part in parts.items()
    }

"""Nodes and constants of an ONNX graph, and its edges."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
from numpy.typing import NDArray

Array = NDArray[Any]
_DOMAINS = ("", "ai.onnx")  # those of the operators that the checker validates


class Graph:
    """One validated graph: it has no cycles, and all inputs of its nodes exist.

    Attributes:
        nodes: in order; operators of other domains are called "domain.operator".
        constants: numbers by name.
        metadata: of the model.
    """

    def __init__(self, model: Any) -> None:
        """Raises whatever onnx does where a tensor or an attribute is damaged."""
        from onnx import helper, numpy_helper  # type: ignore[import-not-found,unused-ignore]

        graph = model.graph
        self.nodes = list(graph.node)
        self.metadata = {prop.key: prop.value for prop in model.metadata_props}
        self.constants: dict[str, Array] = {}
        self.outputs = {value.name for value in graph.output}
        self._attributes: dict[int, dict[str, Any]] = {}
        for value in graph.initializer:
            self._keep(value.name, numpy_helper.to_array(value))
        for node in self.nodes:
            if node.domain not in _DOMAINS:
                node.op_type = f"{node.domain}.{node.op_type}"
            self._attributes[id(node)] = {item.name: helper.get_attribute_value(item) for item in node.attribute}
            if node.op_type == "Constant" and (value := self.attributes(node).get("value")) is not None:
                self._keep(node.output[0], numpy_helper.to_array(value))
        self._readers: dict[str, list[Any]] = {}
        self._makers = {name: node for node in self.nodes for name in node.output}
        for node in self.nodes:
            for name in node.input:
                self._readers.setdefault(name, []).append(node)

    def _keep(self, name: str, array: Array) -> None:
        """Numbers alone; half precision of 8 and 16 bits that NumPy does not have becomes float32."""
        if array.dtype.kind == "V" and array.dtype.names is None:
            array = array.astype(np.float32)
        if array.dtype.kind in "biuf":
            self.constants[name] = array

    def attributes(self, node: Any) -> dict[str, Any]:
        """By name."""
        return self._attributes[id(node)]

    def constant(self, node: Any, place: int) -> Array | None:
        """The input `place` of `node` if it is a constant, possibly behind a cast or an expansion; else None."""
        name = node.input[place] if len(node.input) > place else ""
        while name and name not in self.constants and name in self._makers:
            maker = self._makers[name]
            if maker.op_type not in {"Identity", "Cast", "Expand"}:
                return None
            name = maker.input[0]
        return self.constants.get(name)

    def weight_width(self, node: Any) -> int:
        """The input size of a recurrent node."""
        weight = self.constant(node, 1)
        return 0 if weight is None else int(weight.shape[2])

    def readers(self, name: str) -> list[Any]:
        """Nodes with the input `name`, except those that only take its shape."""
        return [node for node in self._readers.get(name, []) if node.op_type != "Shape"]

    def maker(self, name: str) -> Any | None:
        """The node with the output `name`."""
        return self._makers.get(name)

    def behind(self, names: list[str]) -> Iterator[Any]:
        """All nodes that depend on the values `names`, in topological order."""
        reached = set(names)
        for node in self.nodes:
            if node.op_type != "Shape" and not reached.isdisjoint(node.input):
                reached.update(node.output)
                yield node

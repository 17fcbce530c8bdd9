"""An ONNX file parsed and checked, with data in files beside it: nodes and constants of its graph, and its edges."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path, PurePosixPath, PureWindowsPath
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ...base.errors import RunError
from ...base.visible import shorten
from .contents import largest_content, read_content

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


def parse_onnx(content: bytes, path: Path) -> tuple[Graph, int]:
    """The graph in `content`, which was read from `path`, and the size of all files that its constants are in.

    Raises:
        RunError: the extra is missing, the file is damaged, or keeps its data where they may not be.
    """
    try:
        import onnx  # type: ignore[import-not-found,unused-ignore]
    except ImportError as error:
        raise RunError(
            "Opening {file} needs the package onnx. Install it with: pip install 'robustgui[onnx]'", file=str(path)
        ) from error
    try:
        model = onnx.load_model_from_string(content)
        size = len(content) + _load_external_data(model, path)
        onnx.checker.check_model(model)
        return Graph(model), size
    except (RunError, MemoryError):
        raise
    except Exception as error:  # whatever onnx raises, it is the file that is wrong
        lines = str(error).strip().splitlines()
        raise RunError(
            "{file} is not a valid ONNX file: {problem}.",
            file=str(path), problem=shorten(lines[0].rstrip(".") if lines else type(error).__name__),
        ) from error  # fmt: skip


def _load_external_data(model: Any, path: Path) -> int:
    """Put the data of files beside `path` in their place; returns the size of these files."""
    files: dict[str, bytes] = {}
    total = 0
    for tensor in _tensors(model):
        if tensor.data_location != tensor.EXTERNAL:
            continue
        facts = {item.key: item.value for item in tensor.external_data}
        location = facts.get("location", "")
        if location not in files:
            files[location] = read_content(_beside(path, location))
        data = files[location]
        begin = int(facts.get("offset", 0))
        end = begin + int(facts.get("length", len(data) - begin))
        total += end - begin
        if not 0 <= begin <= end <= len(data) or total > largest_content(sum(map(len, files.values()))):
            raise RunError(
                "{file} is damaged or of another network: {network} expects more data in it.",
                file=str(path.parent / location), network=path.name,
            )  # fmt: skip
        del tensor.external_data[:]
        tensor.data_location = tensor.DEFAULT
        tensor.raw_data = data[begin:end]
    return sum(map(len, files.values()))


def _tensors(model: Any) -> Iterator[Any]:
    yield from model.graph.initializer
    for node in model.graph.node:
        for attribute in node.attribute:
            if attribute.HasField("t"):
                yield attribute.t


def _beside(path: Path, location: str) -> Path:
    """The file of external data; raises `RunError` unless it lies in the folder of `path`."""
    parts = PureWindowsPath(location).parts  # knows both slashes
    is_outside = (
        not location or ".." in parts or PurePosixPath(location).is_absolute() or PureWindowsPath(location).anchor
    )
    if is_outside or not (path.parent / location).resolve().is_relative_to(path.parent.resolve()):
        raise RunError(
            "{file} refers to data in {location}, outside of its folder. Such files are not opened.",
            file=str(path), location=shorten(location),
        )  # fmt: skip
    return path.parent / location

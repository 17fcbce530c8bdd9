"""An ONNX file parsed and checked, with the data that it keeps in files beside it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path, PurePosixPath, PureWindowsPath
from typing import Any

from ...base.errors import RunError
from ...base.shorten import shorten
from .contents import largest_content, read_content
from .onnx_graph import Graph


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

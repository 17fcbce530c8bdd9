"""The formats of exported networks."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Literal, get_args

Format = Literal["state_dict", "safetensors", "torchscript", "torch_export", "onnx"]
FORMATS: tuple[Format, ...] = get_args(Format)
SUFFIXES: dict[Format, str] = {
    "state_dict": ".pt", "safetensors": ".safetensors", "torchscript": ".pt", "torch_export": ".pt2", "onnx": ".onnx",
}  # fmt: skip


@dataclass(frozen=True)
class Exported:
    """The written files."""

    format: Format
    files: tuple[Path, ...]


def side_files(path: Path, to: Format) -> tuple[Path, ...]:
    """The files that may be written beside `path`: the Python file for weights, the vocabulary of a text network."""
    source = (path.with_suffix(".py"),) if to in ("state_dict", "safetensors") else ()
    return (*source, vocabulary_file(path))


def vocabulary_file(path: Path) -> Path:
    """Where the vocabulary of a network that is written to `path` lies."""
    return path.with_name(f"{path.stem}_vocabulary.json")


def find_format(path: Path) -> Format | None:
    """The format for the extension of `path`, .pt being a state dict; None: unknown."""
    return next((name for name, suffix in SUFFIXES.items() if path.suffix.lower() == suffix), None)

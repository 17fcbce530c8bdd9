"""The formats in which others read our networks."""

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
    """What was written."""

    format: Format
    files: tuple[Path, ...]


def by_ending(path: Path) -> Format | None:
    """The format that the ending of `path` means, .pt being a state dict; None: it means none."""
    return next((name for name, suffix in SUFFIXES.items() if path.suffix.lower() == suffix), None)

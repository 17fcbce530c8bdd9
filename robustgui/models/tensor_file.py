"""Reads .safetensors files: checked before anything is allocated, and copied, so that no file stays open or mapped."""

from __future__ import annotations

import math
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from ..base.documents import parse_json
from ..base.errors import RobustGuiError, RunError
from ..base.files import read_regular
from ..base.lazy import torch
from ..base.visible import shorten

if TYPE_CHECKING:
    from torch import Tensor
    from torch.nn import Module

NETWORK = "robustgui network 1"  # metadata of a network of a run, see `models.network_file`
PLAIN = "robustgui export 1"  # metadata of an export for plain torch, see `models.exports`
TRAINED_ON = "trained_on"  # in all of them: fingerprints of the training data

_MOST = 1 << 36  # bytes of a file
_HEADER = 64 << 20  # bytes; a vocabulary of a million tokens has 20
_MOST_AXES = 64
_LARGEST = 1 << 62  # sizes and offsets are 64-bit integers
_DTYPES = {
    "F64": "float64", "F32": "float32", "F16": "float16", "BF16": "bfloat16", "F8_E4M3": "float8_e4m3fn",
    "F8_E5M2": "float8_e5m2", "I64": "int64", "I32": "int32", "I16": "int16", "I8": "int8", "U64": "uint64",
    "U32": "uint32", "U16": "uint16", "U8": "uint8", "BOOL": "bool", "C64": "complex64",
}  # fmt: skip


@dataclass(frozen=True)
class _Entry:
    """Where a tensor lies behind the header: `begin` and `end` in bytes."""

    dtype: str
    shape: tuple[int, ...]
    begin: int
    end: int


@contextmanager
def explain_unreadable(path: Path) -> Iterator[None]:
    """Inside, an `OSError` means that `path` cannot be read; raises `RunError` for it."""
    try:
        yield
    except OSError as error:
        raise RunError(
            "{file} cannot be read: {problem}.", file=str(path), problem=error.strerror or str(error)
        ) from error


def read_tensors(path: Path) -> tuple[dict[str, Tensor], dict[str, str]]:
    """The tensors in the .safetensors file `path`, on the processor with memory of their own, and its metadata.

    Raises:
        RunError: there is no such file, it is no regular file, or it is damaged.
    """
    with explain_unreadable(path):
        content = read_regular(path, _MOST)
    return parse_tensors(content, path)


def parse_tensors(content: bytes, path: Path) -> tuple[dict[str, Tensor], dict[str, str]]:
    """The tensors in `content`, which was read from `path`, and its metadata.

    Raises:
        RunError: it is damaged: its header is no JSON of this format, or does not describe the bytes behind it.
    """
    try:
        entries, metadata, start = _read_header(content)
    except _Invalid as error:
        raise RunError(
            "{file} is not a valid .safetensors file: {problem}.", file=str(path), problem=error.sentence
        ) from error.__cause__
    return {name: _copy(content, start, entry) for name, entry in entries.items()}, metadata


class _Invalid(RobustGuiError):
    """What is wrong with a header, for the sentence that names the file."""


def _read_header(content: bytes) -> tuple[dict[str, _Entry], dict[str, str], int]:
    """Entries by name in the order of the header, metadata, and where the data begin; raises `_Invalid`."""
    length = int.from_bytes(content[:8], "little")
    if len(content) < 8 or length > len(content) - 8:
        raise _Invalid("its header is longer than the file")
    if length > _HEADER:
        raise _Invalid("its header is longer than {limit} MB", limit=_HEADER >> 20)
    try:
        header = parse_json(content[8 : 8 + length])
    except ValueError as error:
        raise _Invalid("its header cannot be read as JSON") from error
    if not isinstance(header, dict):
        raise _Invalid("its header is not a JSON object")
    metadata = header.pop("__metadata__", {})
    if not isinstance(metadata, dict) or not all(isinstance(value, str) for value in metadata.values()):
        raise _Invalid("its metadata are not text")
    start = 8 + length
    entries = {name: _entry(name, facts) for name, facts in header.items()}
    _check_layout(entries, len(content) - start)
    return entries, metadata, start


def _entry(name: str, facts: Any) -> _Entry:
    """What the header says of one tensor; raises `_Invalid`."""
    if not isinstance(facts, dict):
        raise _Invalid("the entry of {name} is not a JSON object", name=shorten(name))
    dtype, shape, offsets = facts.get("dtype"), _sizes(facts.get("shape")), _sizes(facts.get("data_offsets"))
    if not isinstance(dtype, str) or dtype not in _DTYPES:
        raise _Invalid("{name} has an unknown data type", name=shorten(name))
    if shape is None or offsets is None or len(offsets) != 2:
        raise _Invalid("shape or offsets of {name} are not whole numbers", name=shorten(name))
    begin, end = offsets
    is_countable = math.prod(size for size in shape if size) < _LARGEST  # torch counts strides of empty tensors too
    if not is_countable or math.prod(shape) * getattr(torch, _DTYPES[dtype]).itemsize != end - begin:
        raise _Invalid("the shape of {name} does not fit its bytes", name=shorten(name))
    return _Entry(dtype, shape, begin, end)


def _sizes(value: Any) -> tuple[int, ...] | None:
    """`value` if it is a short list of whole numbers from 0 on."""
    if not isinstance(value, list) or len(value) > _MOST_AXES:
        return None
    is_size = (isinstance(item, int) and not isinstance(item, bool) and 0 <= item < _LARGEST for item in value)
    return tuple(value) if all(is_size) else None


def _check_layout(entries: dict[str, _Entry], available: int) -> None:
    """Raises `_Invalid` unless the tensors follow each other without gap or overlap up to the end of the file."""
    place = 0
    for entry in sorted(entries.values(), key=lambda entry: (entry.begin, entry.end)):
        if entry.begin != place:
            raise _Invalid("its tensors overlap, or leave gaps")
        place = entry.end
    if place != available:
        raise _Invalid("it is truncated, or has bytes that belong to no tensor")


def _copy(content: bytes, start: int, entry: _Entry) -> Tensor:
    """One tensor with memory of its own."""
    dtype = getattr(torch, _DTYPES[entry.dtype])
    if entry.begin == entry.end:
        return torch.empty(entry.shape, dtype=dtype)
    values = np.frombuffer(content, np.uint8, entry.end - entry.begin, start + entry.begin).copy()
    if entry.dtype == "BOOL":
        return torch.from_numpy(values != 0).reshape(entry.shape)
    return torch.from_numpy(values).view(dtype).reshape(entry.shape)


def to_bytes(tensor: Tensor) -> bytes:
    """The bytes of a tensor on the processor, also of types that NumPy does not have."""
    return tensor.flatten().view(torch.uint8).numpy().tobytes()


def check_state(module: Module, tensors: dict[str, Tensor]) -> None:
    """Raises `ValueError` unless `tensors` have names, shapes and kinds of numbers of the state of `module`."""
    state = module.state_dict()
    if state.keys() != tensors.keys():
        names = sorted(state.keys() ^ tensors.keys())
        raise ValueError(f"its weights have other names: {', '.join(names[:4])}"[:300])
    for name, value in state.items():
        stored = tensors[name]
        if stored.shape != value.shape:
            raise ValueError(f"{name} has the shape {tuple(stored.shape)} instead of {tuple(value.shape)}")
        if stored.is_floating_point() != value.is_floating_point() or stored.is_complex() != value.is_complex():
            raise ValueError(f"{name} holds {stored.dtype} instead of {value.dtype}")


def load_state(module: Module, tensors: dict[str, Tensor]) -> None:
    """Copy `tensors` into `module`; raises `ValueError` if they do not fit, and then nothing is changed."""
    check_state(module, tensors)
    module.load_state_dict(tensors)

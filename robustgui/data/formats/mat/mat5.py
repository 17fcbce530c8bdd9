"""MATLAB's files up to version 7 (level 5): variables parsed with every claimed size checked against the bytes there.

Source: MathWorks, "MAT-File Format" (R2024a), chapter 1. Nothing is executed: objects and functions are refused.
"""

from __future__ import annotations

import math
import zlib
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

HEADER = 128  # bytes of text, version and byte order
_COMPRESSED, _MATRIX = 15, 14
_NUMBERS = {1: "i1", 2: "u1", 3: "i2", 4: "u2", 5: "i4", 6: "u4", 7: "f4", 9: "f8", 12: "i8", 13: "u8"}
_CHARACTERS = {2: "utf-8", 16: "utf-8", 4: "utf-16", 17: "utf-16", 18: "utf-32", 1: "latin-1"}
_CELL, _STRUCT, _CHAR, _SPARSE = 1, 2, 4, 5
_CLASSES = {
    6: "f8", 7: "f4", 8: "i1", 9: "u1", 10: "i2", 11: "u2", 12: "i4", 13: "u4", 14: "i8", 15: "u8",
}  # fmt: skip
_OTHERS = {3: "an object", _SPARSE: "a sparse matrix", 16: "a function", 17: "an object"}
_DEEPEST = 4  # cells in structs in cells
_MOST_CELLS = 1 << 20  # entries of a list; each costs a hundred times what it takes in a compressed file
_HEAD = 1 << 12
_MOST_VARIABLES = 100_000


class Damaged(Exception):
    """The bytes are no sound variable."""


class Refused(Exception):
    """What the variable holds cannot be read here: `what` says it in a few words."""

    def __init__(self, what: str) -> None:
        super().__init__(what)
        self.what = what


@dataclass(frozen=True)
class Variable:
    """A variable by its header.

    Attributes:
        name: as it is written.
        shape: its lengths.
        code: of its class in the format.
        logical: whether it holds truth values.
        complex: whether it has an imaginary part.
        start: where its content begins in `content`.
    """

    name: str
    shape: tuple[int, ...]
    code: int
    logical: bool
    complex: bool
    start: int = field(default=0)

    @property
    def kind(self) -> str:
        """As in `Outline`."""
        if self.code in _CLASSES:
            return "c" if self.complex else "b" if self.logical else np.dtype(_CLASSES[self.code]).kind
        return {_CELL: "cells", _CHAR: "U", _STRUCT: "struct"}.get(self.code, "V")


def elements(content: memoryview, order: str) -> list[tuple[int, memoryview]]:
    """Type and bytes of each element at the top of a file; raises `Damaged`."""
    found: list[tuple[int, memoryview]] = []
    at = HEADER
    while at + 8 <= len(content):
        code, data, at = _element(content, at, order)
        if code not in (_COMPRESSED, _MATRIX) or len(found) >= _MOST_VARIABLES:
            raise Damaged
        found.append((code, data))
    return found


def unpacked(code: int, data: memoryview, most: int | None = None) -> memoryview:
    """The content of a variable, unpacked if need be and no further than `most` bytes; raises `Damaged`."""
    if code == _MATRIX:
        return data
    if code != _COMPRESSED:
        raise Damaged
    try:
        return memoryview(zlib.decompressobj().decompress(data, most or 0))[8:]
    except zlib.error as error:
        raise Damaged from error


def unpacked_size(code: int, data: memoryview, order: str) -> int:
    """How many bytes the variable claims to have; raises `Damaged`."""
    if code == _MATRIX:
        return len(data)
    try:
        head = zlib.decompressobj().decompress(data, 8)
    except zlib.error as error:
        raise Damaged from error
    if len(head) < 8 or _integer(head, 0, order) != _MATRIX:
        raise Damaged
    return _integer(head, 4, order)


def header(code: int, data: memoryview, order: str) -> Variable:
    """What the variable is, from its first bytes; raises `Damaged`."""
    return _header(unpacked(code, data, _HEAD), order)


def value(content: memoryview, order: str, depth: int = 0) -> Any:
    """An array of numbers, an array of texts, a list (cells, in MATLAB's order), or a dictionary (fields of a struct).

    Raises:
        Damaged: sizes and bytes do not agree.
        Refused: it is an object, a function, sparse, complex or a struct array.
    """
    variable = _header(content, order)
    count, at = math.prod(variable.shape), variable.start
    if variable.code in _OTHERS or depth > _DEEPEST:
        raise Refused(_OTHERS.get(variable.code, "cells in cells in cells"))
    if variable.complex:
        raise Refused("complex numbers")
    if variable.code in _CLASSES:
        return _numbers(content, at, order, variable, count)
    if variable.code == _CHAR:
        return _texts(content, at, order, variable.shape, count)
    if variable.code == _CELL:
        return _matrices(content, at, order, count, depth)
    if variable.code == _STRUCT:
        if count != 1:
            raise Refused("an array of structs")
        names, at = _fields(content, at, order)
        return dict(zip(names, _matrices(content, at, order, len(names), depth), strict=True))
    raise Damaged


def _header(content: memoryview, order: str) -> Variable:
    code, flags, at = _element(content, 0, order)
    kind, dimensions, at = _element(content, at, order)
    if code != 6 or len(flags) < 8:
        raise Damaged
    word = _integer(flags, 0, order)
    if word & 0xFF == 17:  # its header has other fields
        return Variable(bytes(dimensions).decode("latin-1"), (), 17, False, False)
    _, name, at = _element(content, at, order)
    if kind != 5 or len(dimensions) % 4 or not 8 <= len(dimensions) <= 128:
        raise Damaged
    shape = tuple(int(n) for n in np.frombuffer(dimensions, order + "i4"))
    if min(shape) < 0:
        raise Damaged
    text = bytes(name).decode("latin-1")
    return Variable(text, shape, word & 0xFF, bool(word & 0x200), bool(word & 0x800), at)


def _numbers(content: memoryview, at: int, order: str, variable: Variable, count: int) -> NDArray[Any]:
    code, data, _ = _element(content, at, order)
    if code not in _NUMBERS:
        raise Damaged
    stored = np.dtype(order + _NUMBERS[code])
    if len(data) != count * stored.itemsize:
        raise Damaged
    array = np.frombuffer(data, stored).reshape(variable.shape, order="F")
    target = np.dtype(bool if variable.logical else _CLASSES[variable.code])
    return array if array.dtype == target else array.astype(target)  # whole doubles are stored as small integers


def _texts(content: memoryview, at: int, order: str, shape: tuple[int, ...], count: int) -> NDArray[Any]:
    """One text for each row of a matrix of characters."""
    code, data, _ = _element(content, at, order)
    if code not in _CHARACTERS or len(shape) != 2:
        raise Damaged
    encoding = _CHARACTERS[code]
    if encoding in ("utf-16", "utf-32"):
        encoding += "-le" if order == "<" else "-be"
    try:
        text = bytes(data).decode(encoding)
    except UnicodeDecodeError as error:
        raise Damaged from error
    if len(text) != count:
        raise Damaged
    rows = ["".join(text[row :: shape[0]]) for row in range(shape[0])] if count else [""]
    return np.array([row.rstrip(" \0") for row in rows])


def _matrices(content: memoryview, at: int, order: str, count: int, depth: int) -> list[Any]:
    if count * 8 > len(content) - at:
        raise Damaged
    if count > _MOST_CELLS:
        raise Refused(f"a list of {count} entries")
    found = []
    for _ in range(count):
        code, data, at = _element(content, at, order)
        if code != _MATRIX:
            raise Damaged
        found.append(value(data, order, depth + 1) if len(data) else np.zeros((0, 0)))
    return found


def _fields(content: memoryview, at: int, order: str) -> tuple[list[str], int]:
    _, size, at = _element(content, at, order)
    _, names, at = _element(content, at, order)
    if len(size) != 4 or not 0 < (width := _integer(size, 0, order)) <= 4096 or len(names) % width:
        raise Damaged
    text = [bytes(names[i : i + width]).split(b"\0")[0].decode("latin-1") for i in range(0, len(names), width)]
    return text, at


def _element(content: memoryview, at: int, order: str) -> tuple[int, memoryview, int]:
    """Type and bytes of the element at `at`, and where the next one begins."""
    if at + 8 > len(content):
        raise Damaged
    code = _integer(content, at, order)
    if code >> 16:  # small: the bytes stand beside the size
        size = code >> 16
        if size > 4:
            raise Damaged
        return code & 0xFFFF, content[at + 4 : at + 4 + size], at + 8
    size = _integer(content, at + 4, order)
    start, end = at + 8, at + 8 + size
    if end > len(content):
        raise Damaged
    return code, content[start:end], end if code == _COMPRESSED else end + -size % 8


def _integer(content: memoryview | bytes, at: int, order: str) -> int:
    return int.from_bytes(content[at : at + 4], "little" if order == "<" else "big")

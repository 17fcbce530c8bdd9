"""The variables of a MATLAB file of versions 5 to 7 (level 5) as named arrays, parsed by scipy in a child process."""

from __future__ import annotations

import math
import warnings
from functools import cached_property
from io import BytesIO
from pathlib import Path
from typing import Any, ClassVar, NoReturn

import numpy as np
from numpy.typing import NDArray

from ....base.errors import DataError
from ..arrays.named_arrays import NUMBERS, Arrays, Outline
from ..files.source import check_fits, read_head, read_source
from ..native.libraries import import_native
from . import elements
from .elements import OPAQUE, SPARSE, Damaged, Refused

_HEAD = 1 << 12  # bytes in which class, dimensions and name are looked for
_MOST_CELLS = 1 << 20  # entries of a list; each costs a hundred times what it takes in a compressed file
_SCIPY_ERRORS = (ValueError, TypeError, OSError, KeyError, IndexError, OverflowError, ZeroDivisionError, Warning)
_KINDS = {"double": "f", "single": "f", "logical": "b", "char": "U", "cell": "cells", "struct": "struct"}


class Level5Arrays(Arrays):
    """Variables by name in lower case; the fields of a struct are called `struct.field`."""

    last_may_count: ClassVar[bool] = True

    def __init__(self, path: Path) -> None:
        """Find the variables; raises `DataError` if the file is damaged."""
        self.path = path
        self._order = "<" if read_head(path)[126:128] == b"IM" else ">"
        content = memoryview(read_source(path))
        self._parts: dict[str, tuple[int, memoryview]] = {}
        self._headers: dict[str, tuple[tuple[int, ...], str]] = {}  # shape and class
        self._values: dict[str, Any] = {}
        try:
            for code, data in elements.list_variables(content, self._order):
                name, shape, kind = self._read_header(code, data)
                if name:  # without one: what belongs to objects and functions
                    key = name if name.lower() in self._headers else name.lower()
                    self._headers[key], self._parts[key] = (shape, kind), (code, data)
        except Damaged as error:
            self._refuse(error)

    @cached_property
    def outlines(self) -> dict[str, Outline]:
        """See `Arrays.outlines`; lists and structs are unpacked to see what is in them."""
        outlines: dict[str, Outline] = {}
        for name, (shape, kind) in self._headers.items():
            if kind not in ("cell", "struct"):
                outlines[name] = Outline(shape, _numpy_kind(kind))
                continue
            try:
                value = self._value(name)
            except DataError:
                outlines[name] = Outline((), "V")
                continue
            parts = {f"{name}.{key.lower()}": part for key, part in value.items()} if isinstance(value, dict) else {}
            self._values |= parts
            for key, part in (parts or {name: value}).items():
                outlines[key] = _outline(part)
        return outlines

    def read(self, name: str) -> NDArray[Any]:
        """See `Arrays.read`; a list of texts is an array of texts."""
        value = self._value(name)
        if isinstance(value, list) and _all_texts(value):
            return np.array([cell[0] for cell in value] or [""])
        if not isinstance(value, np.ndarray):
            raise DataError(
                "{file}, array '{name}': a matrix is needed, not {what}. Choose another array.",
                file=self.path.name, name=name, what="a list" if isinstance(value, list) else "a struct",
            )  # fmt: skip
        return value

    def cells(self, name: str) -> list[NDArray[Any]]:
        """See `Arrays.cells`."""
        value = self._value(name)
        for index, cell in enumerate(value):
            if not isinstance(cell, np.ndarray) or cell.dtype.kind not in NUMBERS:
                raise DataError(
                    "{file}, array '{name}', entry {index} (counted from 0): numbers are needed. Correct it.",
                    file=self.path.name, name=name, index=index,
                )  # fmt: skip
        return list(value)

    def _read_header(self, code: int, data: memoryview) -> tuple[str, tuple[int, ...], str]:
        """Name, shape and class of a variable, as `scipy.io.whosmat` gives them; raises `Damaged`."""
        matrix = elements.unpack(code, data, _HEAD)
        number, is_complex = elements.matrix_class(matrix, self._order)
        if number == OPAQUE:  # it has no shape, which scipy misses
            return elements.opaque_name(matrix, self._order), (), "opaque"
        whosmat = import_native("scipy.io").whosmat
        try:
            ((name, shape, kind),) = whosmat(BytesIO(self._as_file(matrix)), chars_as_strings=False)
        except (ValueError, TypeError, OSError) as error:
            raise Damaged from error
        if len(shape) < 2 or min(shape) < 0:
            raise Damaged
        name = "" if name.startswith("__") else name  # as scipy calls what belongs to functions
        if number == SPARSE:  # "logical" where its values are
            return name, shape, "sparse"
        return name, shape, "complex" if is_complex and _numpy_kind(kind) in NUMBERS else kind

    def _value(self, name: str) -> Any:
        """An array of numbers or texts, a list (a cell array, in MATLAB's order), or a dictionary (a struct)."""
        if name in self._values:
            return self._values[name]
        if name not in self._parts:
            self.outlines  # noqa: B018 - finds the fields of structs
            return self._values[name]
        code, data = self._parts[name]
        try:
            size = elements.measure_unpacked(code, data, self._order)
            check_fits(self.path, size)
            self._values[name] = self._load(*self._headers[name], elements.unpack(code, data, size))
        except Refused as error:
            raise DataError(
                "{file}, array '{name}': it holds {what}, and only matrices of numbers, texts and lists of them can be "
                "read here. Save it as such.",
                file=self.path.name, name=name, what=error.content,
            ) from error  # fmt: skip
        except (Damaged, MemoryError, RecursionError) as error:
            self._refuse(error)
        return self._values[name]

    def _load(self, shape: tuple[int, ...], kind: str, matrix: memoryview) -> Any:
        """The value of a variable, parsed by `scipy.io.loadmat`; raises `Damaged` or `Refused`."""
        elements.check_elements(matrix, self._order)
        if kind == "cell":
            if math.prod(shape) > _MOST_CELLS:
                raise Refused(f"a list of {math.prod(shape)} entries")
            if 8 * math.prod(shape) > len(matrix):
                raise Damaged
        scipy_io = import_native("scipy.io")
        codec = "utf-16-le" if self._order == "<" else "utf-16-be"
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("error")
                loaded = scipy_io.loadmat(BytesIO(self._as_file(matrix)), mat_dtype=True, uint16_codec=codec)
        except _SCIPY_ERRORS as error:
            raise Damaged from error
        return _convert(next(value for name, value in loaded.items() if not name.startswith("__")))

    def _as_file(self, matrix: memoryview) -> bytes:
        """The content of a file with one variable, not compressed, so that nothing is read or unpacked beyond it."""
        mark, order = (b"\0\1IM", "little") if self._order == "<" else (b"\1\0MI", "big")
        tag = (14).to_bytes(4, order) + len(matrix).to_bytes(4, order)  # type: ignore[arg-type]
        return b"".join((b"MATLAB 5.0".ljust(124), mark, tag, matrix))

    def _refuse(self, error: BaseException) -> NoReturn:
        raise DataError(
            "{file} is not a valid MATLAB file: it is damaged or truncated. Save it again in MATLAB.",
            file=self.path.name,
        ) from error


def _numpy_kind(kind: str) -> str:
    """As in `Outline`, for a class as `whosmat` names it."""
    return _KINDS.get(kind) or ("i" if kind.startswith("int") else "u" if kind.startswith("uint") else "V")


def _convert(value: Any) -> Any:
    """What `loadmat` gives as an array of numbers or texts, a list or a dictionary; raises `Refused` or `Damaged`."""
    if value.dtype.names is not None:
        if value.size != 1:
            raise Refused("an array of structs")
        return {name: _convert(value[name].item()) for name in value.dtype.names}
    if value.dtype.kind == "O":
        if any(cell is None for cell in value.flat):
            raise Refused("a struct without fields")
        return [_convert(cell) for cell in value.ravel(order="F").tolist()]
    if value.dtype.kind != "U":
        return value.astype(value.dtype.newbyteorder("="), copy=False)
    if value.ndim != 1:
        raise Damaged
    return np.array([row.rstrip(" \0") for row in value.tolist()] or [""])


def _all_texts(cells: list[Any]) -> bool:
    return all(isinstance(cell, np.ndarray) and cell.dtype.kind == "U" and len(cell) == 1 for cell in cells)


def _outline(part: Any) -> Outline:
    if isinstance(part, list):
        return Outline((len(part),), "U" if part and _all_texts(part) else "cells")
    return Outline(part.shape, part.dtype.kind) if isinstance(part, np.ndarray) else Outline((), "V")

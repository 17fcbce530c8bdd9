"""The variables of a MATLAB file up to version 7 as named arrays."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from typing import Any, ClassVar, NoReturn

import numpy as np
from numpy.typing import NDArray

from ....base.errors import DataError
from ..arrays.named_arrays import NUMBERS, Arrays, Outline
from ..files.source import check_fits, open_source, read_head, unreadable
from . import mat5


class MatArrays(Arrays):
    """Variables by name in lower case; the fields of a struct are called `struct.field`."""

    last_may_count: ClassVar[bool] = True

    def __init__(self, path: Path) -> None:
        """Find the variables; raises `DataError` if the file is damaged."""
        self.path = path
        head = read_head(path)
        self._order = "<" if head[126:128] == b"IM" else ">"
        try:
            with open_source(path) as file:
                content = memoryview(file.read())
        except OSError as error:
            raise unreadable(path, error) from error
        self._parts: dict[str, tuple[int, memoryview]] = {}
        self._kept: dict[str, Any] = {}
        self._headers: dict[str, mat5.Variable] = {}
        try:
            for code, data in mat5.elements(content, self._order):
                variable = mat5.header(code, data, self._order)
                if not variable.name:
                    continue  # what belongs to objects and functions
                name = variable.name.lower()
                name = variable.name if name in self._headers else name
                self._headers[name], self._parts[name] = variable, (code, data)
        except mat5.Damaged as error:
            self._refuse(error)

    @cached_property
    def outlines(self) -> dict[str, Outline]:
        """See `Arrays.outlines`; lists and structs are unpacked to see what is in them."""
        found: dict[str, Outline] = {}
        for name, variable in self._headers.items():
            if variable.kind not in ("cells", "struct"):
                found[name] = Outline(variable.shape, variable.kind)
                continue
            try:
                whole = self._value(name)
            except DataError:
                found[name] = Outline((), "V")
                continue
            parts = {f"{name}.{key.lower()}": part for key, part in whole.items()} if isinstance(whole, dict) else {}
            self._kept |= parts
            for key, part in (parts or {name: whole}).items():
                found[key] = _outline(part)
        return found

    def read(self, name: str) -> NDArray[Any]:
        """See `Arrays.read`; a list of texts is an array of texts."""
        found = self._value(name)
        if isinstance(found, list) and _all_texts(found):
            return np.array([cell[0] for cell in found] or [""])
        if not isinstance(found, np.ndarray):
            raise DataError(
                "{file}, array '{name}': a matrix is needed, not {what}. Choose another array.",
                file=self.path.name, name=name, what="a list" if isinstance(found, list) else "a struct",
            )  # fmt: skip
        return found

    def cells(self, name: str) -> list[NDArray[Any]]:
        """See `Arrays.cells`."""
        found = self._value(name)
        for index, cell in enumerate(found):
            if not isinstance(cell, np.ndarray) or cell.dtype.kind not in NUMBERS:
                raise DataError(
                    "{file}, array '{name}', entry {index} (counted from 0): numbers are needed. Correct it.",
                    file=self.path.name, name=name, index=index,
                )  # fmt: skip
        return list(found)

    def _value(self, name: str) -> Any:
        if name in self._kept:
            return self._kept[name]
        if name not in self._parts:
            self.outlines  # noqa: B018 - finds the fields of structs
            return self._kept[name]
        code, data = self._parts[name]
        try:
            size = mat5.unpacked_size(code, data, self._order)
            check_fits(self.path, size)
            content = mat5.unpacked(code, data, size + 8)
            self._kept[name] = mat5.value(content, self._order)
        except mat5.Refused as error:
            raise DataError(
                "{file}, array '{name}': it holds {what}, and only matrices of numbers, texts and lists of them can be "
                "read here. Save it as such.",
                file=self.path.name, name=name, what=error.what,
            ) from error  # fmt: skip
        except (mat5.Damaged, MemoryError, RecursionError) as error:
            self._refuse(error)
        return self._kept[name]

    def _refuse(self, error: BaseException) -> NoReturn:
        raise DataError(
            "{file} is not a valid MATLAB file: it is damaged or truncated. Save it again in MATLAB.",
            file=self.path.name,
        ) from error


def _all_texts(cells: list[Any]) -> bool:
    return all(isinstance(cell, np.ndarray) and cell.dtype.kind == "U" and len(cell) == 1 for cell in cells)


def _outline(part: Any) -> Outline:
    if isinstance(part, list):
        return Outline((len(part),), "U" if part and _all_texts(part) else "cells")
    return Outline(part.shape, part.dtype.kind) if isinstance(part, np.ndarray) else Outline((), "V")

"""A file of named arrays, whatever its format: what it holds by the headers, and arrays read on demand."""

from __future__ import annotations

import sys
from abc import ABC, abstractmethod
from dataclasses import dataclass
from pathlib import Path
from typing import Any, ClassVar

import numpy as np
from numpy.typing import NDArray

from ....base.errors import DataError

NUMBERS = "biuf"  # kinds of numpy types that are numbers
TEXTS = "US"


@dataclass(frozen=True)
class Outline:
    """What a header says about an array, before anything is allocated."""

    shape: tuple[int, ...]  # its lengths
    kind: str  # of its type: one of NUMBERS or TEXTS, "cells" for a list of arrays, anything else is of no use here

    @property
    def numeric(self) -> bool:
        """Whether it holds numbers or truth values."""
        return self.kind in NUMBERS


def check_characters(path: Path, array: NDArray[Any]) -> None:
    """Raises `DataError` if an array of texts holds codes that are no characters, of which no text can be made."""
    if array.dtype.kind != "U" or not array.size or not array.dtype.itemsize:
        return
    codes = array.reshape(-1).view(np.dtype("u4").newbyteorder(array.dtype.byteorder))
    if codes.max() > sys.maxunicode:
        raise DataError(
            "{file}: its texts contain invalid code points. The file is damaged; get it again.", file=path.name
        )


class Arrays(ABC):
    """Named arrays of one file; names are in lower case."""

    path: Path  # of the file
    last_may_count: ClassVar[bool] = False  # whether sequences along the last axis are usual, as in MATLAB

    @property
    @abstractmethod
    def outlines(self) -> dict[str, Outline]:
        """What it holds, by name."""

    @abstractmethod
    def read(self, name: str) -> NDArray[Any]:
        """One array.

        Raises:
            DataError: it holds what could run a program, claims more than is there or fits in memory, or is damaged.
        """

    def cells(self, name: str) -> list[NDArray[Any]]:
        """The arrays in a list of arrays; raises `DataError` where one holds no numbers."""
        raise DataError("{file}, array '{name}': it is not a list of arrays.", file=self.path.name, name=name)

    def __contains__(self, name: str) -> bool:
        return name in self.outlines

    @property
    def names(self) -> tuple[str, ...]:
        """What it holds."""
        return tuple(self.outlines)

    def numbers(self, name: str, *dimensions: int) -> NDArray[Any]:
        """One array of numbers or truth values with one of the given numbers of dimensions."""
        array = self.read(name)
        if array.dtype.kind not in NUMBERS:
            raise DataError(
                "{file}, array '{name}': numbers are needed, not {dtype}. Save it as numbers.",
                file=self.path.name, name=name, dtype=str(array.dtype),
            )  # fmt: skip
        if array.ndim not in dimensions:
            raise DataError(
                "{file}, array '{name}': its shape is {shape}; {allowed} dimensions are needed. Reshape it.",
                file=self.path.name, name=name, shape=str(array.shape), allowed=" / ".join(map(str, dimensions)),
            )  # fmt: skip
        return array

    def vector(self, name: str) -> NDArray[Any]:
        """One array of numbers as (N,); rows and columns of a matrix count as such."""
        array = self.numbers(name, 0, 1, 2)
        return array.ravel() if array.ndim < 2 or 1 in array.shape else self.numbers(name, 1)

    def texts(self, name: str, default: tuple[str, ...]) -> tuple[str, ...]:
        """One array as names; `default` if there is none. Bytes are UTF-8."""
        if name not in self:
            return default
        return tuple(as_text(item) for item in self.read(name).ravel().tolist())


def as_text(item: object) -> str:
    """A label or a name as text; bytes are UTF-8."""
    return item.decode("utf-8", "replace") if isinstance(item, bytes) else str(item)


def whole(arrays: Arrays, name: str, count: int | None, low: int, high: int) -> NDArray[np.int64]:
    """Whole numbers within [low, high], (count,); raises `DataError` if they are not."""
    array = arrays.vector(name)
    good = (array >= low) & (array <= high) & (array == np.floor(array))
    if (count is not None and len(array) != count) or not good.all():
        raise DataError(
            "{file}, array '{name}': it needs {count} whole numbers from {low} to {high}. Correct it.",
            file=arrays.path.name, name=name, count=len(array) if count is None else count, low=low, high=high,
        )  # fmt: skip
    return array.astype(np.int64)

"""The variables of a MATLAB file since version 7.3, which is HDF5, as named arrays."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from typing import Any, ClassVar

import numpy as np
from numpy.typing import NDArray

from ....base.errors import DataError
from ..arrays.named_arrays import NUMBERS, Arrays, Outline
from ..files.source import check_fits, read_head
from ..native.libraries import import_native

MAGIC = b"\x89HDF\r\n\x1a\n"
_DENSEST = 1100  # bytes that a byte of a file can unfold to, by deflate's own bound of 1032
_SPARE = 1 << 16
_TEXT = "char"


class Hdf5Arrays(Arrays):
    """Datasets by name in lower case; axes are turned round as MATLAB sees them."""

    last_may_count: ClassVar[bool] = True

    def __init__(self, path: Path) -> None:
        """Find the datasets; raises `DataError` if h5py is absent or the file is damaged."""
        self.path = path
        read_head(path)
        with self._open() as file:
            self._places = dict(_datasets(file))

    @cached_property
    def outlines(self) -> dict[str, Outline]:
        """See `Arrays.outlines`."""
        with self._open() as file:
            return {name: _outline(file[place]) for name, place in self._places.items()}

    def read(self, name: str) -> NDArray[Any]:
        """See `Arrays.read`; a list of texts is an array of texts."""
        with self._open() as file:
            data = file[self._places[name]]
            if data.dtype.kind == "O":
                return np.array([_text(self._array(file[one], name)) for one in self._references(data, name)] or [""])
            array = self._array(data, name)
            return np.array([_text(array)]) if _class(data) == _TEXT else array

    def cells(self, name: str) -> list[NDArray[Any]]:
        """See `Arrays.cells`."""
        with self._open() as file:
            return [self._array(file[one], name) for one in self._references(file[self._places[name]], name)]

    def _references(self, data: Any, name: str) -> list[Any]:
        self._check(data, name)
        return [one for one in np.asarray(data[()]).T.ravel(order="F").tolist() if one]

    def _array(self, data: Any, name: str) -> NDArray[Any]:
        self._check(data, name)
        if getattr(data, "dtype", None) is None or data.dtype.kind not in NUMBERS:
            raise DataError(
                "{file}, array '{name}': only matrices of numbers, texts and lists of them can be read here. "
                "Save it as such.",
                file=self.path.name, name=name,
            )  # fmt: skip
        if data.attrs.get("MATLAB_empty", 0):
            return np.zeros((0, 0))
        array = np.asarray(data[()]).T
        return array.astype(bool) if _class(data) == "logical" else array

    def _check(self, data: Any, name: str) -> None:
        """Refuse what claims more than the file can hold, or lies in another file."""
        size = getattr(data, "size", 0) or 0
        needed = size * data.dtype.itemsize if size else 0
        elsewhere = bool(size) and (data.is_virtual or data.external)
        if elsewhere or needed > data.id.get_storage_size() * _DENSEST + _SPARE:
            raise DataError(
                "{file}, array '{name}': the header declares {count} {count:value|values}, more than the file "
                "contains. The file may be truncated or damaged; get it again.",
                file=self.path.name, name=name, count=size,
            )  # fmt: skip
        check_fits(self.path, needed)

    @contextmanager
    def _open(self) -> Iterator[Any]:
        try:
            h5py = import_native("h5py")
        except ImportError as error:
            raise DataError(
                "{file} is a MATLAB file of version 7.3, and reading it needs a package that is not installed: "
                "pip install 'robustgui[hdf5]'. Or save it with the option -v7 in MATLAB.",
                file=self.path.name,
            ) from error  # fmt: skip
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("error")
                with h5py.File(self.path, "r") as file:
                    yield file
        except (OSError, RuntimeError, KeyError, ValueError, TypeError, MemoryError, AttributeError, Warning) as error:
            raise DataError(
                "{file} is not a valid MATLAB file of version 7.3: it is damaged, truncated or of another kind. "
                "Save it again in MATLAB.",
                file=self.path.name,
            ) from error  # fmt: skip


def _datasets(file: Any) -> Iterator[tuple[str, str]]:
    """Name and place of each variable, and of each field of a struct."""
    h5py = import_native("h5py")
    for key in file:
        if key.startswith("#") or not isinstance(file.get(key, getlink=True), h5py.HardLink):
            continue
        item = file[key]
        if isinstance(item, h5py.Dataset):
            yield key.lower(), key
        elif isinstance(item, h5py.Group):
            for inner in item:
                linked = isinstance(item.get(inner, getlink=True), h5py.HardLink)
                if linked and isinstance(item[inner], h5py.Dataset):
                    yield f"{key}.{inner}".lower(), f"{key}/{inner}"


def _class(data: Any) -> str:
    name = data.attrs.get("MATLAB_class", b"")
    return name.decode("latin-1") if isinstance(name, bytes) else str(name)


def _outline(data: Any) -> Outline:
    if data.dtype.kind == "O":
        first = next(iter(np.ravel(data[()]).tolist()), None) if 0 < data.size < 1 << 20 else None
        texts = first and _class(data.file[first]) == _TEXT
        return Outline((data.size,), "U" if texts else "cells")
    if _class(data) == _TEXT:
        return Outline((1,), "U")
    return Outline(tuple(data.shape[::-1]), "b" if _class(data) == "logical" else data.dtype.kind)


def _text(codes: NDArray[Any]) -> str:
    return "".join(map(chr, codes.ravel(order="F").tolist())).rstrip(" \0")

"""One array in an .npy file, mapped into memory; its header is checked against the size of the file."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ....base.errors import DataError
from ...memory_maps import map_array
from ..arrays.named_arrays import NUMBERS, check_characters
from ..arrays.npy_header import BROKEN, NpyHeader, read_npy_header
from ..files.source import open_source, read_head, unreadable


def npy_header(path: Path) -> NpyHeader:
    """The header of a file; raises `DataError` if it is damaged, holds Python objects or claims more than is there."""
    read_head(path, whole=False)
    try:
        with open_source(path) as file:
            header = read_npy_header(file)
            size = os.fstat(file.fileno()).st_size
    except BROKEN as error:
        raise DataError(
            "{file} is not a valid .npy file: it is damaged, truncated or of another kind. Save it again with "
            "numpy.save.",
            file=path.name,
        ) from error  # fmt: skip
    if header.dtype.hasobject:
        raise DataError(
            "{file}: it contains Python objects (pickle), and reading them could run untrusted code. Save it again "
            "as numbers or text of fixed width.",
            file=path.name,
        )  # fmt: skip
    if not header.fits(size):
        raise DataError(
            "{file}: the header declares {count} {count:value|values}, more than the file contains. The file may "
            "be truncated or damaged; get it again.",
            file=path.name, count=header.count,
        )  # fmt: skip
    return header


def npy_array(path: Path) -> NDArray[Any]:
    """The array of a file, mapped and read-only; raises `DataError`, see `npy_header`."""
    header = npy_header(path)
    if not header.count or not header.dtype.itemsize:
        return np.zeros(header.shape, header.dtype)
    try:
        flat = map_array(path, header.dtype, (header.count,), header.size)
    except (OSError, ValueError) as error:
        raise unreadable(path, error) from error
    check_characters(path, flat)
    return flat.reshape(header.shape, order="F" if header.fortran else "C")


def npy_numbers(path: Path) -> NDArray[Any]:
    """The same, of numbers only."""
    array = npy_array(path)
    if array.dtype.kind not in NUMBERS:
        raise DataError(
            "{file}: numbers are needed, not {dtype}. Save it as numbers.", file=path.name, dtype=str(array.dtype)
        )
    return array


_LABELS = ("y", "labels", "label", "targets", "target", "Y")
_WORDS = re.compile(r"(?:(?<=[_\-. ])|^)(?:x|data|values|sequences|signals|series|inputs|features)(?=[_\-. ]|$)", re.I)
_PART = re.compile(r"(?:(?<=[_\-. ])|^)train(?:ing)?(?=[_\-. ]|$)", re.I)


def find_labels_file(path: Path) -> Path | None:
    """X_train.npy has y_train.npy, data.npy has labels.npy, a.npy has a_labels.npy; in doubt y.npy or labels.npy."""
    for name in _names(path.stem):
        for suffix in dict.fromkeys((path.suffix, ".npy")):
            candidate = path.with_name(name + suffix)
            if name != path.stem and os.path.isfile(candidate):
                return candidate
    return None


def find_test_file(path: Path) -> Path | None:
    """X_test.npy beside X_train.npy."""
    match = _PART.search(path.stem)
    if match is None:
        return None
    word = "TEST" if match[0].isupper() else "Test" if match[0][0].isupper() else "test"
    candidate = path.with_name(path.stem[: match.start()] + word + path.stem[match.end() :] + path.suffix)
    return candidate if os.path.isfile(candidate) else None


def _names(stem: str) -> list[str]:
    swapped = [_WORDS.sub(label, stem, count=1) for label in _LABELS] if _WORDS.search(stem) else []
    behind = [f"{stem}_{label}" for label in _LABELS]
    before = [f"{label}_{stem}" for label in _LABELS]
    return [*swapped, *behind, *before, *_LABELS]

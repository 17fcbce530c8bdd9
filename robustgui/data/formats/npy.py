"""One NumPy array (.npy) of sequences, mapped into memory; its labels lie in another such file beside it.

The array is (N, T, F) or (N, T): steps at the end that are NaN in every feature are padding. Or it is one long
sequence (T, F) or (T,), for forecasting; without a file of labels a matrix is taken for that. Values of float32 in
C order are never copied, however large the file is.
"""

from __future__ import annotations

import os
import re
from dataclasses import replace
from pathlib import Path
from typing import Any, ClassVar, Literal

import numpy as np
from numpy.typing import NDArray

from ...base.errors import DataError, Sentence
from ...base.settings import setting
from ..memory_maps import map_array, release
from ..sequence_set import SequenceSet
from .arrays.named_arrays import NUMBERS, TEXTS, as_text, check_characters
from .arrays.npy_header import BROKEN, MAGIC, NpyHeader, read_npy_header
from .arrays.sequences import (
    AXES,
    Axes,
    check_finite,
    check_lengths,
    describe_doubtful_axes,
    orient_axes,
)
from .base import AUTO_CHOICE, READERS, Reader
from .files.source import check_fits, open_source, read_head, unreadable
from .sequences.collector import count_steps_to_last, dataset_name, feature_names
from .sequences.labels import Labels, encode_labels
from .sequences.precision import to_float32


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


_AT_ONCE = 1 << 22  # values


@READERS.register("npy")
class Npy(Reader):
    """One array of sequences, with its labels in a second file."""

    title: ClassVar[str] = "NumPy array"
    suffixes: ClassVar[tuple[str, ...]] = (".npy",)

    holds: Literal["auto", "sequences", "one"] = setting(
        "auto",
        title="Array",
        choices=AUTO_CHOICE | {"sequences": "many sequences", "one": "one long sequence"},
        help="How a matrix is read: one sequence per row, or one long sequence with one feature per column.",
    )
    labels: str = setting(
        "", title="Labels", help="Name of the .npy file with the labels, in the same folder; empty: detected by name."
    )
    axes: Axes = setting("auto", title="Axes", choices=AXES, help="Order of the axes of a three-dimensional array.")

    @classmethod
    def sniff(cls, head: bytes, path: Path) -> float:
        """NumPy's mark at the beginning."""
        return 1.0 if head.startswith(MAGIC) else 0.0

    @classmethod
    def sample(cls, folder: Path) -> Path:
        """Two classes; the second sequence has two steps."""
        path = folder / "sample.npy"
        np.save(path, np.array([[0.5, 1.25, -3], [4, -0.5, np.nan], [0.75, 1.5, -2], [3, -1, 2]], np.float32))
        np.save(folder / "labels.npy", np.array([1, 2, 1, 2]))
        return path

    def read(self, path: Path, limit: int | None = None) -> SequenceSet:
        """All sequences, or the one; see `Reader.read`."""
        array = npy_numbers(path)
        if array.ndim not in (1, 2, 3) or not array.size:
            raise DataError(
                "{file}: its shape is {shape}; 1 to 3 dimensions with values are needed. Reshape it.",
                file=path.name, shape=str(array.shape),
            )  # fmt: skip
        beside = self._labels_of(path)
        if self._is_one(array, beside):
            x = array.reshape(1, len(array), -1)  # (T,) or (T, F) -> (1, T, F)
            return _sequences(path, x, np.zeros((1, 0), np.float32), ())
        x = orient_axes(array, self.axes)
        notes = describe_doubtful_axes(path.name, path.stem, array.shape, self.axes)
        if beside is None:
            return replace(_sequences(path, x[:limit], np.zeros((len(x[:limit]), 0), np.float32), ()), notes=notes)
        labels, classes = _labels(beside, len(x), limit)
        note = Sentence("The labels are those of the file {file}.", {"file": beside.name})
        return replace(_sequences(path, x[:limit], labels, classes), notes=(*notes, note))

    def read_test(self, path: Path) -> SequenceSet | None:
        """X_test.npy beside X_train.npy, with its labels."""
        test_file = find_test_file(path)
        return None if test_file is None else self.copy_with(labels="").read(test_file)

    def guess(self, path: Path) -> Reader:
        """With the file of the labels, unless there is a test part, which has one of its own."""
        array, beside = npy_numbers(path), self._labels_of(path)
        if self._is_one(array, beside):
            return self.copy_with(holds="one")
        labels_name = "" if beside is None or find_test_file(path) else beside.name
        return self.copy_with(holds="sequences", labels=labels_name)

    def _labels_of(self, path: Path) -> Path | None:
        if not self.labels:
            return find_labels_file(path)
        labels_file = path.parent / self.labels
        if labels_file.parent != path.parent or not os.path.isfile(labels_file):
            raise DataError(
                "{file}: the file {labels} with its labels is not in the same folder. Put it there.",
                file=path.name, labels=self.labels,
            )  # fmt: skip
        return labels_file

    def _is_one(self, array: NDArray[Any], beside: Path | None) -> bool:
        """One long sequence: it was said, or it has one dimension, or two and there are no labels."""
        if self.holds != "auto" or array.ndim != 2:
            return array.ndim == 1 or (self.holds == "one" and array.ndim == 2)
        return beside is None


def _sequences(path: Path, x: NDArray[Any], labels: Labels, classes: tuple[str, ...]) -> SequenceSet:
    """Sequences of `x` (N, T, F), which stays where it is if it is float32 in C order."""
    N, T, F = x.shape
    if x.dtype != np.float32 or not x.flags.c_contiguous:
        check_fits(path, x.size * 4)
        values = np.empty((N, T, F), np.float32)
    else:
        values = x
    lengths = np.empty(N, np.int64)
    step = max(1, _AT_ONCE // (T * F))
    for first in range(0, N, step):
        part = slice(first, first + step)
        if values is not x:
            values[part] = to_float32(np.asarray(x[part]).reshape(-1, F)).reshape(-1, T, F)
        piece = values[part]
        if np.isfinite(piece).all():
            lengths[part] = T
        else:
            check_finite(path.name, piece.reshape(-1, F), np.full(len(piece), T), first)  # (B, T, F) -> (B * T, F)
            lengths[part] = count_steps_to_last(np.logical_not(np.isnan(piece).all(axis=2)))  # (B, T, F) -> (B, T)
        release(x)
    check_lengths(path.name, lengths)
    return SequenceSet(
        name=dataset_name(path),
        values=values.reshape(N * T, F),  # (N, T, F) -> (N * T, F), a view
        starts=np.arange(N, dtype=np.int64) * T,
        lengths=lengths,
        labels=labels,
        classes=classes,
        features=feature_names(F),
        source=str(path),
    )


def _labels(path: Path, count: int, limit: int | None) -> tuple[Labels, tuple[str, ...]]:
    """Class indices or names (N,), or targets (N, K)."""
    y = npy_array(path)
    if y.ndim == 2 and 1 in y.shape:
        y = y.ravel()  # (N, 1) -> (N,)
    if y.ndim not in (1, 2) or len(y) != count or y.dtype.kind not in (NUMBERS if y.ndim == 2 else NUMBERS + TEXTS):
        raise DataError(
            "{file}: its shape is {shape} and its type {dtype}; {count} {count:label|labels} {count:is|are} "
            "needed, as numbers or text. Correct it.",
            file=path.name, shape=str(y.shape), dtype=str(y.dtype), count=count,
        )  # fmt: skip
    y = y[:limit]
    if y.ndim == 2:
        with np.errstate(over="ignore"):
            targets = y.astype(np.float32)
        if not np.isfinite(targets).all():
            raise DataError("{file}: a target is missing or infinite. Correct it.", file=path.name)
        return targets, ()
    distinct, codes = np.unique(y.astype(int) if y.dtype.kind == "b" else y, return_inverse=True)
    first = np.full(len(distinct), len(y))
    np.minimum.at(first, codes, np.arange(len(y)))
    texts = [as_text(item) for item in distinct.tolist()]
    labels, classes = encode_labels(texts, first.tolist(), path.name)
    return labels[codes], classes

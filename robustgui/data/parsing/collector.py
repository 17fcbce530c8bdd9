"""Gathers sequences as a reader finds them and makes a SequenceSet of them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from ...base.errors import DataError, Sentence
from ..sequence_set import SequenceSet
from .labels import encode_labels

_PART = re.compile(r"[_\-. ](?:train|test)$", re.IGNORECASE)
_AT_ONCE = 256  # sequences


class Collector:
    """Sequences of one file with their labels, in the file's order."""

    def __init__(self, path: Path, limit: int | None = None) -> None:
        """Sequences of `path`, no more than `limit`."""
        self.path = path
        self._limit = limit
        self._values: list[NDArray[np.float32]] = []
        self._labels: list[str] = []
        self._lines: list[int] = []

    @property
    def full(self) -> bool:
        """Whether there are as many sequences as were wanted."""
        return self._limit is not None and len(self._values) >= self._limit

    def add(self, values: NDArray[np.float64], label: str, line: int) -> None:
        """One sequence (T, F) from `line`; raises `DataError` if T is 0."""
        if not len(values):
            raise DataError(
                "{file}, line {line}: the sequence has no values. Remove the line, or add its values.",
                file=self.path.name, line=line,
            )  # fmt: skip
        self._values.append(values.astype(np.float32))
        self._labels.append(label.strip())
        self._lines.append(line)

    def finish(
        self,
        *,
        classes: Sequence[str] = (),
        targets: bool = False,
        name: str = "",
        notes: tuple[Sentence, ...] = (),
    ) -> SequenceSet:
        """All of it; raises `DataError` if there is nothing or if a label makes no sense."""
        if not self._values:
            raise DataError("{file} holds no sequences. Choose a file that does.", file=self.path.name)
        offsets = offsets_of([len(values) for values in self._values])
        labels, names = encode_labels(self._labels, self._lines, self.path.name, classes=classes, targets=targets)
        return SequenceSet.packed(
            name=name or dataset_name(self.path),
            values=self._joined(offsets),
            offsets=offsets,
            labels=labels,
            classes=names,
            features=feature_names(self._values[0].shape[1]),
            source=str(self.path),
            notes=notes,
        )

    def _joined(self, offsets: NDArray[np.int64]) -> NDArray[np.float32]:
        """All sequences behind each other, (S, F); some at a time, because NumPy lets no other thread run meanwhile."""
        joined = np.empty((int(offsets[-1]), self._values[0].shape[1]), np.float32)
        for start in range(0, len(self._values), _AT_ONCE):
            some = self._values[start : start + _AT_ONCE]
            np.concatenate(some, out=joined[offsets[start] : offsets[start + len(some)]])
        return joined


def dataset_name(path: Path) -> str:
    """The file's name without its ending and without _TRAIN or _TEST."""
    return _PART.sub("", path.stem) or path.stem


def feature_names(count: int) -> tuple[str, ...]:
    """Names for features that the file does not name."""
    return ("value",) if count == 1 else tuple(f"feature {i + 1}" for i in range(count))


def offsets_of(lengths: Sequence[int] | NDArray[np.integer]) -> NDArray[np.int64]:
    """Where each of N sequences begins in the flat array, and where the last ends, (N + 1,)."""
    return np.concatenate([[0], np.cumsum(lengths)]).astype(np.int64)


def without_padding(values: NDArray[np.floating]) -> int:
    """Length of a sequence (T, F) up to its last step with any value that is not NaN."""
    if len(values) and not np.isnan(values[-1]).all():
        return len(values)  # almost always, and much cheaper
    valid = np.flatnonzero(~np.isnan(values).all(axis=1))
    return int(valid[-1]) + 1 if len(valid) else 0

"""Optimiser steps of a run as columns of numbers: a million of them take 48 MB, as events ten times as much."""

from __future__ import annotations

import math
from array import array
from collections.abc import Iterator, Sequence
from dataclasses import astuple, dataclass, fields
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ..training.events import StepDone

Ints = NDArray[np.int32]
Floats = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class StepColumns:
    """S steps in rising order, as the fields of `StepDone`: `step` and `epoch` (S,) int32, the others (S,) float64.

    Attributes:
        attacked_loss: NaN where the defence made no attacked batch.
    """

    step: Ints
    epoch: Ints
    loss: Floats
    clean_loss: Floats
    attacked_loss: Floats
    gradient_norm: Floats
    lr: Floats

    def __len__(self) -> int:
        return len(self.step)

    def __getitem__(self, place: Any) -> Any:
        """The step at `place`, or of a slice their columns."""
        if isinstance(place, slice):
            return StepColumns(*(getattr(self, name)[place] for name in COLUMNS))
        return _event(*(getattr(self, name)[place].item() for name in COLUMNS))

    def __iter__(self) -> Iterator[StepDone]:
        for start in range(0, len(self), _AT_ONCE):
            yield from map(_event, *(getattr(self, name)[start : start + _AT_ONCE].tolist() for name in COLUMNS))


COLUMNS = tuple(column.name for column in fields(StepDone))
_ATTACKED, _WHOLE = COLUMNS.index("attacked_loss"), COLUMNS.index("loss")  # the columns before are whole numbers
_AT_ONCE = 4096


def _event(step: int, epoch: int, loss: float, clean: float, attacked: float, norm: float, lr: float) -> StepDone:
    return StepDone(step, epoch, loss, clean, None if math.isnan(attacked) else attacked, norm, lr)


class StepCollector:
    """Columns that grow while a log is read."""

    def __init__(self) -> None:
        self._columns: list[array[Any]] = [array("i"), array("i"), *(array("d") for _ in COLUMNS[2:])]

    def __len__(self) -> int:
        return len(self._columns[0])

    def extend(self, columns: Sequence[Sequence[str]]) -> None:
        """More steps, as columns of the texts that write their numbers, whole ones in digits alone; "null": NaN.

        Raises:
            ValueError: a text writes no number, or one that is too large; then no step was added.
        """
        read = [_numbers(place, values) for place, values in enumerate(columns)]
        if any(np.isinf(values).any() for values in read[_WHOLE:]):
            raise ValueError("a number is too large")
        for column, values in zip(self._columns, read, strict=True):
            column.frombytes(values.tobytes())

    def append(self, step: StepDone) -> None:
        """One more step, whose numbers need not be finite."""
        for column, value in zip(self._columns, astuple(step), strict=True):
            column.append(math.nan if value is None else value)

    def columns(self) -> tuple[StepColumns, Ints]:
        """Each step once, as it was reported last, and how many of them come before each of the rows, (rows + 1,)."""
        all_columns = [np.frombuffer(column, np.dtype(column.typecode)) for column in self._columns]
        steps = all_columns[0]
        if np.all(steps[1:] > steps[:-1]):
            return StepColumns(*all_columns), np.arange(len(steps) + 1, dtype=np.int32)
        unique, from_behind = np.unique(steps[::-1], return_index=True)
        last = len(steps) - 1 - from_behind
        before = np.searchsorted(unique, np.maximum.accumulate(steps), side="right")
        return StepColumns(*(column[last] for column in all_columns)), np.concatenate([[0], before])


def _numbers(place: int, texts: Sequence[str]) -> Ints | Floats:
    """The numbers of the column at `place`; raises `ValueError` where a text writes none."""
    if place < _WHOLE:
        return np.fromstring(",".join(texts), np.int32, sep=",")  # digits alone; five times as fast as `int`
    if place == _ATTACKED and "null" in texts:
        texts = ["nan" if text == "null" else text for text in texts]
    return np.fromiter(map(float, texts), np.float64, len(texts))

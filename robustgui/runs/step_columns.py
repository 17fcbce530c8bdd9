"""Optimiser steps of a run as columns of numbers: a million of them take 48 MB, as events ten times as much."""

from __future__ import annotations

import math
from array import array
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, fields
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ..base.events import StepDone

Ints = NDArray[np.int32]
Floats = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class StepColumns:
    """S steps in rising order, as the fields of `StepDone`: `step` and `epoch` (S,) int32, the others (S,) float64.

    Attributes:
        attacked_loss: NaN where the defence made no attacked batch.
        every: one of so many steps was read.
    """

    step: Ints
    epoch: Ints
    loss: Floats
    clean_loss: Floats
    attacked_loss: Floats
    gradient_norm: Floats
    lr: Floats
    every: int = field(default=1, kw_only=True)

    def __len__(self) -> int:
        return len(self.step)

    def __getitem__(self, place: Any) -> Any:
        """The step at `place`, or of a slice their columns."""
        if isinstance(place, slice):
            return StepColumns(*(getattr(self, name)[place] for name in _NAMES), every=self.every)
        return _event(*(getattr(self, name)[place].item() for name in _NAMES))

    def __iter__(self) -> Iterator[StepDone]:
        for start in range(0, len(self), _AT_ONCE):
            yield from map(_event, *(getattr(self, name)[start : start + _AT_ONCE].tolist() for name in _NAMES))


_NAMES = tuple(column.name for column in fields(StepDone))
_AT_ONCE = 4096


def _event(step: int, epoch: int, loss: float, clean: float, attacked: float, norm: float, lr: float) -> StepDone:
    return StepDone(step, epoch, loss, clean, None if math.isnan(attacked) else attacked, norm, lr)


class StepCollector:
    """Columns that grow while a log is read."""

    def __init__(self) -> None:
        self._columns: list[array[Any]] = [array("i"), array("i"), *(array("d") for _ in _NAMES[2:])]

    def __len__(self) -> int:
        return len(self._columns[0])

    def add(self, rows: Iterable[tuple[Any, ...]]) -> None:
        """Rows of numbers, or of the bytes that write them, in the order of `StepDone`; None or "null": NaN."""
        for place, (column, values) in enumerate(zip(self._columns, zip(*rows, strict=True), strict=False)):
            if place < 2:
                column.extend(map(int, values))
            elif place == 4:
                column.extend(math.nan if value in (None, b"null") else float(value) for value in values)
            else:
                column.extend(map(float, values))

    def columns(self, every: int) -> tuple[StepColumns, Ints]:
        """Each step once, as it was reported last, and how many of them come before each of the rows, (rows + 1,)."""
        all_columns = [np.frombuffer(column, np.dtype(column.typecode)) for column in self._columns]
        steps = all_columns[0]
        if np.all(steps[1:] > steps[:-1]):
            return StepColumns(*all_columns, every=every), np.arange(len(steps) + 1, dtype=np.int32)
        unique, from_behind = np.unique(steps[::-1], return_index=True)
        last = len(steps) - 1 - from_behind
        before = np.searchsorted(unique, np.maximum.accumulate(steps), side="right")
        return StepColumns(*(column[last] for column in all_columns), every=every), np.concatenate([[0], before])

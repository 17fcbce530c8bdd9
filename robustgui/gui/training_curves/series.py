"""Columns of numbers that grow during a run: bounded in memory, read without copying."""

from __future__ import annotations

import sys

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


def extreme_rows(table: Floats, width: float) -> NDArray[np.int64]:
    """Numbers of the rows to keep, rising (M4, see `plots.thinning`); of values that are not finite the first is kept.

    Args:
        table: (columns, rows); the first column rises and says in which stretch a row lies.
        width: of a stretch. A multiple of the widths before keeps what a single thinning would keep of all rows.
    """
    stretch = np.floor(table[0] / width)
    starts = np.flatnonzero(np.diff(stretch, prepend=-np.inf))
    number = np.repeat(np.arange(len(starts)), np.diff(starts, append=table.shape[1]))  # of the stretch of each row
    is_extreme = np.zeros(table.shape[1], bool)
    is_extreme[starts] = True
    is_extreme[np.append(starts[1:], table.shape[1]) - 1] = True
    for column in table[1:]:
        with np.errstate(invalid="ignore"):
            lowest, highest = np.fmin.reduceat(column, starts), np.fmax.reduceat(column, starts)
        for selected in (column == lowest[number], column == highest[number], ~np.isfinite(column)):
            rows = np.flatnonzero(selected)
            is_extreme[rows[np.flatnonzero(np.diff(number[rows], prepend=-1))]] = True  # the first of each stretch
    return np.flatnonzero(is_extreme)


MOST = 1 << 16  # rows
FEWEST = 16  # rows in a stretch: of fewer nearly all are extremes of some column


class Series:
    """Rows of as many numbers as there are names; the first one numbers them, and rises.

    Up to `MOST` rows all are there. Of more, every row that is the first, last, lowest or highest in any column within
    its stretch of rows is kept as it is, and there are some thousand stretches of equal length: no number is changed or
    averaged, no peak is lost, and a plot looks the same (see `plots.thinning`).

    Attributes:
        every: rows in a stretch; 1: nothing was left out.
        changes: how often rows were put.
    """

    def __init__(self, *names: str, whole: bool = False) -> None:
        """`whole`: keep all rows, however many there are."""
        self.every, self.changes = 1, 0
        self._most = sys.maxsize if whole else MOST
        self._places = {name: i for i, name in enumerate(names)}
        self._room = np.empty((len(names), min(1024, MOST)))
        self._filled = 0

    @property
    def names(self) -> tuple[str, ...]:
        """Of the columns, in order."""
        return tuple(self._places)

    def add(self, name: str) -> None:
        """One more column; NaN in all rows that are there."""
        self._places[name] = len(self._room)
        self._room = np.vstack([self._room, np.full((1, self._room.shape[1]), np.nan)])

    def __len__(self) -> int:
        return self._filled

    def __getitem__(self, name: str) -> Floats:
        """The column `name`, (n,); valid until the next `put`."""
        return self._room[self._places[name], : self._filled]

    def place(self, number: float) -> int:
        """How many rows come before the one that is numbered `number`, whether it is there or not."""
        numbers = self._room[0, : self._filled]
        return self._filled if not self._filled or number > numbers[-1] else int(np.searchsorted(numbers, number))

    def put(self, rows: Floats) -> None:
        """Rows (columns, n) in rising order; they take the place of all rows from their first to their last number."""
        for start in range(0, rows.shape[1], self._most // 2):
            self._put(rows[:, start : start + self._most // 2])

    def _put(self, rows: Floats) -> None:
        self.changes += 1
        first = self.place(rows[0, 0])
        behind = self._room[:, first : self._filled]
        behind = behind[:, behind[0] > rows[0, -1]].copy() if behind.size else behind[:, :0]
        if first + rows.shape[1] + behind.shape[1] > self._most:
            joined = np.concatenate([self._room[:, :first], rows, behind], axis=1)
            first, rows, behind = 0, self._thin(joined), joined[:, :0]
        self._filled = first
        for part in (rows, behind):
            self._append(part)

    def _append(self, rows: Floats) -> None:
        end = self._filled + rows.shape[1]
        room = self._room.shape[1]
        if end > room:
            while room < end:
                room *= 2
            larger = np.empty((len(self._room), min(room, self._most)))
            larger[:, : self._filled] = self._room[:, : self._filled]
            self._room = larger
        self._room[:, self._filled : end] = rows
        self._filled = end

    def _thin(self, rows: Floats) -> Floats:
        """At most half of what there is room for."""
        width = max(FEWEST, self.every)
        while rows.shape[1] > self._most // 2:
            self.every, width = width, 2 * width
            rows = rows[:, extreme_rows(rows, self.every)]
        return rows

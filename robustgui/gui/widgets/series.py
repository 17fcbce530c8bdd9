"""Columns of numbers that grow while a run goes on: preallocated, doubled when full, read without copying."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


class Series:
    """Rows of as many numbers as there are names; a column is a view of what is filled."""

    def __init__(self, *names: str) -> None:
        self._places = {name: i for i, name in enumerate(names)}
        self._room = np.empty((len(names), 1024))
        self._filled = 0

    def __len__(self) -> int:
        return self._filled

    def __getitem__(self, name: str) -> Floats:
        """The column `name`, (n,); valid until the next `add`."""
        return self._room[self._places[name], : self._filled]

    def add(self, *row: float) -> None:
        """One more row."""
        if self._filled == self._room.shape[1]:
            self._room = np.concatenate([self._room, np.empty_like(self._room)], axis=1)
        self._room[:, self._filled] = row
        self._filled += 1

    def set(self, place: int, *row: float) -> None:
        """Row number `place`, in place of the one that is there; behind the last one it is one more."""
        if place == self._filled:
            self.add(*row)
        else:
            self._room[:, place] = row

    def clear(self) -> None:
        """No rows; the room is kept."""
        self._filled = 0

"""Which rows of a table give the same picture as all of them: the first, last, lowest and highest of each stretch."""

from __future__ import annotations

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
        for chosen in (column == lowest[number], column == highest[number], ~np.isfinite(column)):
            rows = np.flatnonzero(chosen)
            is_extreme[rows[np.flatnonzero(np.diff(number[rows], prepend=-1))]] = True  # the first of each stretch
    return np.flatnonzero(is_extreme)

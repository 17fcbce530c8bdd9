"""As few points as give the same picture: first, lowest, highest and last of every column of pixels.

Jugel, Jerzak, Hackenbroich and Markl 2014, "M4: A visualization-oriented time series data aggregation".
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]


def gaps_of(y: Floats) -> NDArray[np.int64]:
    """Where a value of any of the curves y (L, T) is not finite, (G,)."""
    return np.flatnonzero(~np.isfinite(y).all(0))


def thin(x: Floats, y: Floats, gaps: NDArray[np.int64], low: float, high: float, columns: int) -> tuple[Floats, Floats]:
    """Points (P,) and (L, P) that look as all points do, seen from `low` to `high` in `columns` columns of pixels.

    Args:
        x: (T,) that never decrease; they may repeat and lie unevenly.
        y: (L, T) curves over them; NaN is a gap, which stays one.
        gaps: `gaps_of(y)`.
        low, high: the part of x that is seen; the next point on either side is kept.
        columns: of pixels; each gets four points of a curve at most, and four more for each gap in it.
    """
    first = max(0, int(np.searchsorted(x, low)) - 1)
    last = min(len(x), int(np.searchsorted(x, high, side="right")) + 1)
    x, y = x[first:last], y[:, first:last]
    if len(x) <= 4 * columns or not high > low:
        return x, y
    gaps = gaps[(gaps >= first) & (gaps < last)] - first
    borders = np.searchsorted(x, np.linspace(low, high, columns + 1))
    starts = np.unique(np.concatenate([[0], borders, gaps, gaps + 1]))
    starts = starts[starts < len(x)]
    ends = np.append(starts[1:], len(x)) - 1
    middle = (x[starts] + x[ends]) / 2
    with np.errstate(invalid="ignore"):
        lowest, highest = np.fmin.reduceat(y, starts, axis=1), np.fmax.reduceat(y, starts, axis=1)
    thin_x = np.stack([x[starts], middle, middle, x[ends]], 1)  # (B, 4)
    thin_y = np.stack([y[:, starts], lowest, highest, y[:, ends]], 2)  # (L, B, 4)
    kept = np.ones(thin_x.shape, bool)
    kept[starts == ends, 1:] = False  # a point alone is one point
    return thin_x[kept], thin_y[:, kept]

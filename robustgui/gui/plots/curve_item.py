"""Paints curves over one rising x, with no more points than can be seen."""

from __future__ import annotations

import math

import numpy as np
import pyqtgraph as pg
from numpy.typing import NDArray

from .dots import ViewDependent
from .layer import Floats
from .line import Stroke


def gaps_of(y: Floats) -> NDArray[np.int64]:
    """Where a value of any of the curves y (L, T) is not finite, (G,)."""
    return np.flatnonzero(~np.isfinite(y).all(0))


def thin(x: Floats, y: Floats, gaps: NDArray[np.int64], low: float, high: float, columns: int) -> tuple[Floats, Floats]:
    """Points (P,) and (L, P) that look as all points do, seen from `low` to `high` in `columns` columns of pixels.

    The first, lowest, highest and last point of every column of pixels (M4; Jugel, Jerzak, Hackenbroich, Markl 2014).

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
    is_drawn = np.ones(thin_x.shape, bool)
    is_drawn[starts == ends, 1:] = False  # a point alone is one point
    return thin_x[is_drawn], thin_y[:, is_drawn]


Part = tuple[float, float, int]  # of x: from, to, in so many columns of pixels


class CurveItem(ViewDependent, Stroke):
    """One or several curves (L, T) over x (T,), thinned to the columns of pixels that show them."""

    def __init__(self) -> None:
        super().__init__()
        self._all_x: Floats = np.empty(0)
        self._all_y: Floats = np.empty((1, 0))
        self._gaps = np.empty(0, np.int64)
        self._log = False
        self._fineness = 1.0

    def set_curves(self, x: Floats, y: Floats) -> None:
        """New points: x (T,) that never decreases, y (L, T)."""
        self._all_x, self._all_y = x, y
        self._gaps = gaps_of(y)
        self.redraw()

    def set_log(self, log: bool) -> None:
        """Logarithms of the values are drawn; there are gaps where values are not positive."""
        self._log = log
        self.redraw()

    def set_fineness(self, fineness: float) -> None:
        """Points for `fineness` columns a pixel, for pictures finer than the screen; infinite: every point."""
        self._fineness = fineness
        self.redraw()

    def view_state(self) -> Part | None:
        """The part of x that is seen; None: all of it, in every point."""
        area, widget = self.getViewBox(), self.getViewWidget()
        if not isinstance(area, pg.ViewBox) or widget is None or not math.isfinite(self._fineness):
            return None
        (low, high), width = area.viewRange()[0], area.width()
        columns = math.ceil(max(1.0, width) * widget.devicePixelRatioF() * self._fineness)
        return float(low), float(high), columns

    def draw(self, state: Part | None) -> None:
        """The points that can be seen."""
        x, y = self._all_x, self._all_y
        if state is not None:
            x, y = thin(x, y, self._gaps, *state)
        if self._log:
            y = np.log10(y, where=y > 0, out=np.full(y.shape, np.nan))
        if len(y) > 1:  # one curve after the other, with a gap between them
            x = np.tile(np.append(x, np.nan), len(y))
            y = np.hstack([y, np.full((len(y), 1), np.nan)])
        self.set_points(x, y.ravel())

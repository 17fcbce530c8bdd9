"""Paints curves over one rising x, with no more points than can be seen."""

from __future__ import annotations

import math

import numpy as np
import pyqtgraph as pg

from .layer import Floats
from .stroke import Stroke
from .thinning import gaps_of, thin
from .view_dependent import ViewDependent

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

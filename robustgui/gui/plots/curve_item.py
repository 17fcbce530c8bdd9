"""Paints curves over one rising x, with no more points than can be seen."""

from __future__ import annotations

import math

import numpy as np
import pyqtgraph as pg

from .layer import Floats
from .stroke import Stroke
from .thinning import gaps_of, thin


class CurveItem(Stroke):
    """One or several curves (L, T) over x (T,), thinned to the columns of pixels that show them."""

    def __init__(self) -> None:
        super().__init__()
        self._all_x: Floats = np.empty(0)
        self._all_y: Floats = np.empty((1, 0))
        self._gaps = np.empty(0, np.int64)
        self._log = False
        self._fineness = 1.0
        self._seen: tuple[float, float, int] | None = None

    def set_curves(self, x: Floats, y: Floats) -> None:
        """New points: x (T,) that never decreases, y (L, T)."""
        self._all_x, self._all_y = x, y
        self._gaps = gaps_of(y)
        self._show(self._view())

    def set_log(self, log: bool) -> None:
        """Logarithms of the values are drawn; there are gaps where values are not positive."""
        self._log = log
        self._show(self._view())

    def set_fineness(self, fineness: float) -> None:
        """Points for `fineness` columns a pixel, for pictures finer than the screen; infinite: every point."""
        self._fineness = fineness
        self._show(self._view())

    def viewRangeChanged(self) -> None:  # noqa: N802 (pyqtgraph's name)
        """Other points are seen."""
        super().viewRangeChanged()
        self._follow()

    def viewTransformChanged(self) -> None:  # noqa: N802
        """The same points in other pixels."""
        super().viewTransformChanged()
        self._follow()

    def _follow(self) -> None:
        seen = self._view()
        if seen != self._seen:
            self._show(seen)

    def _view(self) -> tuple[float, float, int] | None:
        """From where to where x is seen, in how many columns of pixels; None: all of it."""
        area, widget = self.getViewBox(), self.getViewWidget()
        if not isinstance(area, pg.ViewBox) or widget is None or not math.isfinite(self._fineness):
            return None
        (low, high), width = area.viewRange()[0], area.width()
        columns = math.ceil(max(1.0, width) * widget.devicePixelRatioF() * self._fineness)
        return float(low), float(high), columns

    def _show(self, seen: tuple[float, float, int] | None) -> None:
        self._seen = seen
        x, y = self._all_x, self._all_y
        if seen is not None:
            x, y = thin(x, y, self._gaps, *seen)
        if self._log:
            y = np.log10(y, where=y > 0, out=np.full(y.shape, np.nan))
        if len(y) > 1:  # one curve after the other, with a gap between them
            x = np.tile(np.append(x, np.nan), len(y))
            y = np.hstack([y, np.full((len(y), 1), np.nan)])
        self.set_points(x, y.ravel())

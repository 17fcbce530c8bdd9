"""Dots at the points of a curve, as long as they can be told apart."""

from __future__ import annotations

from typing import Any

import numpy as np
import pyqtgraph as pg
from numpy.typing import ArrayLike

from .layer import Floats


class Dots(pg.ScatterPlotItem):
    """Shown while the points in view lie further apart than a dot is wide; closer ones would be a chain of circles."""

    def __init__(self, **options: Any) -> None:
        super().__init__(pxMode=True, antialias=True, **options)
        self._x: Floats = np.empty(0)
        self._y: Floats = np.empty(0)
        self._apart = False

    def set_points(self, x: ArrayLike, y: ArrayLike) -> None:
        """New points."""
        self._x, self._y = np.asarray(x, float), np.asarray(y, float)
        self._apart = self._are_apart()
        self._show()

    def viewRangeChanged(self) -> None:  # noqa: N802 (pyqtgraph's name)
        """Zoomed in, dots come; zoomed out, they go."""
        super().viewRangeChanged()
        self._follow()

    def viewTransformChanged(self) -> None:  # noqa: N802
        """A plot of another width has room for more of them, or for fewer."""
        super().viewTransformChanged()
        self._follow()

    def _follow(self) -> None:
        apart = self._are_apart()
        if apart != self._apart:
            self._apart = apart
            self._show()

    def _show(self) -> None:
        if self._apart:
            self.setData(x=self._x, y=self._y)
        else:
            self.setData(x=[], y=[])

    def _are_apart(self) -> bool:
        area = self.getViewBox()
        if not isinstance(area, pg.ViewBox) or not len(self._x):
            return False
        low, high = area.viewRange()[0]
        seen = np.count_nonzero((self._x >= low) & (self._x <= high))
        return bool(seen * self.opts["size"] <= area.width())

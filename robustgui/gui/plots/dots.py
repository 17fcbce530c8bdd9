"""Dots at the points of a curve, as long as they can be told apart."""

from __future__ import annotations

from typing import Any

import numpy as np
import pyqtgraph as pg
from numpy.typing import ArrayLike

from .layer import Floats
from .view_dependent import ViewDependent


class Dots(ViewDependent, pg.ScatterPlotItem):
    """Shown while the points in view lie further apart than a dot is wide; closer ones would be a chain of circles."""

    def __init__(self, **options: Any) -> None:
        super().__init__(pxMode=True, antialias=True, **options)
        self._x: Floats = np.empty(0)
        self._y: Floats = np.empty(0)

    def set_points(self, x: ArrayLike, y: ArrayLike) -> None:
        """New points, both (T,)."""
        self._x, self._y = np.asarray(x, float), np.asarray(y, float)
        self.redraw()

    def view_state(self) -> bool:
        """Whether the points in view lie far enough apart."""
        area = self.getViewBox()
        if not isinstance(area, pg.ViewBox) or not len(self._x):
            return False
        low, high = area.viewRange()[0]
        count = np.count_nonzero((self._x >= low) & (self._x <= high))
        return bool(count * self.opts["size"] <= area.width())

    def draw(self, state: bool) -> None:
        """All dots, or none."""
        if state:
            self.setData(x=self._x, y=self._y)
        else:
            self.setData(x=[], y=[])

"""Items that are drawn anew when what can be told apart in the view changes, such as dots at the points of a curve."""

from __future__ import annotations

from collections.abc import Hashable
from typing import Any

import numpy as np
import pyqtgraph as pg
from numpy.typing import ArrayLike

from .layer import Floats


class ViewDependent(pg.GraphicsItem):
    """Comes before pyqtgraph's item among the bases; subclasses say in `view_state` what they depend on."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self._drawn_for: Hashable = None

    def view_state(self) -> Hashable:
        """What the drawing depends on: the range of the view, its size in pixels."""
        raise NotImplementedError

    def draw(self, state: Any) -> None:
        """Draw the points for this `view_state`."""
        raise NotImplementedError

    def redraw(self) -> None:
        """The points have changed."""
        self._draw_for(self.view_state())

    def viewRangeChanged(self) -> None:  # noqa: N802 (pyqtgraph's name)
        """Zoomed or panned."""
        super().viewRangeChanged()
        self._follow()

    def viewTransformChanged(self) -> None:  # noqa: N802
        """The same range in other pixels."""
        super().viewTransformChanged()
        self._follow()

    def _follow(self) -> None:
        state = self.view_state()
        if state != self._drawn_for:
            self._draw_for(state)

    def _draw_for(self, state: Hashable) -> None:
        self._drawn_for = state
        self.draw(state)


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

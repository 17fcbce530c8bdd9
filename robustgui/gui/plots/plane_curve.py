"""A path in a plane, such as the trajectory of a hidden state: every point of it, in its order."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from .layer import Bounds, Key, Table, number
from .line import Line, Stroke

_REACH = 8.0  # pixels from a point within which the mouse reads it


class PlaneCurve(Line):
    """Points (x, y) joined in their order, wherever they turn; never thinned, never clipped."""

    def make_item(self) -> Stroke:
        return Stroke()

    def set(self, x: ArrayLike, y: ArrayLike) -> None:
        """New points, both (T,); a NaN in either leaves a gap."""
        self.x, self.y = np.asarray(x, float), np.asarray(y, float)
        self._thin(len(self.y))
        self.item.set_points(self.x, self.y)
        if self.dots is not None:
            self.dots.set_points(self.x, self.y)
        self._notify()

    def bounds(self) -> Bounds | None:
        return Bounds.of(self.x, self.y)

    def table(self, x_name: str, y_name: str) -> Table | None:
        """See `Layer`: two columns of its own."""
        if not len(self.y):
            return None
        return Table((f"{self.name} {x_name}".strip(), f"{self.name} {y_name}".strip()), (self.x, self.y))

    def read(self, x: float, y: float) -> list[tuple[Key, str]]:
        """The point under the mouse."""
        there = np.isfinite(self.x) & np.isfinite(self.y)
        if self.plot is None or not self.name or not there.any() or np.isnan(y):
            return []
        dx, dy = self.plot.pixel_size()
        away = np.where(there, np.hypot((self.x - x) / dx, (self.y - y) / dy), np.inf)
        nearest = int(away.argmin())
        if not away[nearest] <= _REACH:
            return []
        return [(Key(self.name, pen=self._pen), f"{number(self.x[nearest])}, {number(self.y[nearest])}")]

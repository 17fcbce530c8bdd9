"""A curve over time, of a few points or of a million."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from .curve_item import CurveItem
from .layer import Bounds, Floats, Key, Table, number
from .line import Line


class OrderedCurve(Line):
    """y over an x that never decreases, such as steps, epochs or budgets; what may turn back is a `PlaneCurve`."""

    item: CurveItem

    def make_item(self) -> CurveItem:
        return CurveItem()

    def set(self, y: ArrayLike, x: ArrayLike | None = None) -> None:
        """New points; without `x` they are numbered from 0.

        Args:
            y: (T,); NaN leaves a gap.
            x: (T,), finite; values may repeat and lie unevenly, but never decrease.

        Raises:
            ValueError: x turns back or is not finite: such points are a path in a plane, or not yet sorted.
        """
        self.y = np.asarray(y, float)
        self.x = np.arange(len(self.y), dtype=float) if x is None else rising(x)
        if self.x.shape != self.y.shape:
            raise ValueError(f"x has {self.x.shape} values, y {self.y.shape}")
        self.draw_curves(self.x, self.y[None])

    def draw_curves(self, x: Floats, y: Floats) -> None:
        """Paint curves y (L, T) over x (T,)."""
        self._thin(y.size)
        self.item.set_curves(x, y)
        if self.dots is not None:
            self.dots.set_points(x, y[0])
        self._notify()

    def refine(self, fineness: float) -> None:
        self.item.set_fineness(fineness)

    def bounds(self) -> Bounds | None:
        y = self.y[self.y > 0] if self.plot is not None and self.plot.log_y else self.y
        return Bounds.of(self.x, y)

    def table(self, x_name: str, y_name: str) -> Table | None:
        """See `Layer`: every point, whatever is in view."""
        return Table((x_name, self.name or y_name), (self.x, self.y)) if len(self.y) else None

    def nearest_x(self, x: float) -> float | None:
        nearest = nearest_point(self.x, x)
        return None if nearest is None else float(self.x[nearest])

    def read(self, x: float, y: float) -> list[tuple[Key, str]]:
        """The value at the nearest point, if the mouse is over the curve's extent."""
        key = self.key() or Key(self.name, pen=self._pen)
        nearest = nearest_point(self.x, x)
        return [] if nearest is None else [(key, number(self.y[nearest]))]

    def set_log_y(self, log: bool) -> None:
        super().set_log_y(log)
        self.item.set_log(log)


def rising(x: ArrayLike) -> Floats:
    """`x` (T,) as numbers.

    Raises:
        ValueError: it decreases somewhere, or is not finite.
    """
    places = np.asarray(x, float)
    if not (np.isfinite(places).all() and (np.diff(places) >= 0).all()):
        raise ValueError("a curve needs x that never decreases; points in any order are drawn as a path")
    return places


def nearest_point(x: np.ndarray[Any, Any], at: float) -> int | None:
    """Index of the point nearest to `at`; None where `at` is far outside or there is none."""
    if not len(x):
        return None
    nearest = int(np.nanargmin(np.abs(x - at)))
    step = float(np.ptp(x)) / max(1, len(x) - 1)
    return nearest if x.min() - step <= at <= x.max() + step else None

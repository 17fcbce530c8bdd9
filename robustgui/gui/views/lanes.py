"""Many features in one plot, each in a lane of its own."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from ..plots.layer import Bounds, Floats, Key, Table, number
from ..plots.ordered_curve import OrderedCurve
from ..plots.style import Role

_MOST = 8  # lanes in a read-out


class Lanes(OrderedCurve):
    """values (T, F): feature f runs through the lane around y = -f; all lanes are one item, which is fast."""

    tight = True

    def __init__(self, role: Role, *, name: str = "", width: float = 1.4, faint: float = 1.0) -> None:
        super().__init__(role, name=name, width=width, faint=faint)
        self.values: Floats = np.empty((0, 0))
        self.names: tuple[str, ...] = ()

    def set_lanes(self, values: ArrayLike, low: ArrayLike, high: ArrayLike, names: tuple[str, ...]) -> None:
        """New values (T, F); the lane of f reaches from low[f] to high[f], each (F,)."""
        self.values, self.names = np.asarray(values, float), names
        lanes = self.values.shape[1]
        low, high = np.asarray(low, float), np.asarray(high, float)
        span = np.where(high > low, high - low, 1.0)
        middle = np.where(high > low, (low + high) / 2, low)
        self.x = np.arange(len(self.values), dtype=float)
        self.y = ((self.values - middle) / span * 0.9 - np.arange(lanes)).T  # (F, T)
        self.draw_curves(self.x, self.y)

    def bounds(self) -> Bounds | None:
        """Whole lanes."""
        steps, lanes = self.values.shape
        return Bounds(0.0, max(1.0, steps - 1.0), -lanes + 0.5, 0.5) if steps else None

    def table(self, x_name: str, y_name: str) -> Table | None:
        """The true values, a column a feature."""
        steps = len(self.values)
        if not steps:
            return None
        return Table(
            (x_name, *(f"{self.name} {name}".strip() for name in self.names)), (np.arange(steps), *self.values.T)
        )

    def read(self, x: float, y: float) -> list[tuple[Key, str]]:
        """The value of the lane under the mouse; where y is not known, those of the first lanes."""
        step = round(x)
        if not 0 <= step < len(self.values):
            return []
        lanes = range(min(_MOST, len(self.names))) if np.isnan(y) else [round(-y)]
        return [self._lane(lane, step) for lane in lanes if 0 <= lane < len(self.names)]

    def _lane(self, lane: int, step: int) -> tuple[Key, str]:
        return Key(f"{self.name} {self.names[lane]}".strip(), pen=self._pen), number(self.values[step, lane])

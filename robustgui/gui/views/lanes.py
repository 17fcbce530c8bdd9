"""Many features in one plot, each in a lane of its own, as on an electrocardiogram."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from ..plots.layer import Bounds, Floats, Key, Table, number
from ..plots.line import Line
from ..plots.style import Role

_BINS = 800  # of a lane at most: as many as there are pixels


def stacked(values: Floats) -> tuple[Floats, Floats]:
    """Curves (T, N) as one x and y, (M,), with a gap behind each; of long ones the peaks, lowest and highest of a bin.

    The thinning of a plot item takes x for rising, and would make stairs of curves that lie one behind the other.
    """
    steps, lanes = values.shape
    x = np.arange(steps, dtype=float)
    if steps > 2 * _BINS:
        size = -(-steps // _BINS)
        whole = np.pad(values, ((0, -steps % size), (0, 0)), mode="edge").reshape(-1, size, lanes)  # (bins, size, N)
        ends = np.stack([whole.min(1), whole.max(1)], 1)  # (bins, 2, N)
        values = ends.reshape(-1, lanes)  # (bins, 2, N) -> (2 bins, N)
        x = np.repeat(np.arange(len(whole)) * size + (size - 1) / 2, 2).clip(max=steps - 1)
    y = np.vstack([values, np.full((1, lanes), np.nan)]).T.ravel()  # ((T + 1) N,)
    return np.tile(np.append(x, np.nan), lanes), y


class Lanes(Line):
    """values (T, F): feature f runs through the lane around y = -f; all lanes are one item, which is fast."""

    tight = True

    def __init__(self, role: Role, *, name: str = "", width: float = 1.4, faint: float = 1.0) -> None:
        super().__init__(role, name=name, width=width, faint=faint)
        self.item.setDownsampling(auto=False)
        self.item.setClipToView(False)
        self.values: Floats = np.empty((0, 0))
        self.names: tuple[str, ...] = ()

    def set_lanes(self, values: ArrayLike, low: ArrayLike, high: ArrayLike, names: tuple[str, ...]) -> None:
        """New values (T, F); the lane of f reaches from low[f] to high[f], each (F,)."""
        self.values, self.names = np.asarray(values, float), names
        lanes = self.values.shape[1]
        low, high = np.asarray(low, float), np.asarray(high, float)
        span = np.where(high > low, high - low, 1.0)
        middle = np.where(high > low, (low + high) / 2, low)
        x, y = stacked((self.values - middle) / span * 0.9 - np.arange(lanes))
        self.set(y, x)

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
        """The value of the lane under the mouse."""
        lane, step = round(-y), round(x)
        if not (0 <= step < len(self.values) and 0 <= lane < self.values.shape[1]):
            return []
        return [(Key(f"{self.name} {self.names[lane]}", pen=self._pen), number(self.values[step, lane]))]

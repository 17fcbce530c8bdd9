"""A filled band between two curves, such as a confidence interval or the budget of an attacker."""

from __future__ import annotations

import numpy as np
import pyqtgraph as pg
from numpy.typing import ArrayLike
from PySide6.QtGui import QColor

from .layer import Bounds, Floats, Key, Layer, Table, number
from .ordered_curve import nearest_point
from .style import PlotStyle, Role


class Band(Layer):
    """From `low` to `high` over x, without an edge; it has no entry in the legend unless it has a name."""

    def __init__(self, role: Role = "series", index: int = 0, *, name: str = "", opacity: float = 0.2) -> None:
        super().__init__(name)
        self.role, self.index, self.opacity = role, index, opacity
        self.x: Floats = np.empty(0)
        self.low: Floats = np.empty(0)
        self.high: Floats = np.empty(0)
        self._fill = QColor()
        self._lower, self._upper = pg.PlotCurveItem(), pg.PlotCurveItem()
        self._lower.hide()  # they only carry the edges
        self._upper.hide()
        self.item = pg.FillBetweenItem(self._lower, self._upper)
        self.items = [self.item]

    def set(self, low: ArrayLike, high: ArrayLike, x: ArrayLike | None = None) -> None:
        """New edges; without `x` they are numbered from 0."""
        self.low, self.high = np.asarray(low, float), np.asarray(high, float)
        self.x = np.arange(len(self.low), dtype=float) if x is None else np.asarray(x, float)
        self._lower.setData(self.x, self.low)
        self._upper.setData(self.x, self.high)
        self._notify()

    def restyle(self, style: PlotStyle) -> None:
        self._fill = style.colour(self.role, self.index)
        self._fill.setAlphaF(self.opacity)
        self.item.setBrush(pg.mkBrush(self._fill))
        self.item.setPen(pg.mkPen(None))

    def bounds(self) -> Bounds | None:
        return Bounds.of(self.x, np.concatenate([self.low, self.high]))

    def key(self) -> Key | None:
        return Key(self.name, fill=self._fill) if self.name and len(self.x) else None

    def table(self, x_name: str, y_name: str) -> Table | None:
        name = self.name or y_name
        return Table((x_name, f"{name} low", f"{name} high"), (self.x, self.low, self.high)) if len(self.x) else None

    def read(self, x: float, y: float) -> list[tuple[Key, str]]:
        """The interval at the nearest point, if the band has a name."""
        nearest, key = nearest_point(self.x, x), self.key()
        if nearest is None or key is None:
            return []
        return [(key, f"{number(self.low[nearest])} … {number(self.high[nearest])}")]

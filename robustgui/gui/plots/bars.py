"""Upright bars."""

from __future__ import annotations

import numpy as np
import pyqtgraph as pg
from numpy.typing import ArrayLike
from PySide6.QtGui import QColor

from .layer import Bounds, Floats, Key, Layer, Table, number
from .style import PlotStyle, Role


class Bars(Layer):
    """Bars from 0 to `height`, centred at x."""

    def __init__(self, role: Role = "series", *, name: str = "", width: float = 0.8, below: Role | None = None) -> None:
        """
        Args:
            role: colour.
            name: for legend, read-out and CSV.
            width: of a bar in units of x.
            below: colour of bars below zero, where it is another.
        """
        super().__init__(name)
        self.role, self.width, self.below = role, width, below
        self._below = QColor()
        self.x: Floats = np.empty(0)
        self.height: Floats = np.empty(0)
        self._colour = QColor()
        self.item = pg.BarGraphItem(x=[], height=[], width=width, pen=None)
        self.items = [self.item]

    def set(self, height: ArrayLike, x: ArrayLike | None = None, width: float | None = None) -> None:
        """New bars; without `x` they stand at 0, 1, 2 ..."""
        self.height = np.asarray(height, float)
        self.x = np.arange(len(self.height), dtype=float) if x is None else np.asarray(x, float)
        self.width = self.width if width is None else width
        self.item.setOpts(x=self.x, height=np.nan_to_num(self.height), width=self.width)
        self._colour_bars()
        self._notify()

    def restyle(self, style: PlotStyle) -> None:
        self._colour = style.colour(self.role, self.index)
        self._below = style.colour(self.below) if self.below else self._colour
        self._colour_bars()

    def _colour_bars(self) -> None:
        """Bars below zero may have a colour of their own."""
        if self.below is None:
            self.item.setOpts(brush=pg.mkBrush(self._colour), pen=pg.mkPen(None))
        else:
            brushes = pg.mkBrush(self._colour), pg.mkBrush(self._below)
            self.item.setOpts(brushes=[brushes[int(h < 0)] for h in self.height.tolist()], pen=pg.mkPen(None))

    def bounds(self) -> Bounds | None:
        """See `Layer`: always with the foot of the bars."""
        edges = np.concatenate([self.x - self.width / 2, self.x + self.width / 2])
        return Bounds.of(edges, np.append(self.height, 0.0)) if len(self.x) else None

    def key(self) -> Key | None:
        if not self.name or not len(self.x):
            return None
        return Key(self.name, ramp=(self._below, self._colour)) if self.below else Key(self.name, fill=self._colour)

    def table(self, x_name: str, y_name: str) -> Table | None:
        return Table((x_name, self.name or y_name), (self.x, self.height)) if len(self.x) else None

    def nearest_x(self, x: float) -> float | None:
        return None if not len(self.x) else float(self.x[np.abs(self.x - x).argmin()])

    def read(self, x: float, y: float) -> list[tuple[Key, str]]:
        """The bar under the mouse, whatever its height."""
        under = np.flatnonzero(np.abs(self.x - x) <= self.width / 2)
        if not len(under):
            return []
        return [(self.key() or Key(self.name, fill=self._colour), number(self.height[under[0]]))]

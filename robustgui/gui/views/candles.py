"""Open, high, low and close of each step as a candle: hollow where the price rose, filled where it fell."""

from __future__ import annotations

from typing import Any

import numpy as np
import pyqtgraph as pg
from numpy.typing import ArrayLike
from PySide6.QtCore import QLineF, QRectF
from PySide6.QtGui import QColor, QPainter

from ..plots.layer import Bounds, Floats, Key, Layer, Table, number
from ..plots.style import PlotStyle, Role

NAMES = ("open", "high", "low", "close")
WIDTH = 0.36  # of a body, in steps


def candle_columns(features: tuple[str, ...]) -> tuple[int, ...] | None:
    """Where open, high, low and close are among the features; None: not all of them are there."""
    names = [name.strip().casefold() for name in features]
    return tuple(names.index(name) for name in NAMES) if all(name in names for name in NAMES) else None


class CandleItem(pg.GraphicsObject):
    """All candles in two calls for lines and rectangles."""

    def __init__(self) -> None:
        super().__init__()
        self.wicks: list[QLineF] = []
        self.rising: list[QRectF] = []
        self.falling: list[QRectF] = []
        self.colour, self.ground = QColor(), QColor()
        self._rect = QRectF()

    def set_shapes(self, values: Floats, shift: float) -> None:
        """New candles, values (T, 4)."""
        self.prepareGeometryChange()
        x = np.arange(len(values)) + shift
        self.wicks = [QLineF(a, low, a, high) for a, (_, high, low, _) in zip(x, values, strict=True)]
        bodies = [
            (close >= opening, QRectF(a - WIDTH / 2, min(opening, close), WIDTH, abs(close - opening)))
            for a, (opening, _, _, close) in zip(x, values, strict=True)
        ]
        self.rising = [body for rose, body in bodies if rose]
        self.falling = [body for rose, body in bodies if not rose]
        low, high = (values.min(), values.max()) if len(values) else (0.0, 0.0)
        self._rect = QRectF(-1.0, float(low), len(values) + 1.0, float(high - low))
        self.update()

    def boundingRect(self) -> QRectF:  # noqa: N802 (Qt's name)
        """All candles."""
        return self._rect

    def paint(self, painter: QPainter, *_: Any) -> None:
        """Wicks behind bodies."""
        pen = pg.mkPen(self.colour, width=1)
        painter.setPen(pen)
        painter.drawLines(self.wicks)
        painter.setBrush(self.ground)
        painter.drawRects(self.rising)
        painter.setBrush(self.colour)
        painter.drawRects(self.falling)


class Candles(Layer):
    """values (T, 4): open, high, low, close; drawn `shift` beside the step, so that two sets stand side by side."""

    def __init__(self, role: Role, *, shift: float) -> None:
        super().__init__()
        self.role, self.shift = role, shift
        self.values: Floats = np.empty((0, 4))
        self._colour = QColor()
        self.item = CandleItem()
        self.items = [self.item]

    def set(self, values: ArrayLike) -> None:
        """New prices."""
        self.values = np.asarray(values, float).reshape(-1, 4)
        self.item.set_shapes(self.values, self.shift)
        self._notify()

    def restyle(self, style: PlotStyle) -> None:
        self._colour = self.item.colour = style.colour(self.role)
        self.item.ground = style.background
        self.item.update()

    def bounds(self) -> Bounds | None:
        return Bounds.of(np.arange(len(self.values)), self.values)

    def key(self) -> Key | None:
        return Key(self.name, fill=self._colour) if self.name and len(self.values) else None

    def table(self, x_name: str, y_name: str) -> Table | None:
        if not len(self.values):
            return None
        names = tuple(f"{self.name} {name}".strip() for name in NAMES)
        return Table((x_name, *names), (np.arange(len(self.values)), *self.values.T))

    def nearest_x(self, x: float) -> float | None:
        return float(min(max(round(x), 0), len(self.values) - 1)) if len(self.values) else None

    def read(self, x: float, y: float) -> list[tuple[Key, str]]:
        """The four prices of the step under the mouse."""
        step = round(x)
        if not 0 <= step < len(self.values):
            return []
        texts = " / ".join(number(value) for value in self.values[step])
        return [(Key(self.name, fill=self._colour), texts)]

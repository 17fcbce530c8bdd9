"""Single points, or a cloud of thousands, in one colour or by class."""

from __future__ import annotations

from typing import Literal

import numpy as np
import pyqtgraph as pg
from numpy.typing import ArrayLike
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QGraphicsItem

from .layer import Bounds, Floats, Key, Layer, Table, number
from .style import PlotStyle, Role

Shape = Literal["o", "s", "t", "d", "x", "star", "t1"]


class Points(Layer):
    """Points at (x, y); with `labels` each class has its series colour."""

    def __init__(
        self,
        role: Role = "series",
        index: int = 0,
        *,
        name: str = "",
        size: float = 8.0,
        shape: Shape = "o",
        faint: float = 1.0,
        hollow: bool = False,
        still: bool = False,
    ) -> None:
        """
        Args:
            role, index: colour, where there are no classes.
            name: for legend and read-out.
            size: in pixels at the usual text size.
            shape: pyqtgraph's symbol.
            faint: share of the full colour.
            hollow: only the rim is coloured.
            still: kept as a picture between changes, because something moves in front of it.
        """
        super().__init__(name)
        self.role, self.index, self.size, self.shape = role, index, size, shape
        self.faint, self.hollow = faint, hollow
        self.x: Floats = np.empty(0)
        self.y: Floats = np.empty(0)
        self.labels: np.ndarray[tuple[int], np.dtype[np.int64]] | None = None
        self._style: PlotStyle | None = None
        self._colour = QColor()
        self.item = pg.ScatterPlotItem(size=size, symbol=shape, pxMode=True, antialias=True)
        if still:
            self.item.setCacheMode(QGraphicsItem.CacheMode.DeviceCoordinateCache)
        self.items = [self.item]

    def set(self, x: ArrayLike, y: ArrayLike, labels: ArrayLike | None = None) -> None:
        """New points; `labels` are class indices, negative: no class."""
        self.x, self.y = np.asarray(x, float).ravel(), np.asarray(y, float).ravel()
        self.labels = None if labels is None else np.asarray(labels, np.int64)
        self._draw()
        self._notify()

    def restyle(self, style: PlotStyle) -> None:
        self._style = style
        self._colour = style.between(style.colour(self.role, self.index), self.faint)
        self._draw()

    def _draw(self) -> None:
        if self._style is None:
            return
        style, ring = self._style, self._style.background
        self.item.fragmentAtlas.clear()  # it would keep a picture for every pen that ever was
        if self.labels is None:
            fill = ring if self.hollow else self._colour
            pen = pg.mkPen(self._colour if self.hollow else ring, width=1.6 if self.hollow else 1.0)
            self.item.setData(x=self.x, y=self.y, brush=pg.mkBrush(fill), pen=pen, size=self.size * style.scale)
            return
        classes, inverse = np.unique(self.labels, return_inverse=True)
        colours = [style.colour("series", int(c)) if c >= 0 else style.muted for c in classes]
        brushes = [pg.mkBrush(style.between(colour, self.faint)) for colour in colours]
        point_brushes = [brushes[i] for i in inverse]
        self.item.setData(x=self.x, y=self.y, brush=point_brushes, pen=pg.mkPen(None), size=self.size * style.scale)

    def bounds(self) -> Bounds | None:
        return Bounds.of(self.x, self.y)

    def key(self) -> Key | None:
        return Key(self.name, dot=self._colour) if self.name and len(self.x) else None

    def table(self, x_name: str, y_name: str) -> Table | None:
        if not len(self.x):
            return None
        prefix = f"{self.name} " if self.name else ""
        if self.labels is None:
            return Table((prefix + x_name, prefix + y_name), (self.x, self.y))
        return Table((prefix + x_name, prefix + y_name, f"{prefix}class"), (self.x, self.y, self.labels))

    def read(self, x: float, y: float) -> list[tuple[Key, str]]:
        """The point under the mouse, within its own size."""
        if self.plot is None or not len(self.x) or np.isnan(y):
            return []
        dx, dy = self.plot.pixel_size()
        distance = np.hypot((self.x - x) / dx, (self.y - y) / dy)
        nearest = int(np.nanargmin(distance))
        if not distance[nearest] <= self.size:
            return []
        return [(Key(self.name, dot=self._colour), f"{number(self.x[nearest])}, {number(self.y[nearest])}")]

"""A curve, of a few points or of a million."""

from __future__ import annotations

from typing import Any

import numpy as np
import pyqtgraph as pg
from numpy.typing import ArrayLike
from PySide6.QtCore import Qt
from PySide6.QtGui import QPen

from .layer import Bounds, Floats, Key, Layer, Table, number
from .style import PlotStyle, Role

_FEW = 400  # points up to which a thick, smooth line costs nothing to speak of


class Line(Layer):
    """y over x; NaN leaves a gap."""

    def __init__(
        self,
        role: Role = "series",
        index: int = 0,
        *,
        name: str = "",
        width: float = 1.6,
        dash: Qt.PenStyle | None = None,
        markers: bool = False,
        faint: float = 1.0,
        quick: bool = False,
    ) -> None:
        """
        Args:
            role: what it stands for, which gives colour and dashes.
            index: which of several series.
            name: for legend, read-out and CSV.
            width: of the pen in pixels at the usual text size; curves of many points are drawn at 1.
            dash: overrules the dashes of the role.
            markers: draw a dot at every point.
            faint: share of the full colour, for curves that stay in the background.
            quick: never smooth, for curves that are drawn anew many times a second.
        """
        super().__init__(name)
        self.role, self.index, self.width, self.dash, self.markers, self.faint = (
            role,
            index,
            width,
            dash,
            markers,
            faint,
        )
        self.quick = quick
        self.x: Floats = np.empty(0)
        self.y: Floats = np.empty(0)
        self._pen = QPen()
        self._full_width = width
        self.item = pg.PlotDataItem(antialias=True)
        self.item.setDownsampling(auto=True, method="peak")
        self.item.setClipToView(True)
        self.items = [self.item]

    def set(self, y: ArrayLike, x: ArrayLike | None = None) -> None:
        """New points; without `x` they are numbered from 0."""
        self.y = np.asarray(y, float)
        self.x = np.arange(len(self.y), dtype=float) if x is None else np.asarray(x, float)
        few = len(self.y) <= _FEW and not self.quick
        self._pen.setWidthF(self._full_width if few else 1.0)
        self.item.opts["antialias"] = few
        self.item.setData(self.x, self.y, pen=self._pen, connect="finite")
        self._changed()

    def set_index(self, index: int) -> None:
        """Take the colour of another series."""
        self.index = index
        if self.plot is not None:
            self.restyle(self.plot.look)
            self._changed(legend=True)

    def restyle(self, style: PlotStyle) -> None:
        """See `Layer`."""
        pen = style.pen(self.role, self.index, self.width, self.dash)
        pen.setColor(style.between(pen.color(), self.faint))
        self._full_width = pen.widthF()
        self._pen = QPen(pen)
        if len(self.y) > _FEW or self.quick:
            self._pen.setWidthF(1.0)
        self.item.setPen(self._pen)
        if self.markers:
            self.item.setSymbol("o")
            self.item.setSymbolSize(5.5 * style.scale)
            self.item.setSymbolPen(pg.mkPen(style.background, width=1))
            self.item.setSymbolBrush(pg.mkBrush(pen.color()))

    def bounds(self) -> Bounds | None:
        """See `Layer`."""
        y = self.y[self.y > 0] if self.plot is not None and self.plot.log_y else self.y
        return Bounds.of(self.x, y)

    def key(self) -> Key | None:
        """See `Layer`."""
        return Key(self.name, pen=self._pen) if self.name and len(self.y) else None

    def table(self, x_name: str, y_name: str) -> Table | None:
        """See `Layer`; a curve in a plane has two columns of its own."""
        if not len(self.y):
            return None
        names = (x_name, self.name or y_name)
        if self.plot is not None and self.plot.equal:
            names = (f"{self.name} {x_name}".strip(), f"{self.name} {y_name}".strip())
        return Table(names, (self.x, self.y))

    def read(self, x: float, y: float) -> list[tuple[Key, str]]:
        """The value at the nearest point, if the mouse is over the curve's extent; a curve in a plane has no say."""
        if self.plot is not None and self.plot.equal:
            return []
        key = self.key() or Key(self.name, pen=self._pen)
        nearest = nearest_point(self.x, x)
        return [] if nearest is None else [(key, number(self.y[nearest]))]

    def set_log_y(self, log: bool) -> None:
        """See `Layer`."""
        super().set_log_y(log)
        self.item.setLogMode(False, log)


def nearest_point(x: np.ndarray[Any, Any], at: float) -> int | None:
    """Index of the point nearest to `at`; None where `at` is far outside or there is none."""
    if not len(x):
        return None
    nearest = int(np.nanargmin(np.abs(x - at)))
    step = float(np.ptp(x)) / max(1, len(x) - 1)
    return nearest if x.min() - step <= at <= x.max() + step else None

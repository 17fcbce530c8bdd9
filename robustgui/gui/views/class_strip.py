"""Rows of coloured cells that name the predicted class at every step."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from typing import Any

import numpy as np
import pyqtgraph as pg
from numpy.typing import ArrayLike
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter

from ..plots.layer import Bounds, Key, Layer, Table
from ..plots.ordered_curve import nearest_point
from ..plots.style import PlotStyle


class StripItem(pg.GraphicsObject):
    """Runs of one class are one cell with its name, if the name fits."""

    def __init__(self) -> None:
        super().__init__()
        self.runs: list[tuple[float, float, float, float, int]] = []  # x0, x1, y0, y1, class
        self.names: Sequence[str] = ()
        self.right: int = -1
        self.style: PlotStyle | None = None
        self._rect = QRectF()

    def set_runs(self, runs: list[tuple[float, float, float, float, int]], rect: QRectF) -> None:
        """New cells."""
        self.prepareGeometryChange()
        self.runs, self._rect = runs, rect
        self.update()

    def boundingRect(self) -> QRectF:  # noqa: N802 (Qt's name)
        """All cells."""
        return self._rect

    def paint(self, painter: QPainter, *_: Any) -> None:
        """Cells in device coordinates, so that text keeps its shape."""
        style = self.style
        if style is None:
            return
        transform = painter.transform()
        painter.save()
        painter.resetTransform()
        painter.setFont(style.small)
        metrics = QFontMetricsF(style.small)
        for x0, x1, y0, y1, which in self.runs:
            cell = transform.mapRect(QRectF(QPointF(x0, y0), QPointF(x1, y1))).adjusted(0.5, 0.5, -0.5, -0.5)
            colour = style.colour("right" if which == self.right else "wrong")
            painter.fillRect(cell, style.between(colour, 0.30 if which == self.right else 0.42))
            name = self.names[which] if which < len(self.names) else str(which)
            if metrics.horizontalAdvance(name) + 6 <= cell.width() and metrics.capHeight() + 2 <= cell.height():
                painter.setPen(style.text)
                painter.drawText(cell, Qt.AlignmentFlag.AlignCenter, name)
        painter.restore()


class ClassStrip(Layer):
    """One row of cells between y = `bottom` and `top`: right where the true class is predicted, wrong elsewhere."""

    def __init__(self, bottom: float, top: float) -> None:
        super().__init__()
        self.in_legend = False
        self.bottom, self.top = bottom, top
        self.predicted = np.empty(0, np.int64)
        self.x = np.empty(0)
        self.item = StripItem()
        self.items = [self.item]

    def set(self, predicted: ArrayLike, true: int, classes: Sequence[str], x: ArrayLike | None = None) -> None:
        """The class predicted at each state, (S,), and where on the x axis each state is; None: 0, 1, 2 ..."""
        self.predicted = np.asarray(predicted, np.int64)
        self.x = np.arange(len(self.predicted), dtype=float) if x is None else np.asarray(x, float)
        half = (self.x[-1] - self.x[0]) / max(1, len(self.x) - 1) / 2 if len(self.x) > 1 else 0.5
        borders = np.concatenate([self.x[:1] - half, (self.x[1:] + self.x[:-1]) / 2, self.x[-1:] + half])  # (S + 1,)
        edges = [0, *(np.flatnonzero(np.diff(self.predicted)) + 1).tolist(), len(self.predicted)]
        runs = [
            (float(borders[a]), float(borders[b]), self.bottom, self.top, int(self.predicted[a]))
            for a, b in itertools.pairwise(edges)
            if b > a
        ]
        self.item.names, self.item.right = classes, true
        width = float(borders[-1] - borders[0]) if len(borders) > 1 else 0.0
        self.item.set_runs(runs, QRectF(float(borders[0]) if len(borders) else 0.0, self.bottom, width,
                                        self.top - self.bottom))  # fmt: skip
        self._notify()

    def restyle(self, style: PlotStyle) -> None:
        self.item.style = style
        self.item.update()

    def bounds(self) -> Bounds | None:
        if not len(self.predicted):
            return None
        return Bounds(float(self.x[0]) - 0.5, float(self.x[-1]) + 0.5, self.bottom, self.top)

    def table(self, x_name: str, y_name: str) -> Table | None:
        """The names of the predicted classes."""
        if not len(self.predicted):
            return None
        names = np.array([self.item.names[k] if k < len(self.item.names) else str(k) for k in self.predicted.tolist()])
        return Table((x_name, self.name), (self.x, names))

    def nearest_x(self, x: float) -> float | None:
        nearest = nearest_point(self.x, x)
        return None if nearest is None else float(self.x[nearest])

    def read(self, x: float, y: float) -> list[tuple[Key, str]]:
        """The class predicted at the step under the mouse."""
        nearest = nearest_point(self.x, x)
        if nearest is None:
            return []
        which = int(self.predicted[nearest])
        return [(Key(self.name), self.item.names[which] if which < len(self.item.names) else str(which))]

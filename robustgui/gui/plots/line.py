"""What a curve over time and a path in a plane share: the item that paints them, pen, dots, legend."""

from __future__ import annotations

from typing import Any

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QPainter, QPen

from .dots import Dots
from .layer import Floats, Key, Layer
from .style import PlotStyle, Role


class Stroke(pg.PlotCurveItem):
    """Every point that it is given, in its order."""

    def __init__(self) -> None:
        super().__init__(connect="finite", antialias=True)
        self._alone: list[QPointF] = []

    def set_points(self, x: Floats, y: Floats) -> None:
        """New points, both (T,); what is not finite leaves a gap."""
        there = np.isfinite(x) & np.isfinite(y)
        before, after = np.append(False, there[:-1]), np.append(there[1:], False)
        alone = np.flatnonzero(there & ~before & ~after)
        self._alone = [QPointF(a, b) for a, b in zip(x[alone].tolist(), y[alone].tolist(), strict=True)]
        self.setData(np.where(there, x, np.nan), np.where(there, y, np.nan))

    def paint(self, painter: QPainter, option: Any, widget: Any) -> None:
        """Lines, then the points that no line reaches."""
        super().paint(painter, option, widget)
        if self._alone:
            pen, to_device = QPen(self.opts["pen"]), painter.transform()
            radius = pen.widthF() / 2 + 0.5
            painter.save()
            painter.resetTransform()  # round whatever the scales of the axes
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(pen.color())
            for point in self._alone:
                painter.drawEllipse(to_device.map(point), radius, radius)
            painter.restore()


_FEW = 400  # points up to which a thick, smooth line costs nothing to speak of


class Line(Layer):
    """Points joined by lines; NaN leaves a gap. Drawn by `OrderedCurve`, over time, or by `PlaneCurve`, in a plane."""

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
            markers: draw a dot at every point, where points lie far enough apart.
            faint: share of the full colour, for curves that stay in the background.
            quick: never smooth, for curves that are drawn anew many times a second.
        """
        super().__init__(name)
        self.role, self.index, self.width, self.dash, self.faint = role, index, width, dash, faint
        self.quick = quick
        self.x: Floats = np.empty(0)
        self.y: Floats = np.empty(0)
        self._pen = QPen()
        self._full_width = width
        self.item = self.make_item()
        self.dots = Dots() if markers else None
        self.items = [self.item] if self.dots is None else [self.item, self.dots]

    def make_item(self) -> Stroke:
        """What paints it."""
        raise NotImplementedError

    def restyle(self, style: PlotStyle) -> None:
        pen = style.pen(self.role, self.index, self.width, self.dash)
        pen.setColor(style.between(pen.color(), self.faint))
        self._full_width = pen.widthF()
        self._pen = QPen(pen)
        self._thin(len(self.y))
        if self.dots is not None:
            self.dots.setSize(5.5 * style.scale)
            self.dots.setPen(pg.mkPen(style.background, width=1))
            self.dots.setBrush(pg.mkBrush(pen.color()))

    def key(self) -> Key | None:
        return Key(self.name, pen=self._pen) if self.name and len(self.y) else None

    def _thin(self, points: int) -> None:
        """Thick and smooth for few points, one pixel wide for many."""
        few = points <= _FEW and not self.quick
        self._pen.setWidthF(self._full_width if few else 1.0)
        self.item.opts["antialias"] = few
        self.item.setPen(self._pen)

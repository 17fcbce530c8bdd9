"""Paints points joined by lines; a point alone between gaps is a dot."""

from __future__ import annotations

from typing import Any

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QPainter, QPen

from .layer import Floats


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

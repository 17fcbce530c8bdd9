"""The grid of the paper that electrocardiograms are printed on: 1 mm is 0.04 s and 0.1 mV, every fifth line strong."""

from __future__ import annotations

from typing import Any

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QLineF, QRectF

from ..plots.layer import Layer
from ..plots.style import PlotStyle

SECONDS, MILLIVOLTS = 0.04, 0.1  # of a small square; at 25 mm/s and 10 mm/mV it is a millimetre on paper
_MILLIVOLTS = {"mv": 1.0, "uv": 1000.0, "µv": 1000.0, "μv": 1000.0, "v": 0.001}  # of the unit in a millivolt
_LEAST = 4.0  # pixels between small lines: closer ones would be a grey surface


def units_a_millivolt(unit: str) -> float | None:
    """How much a millivolt is in `unit`; None if that is no voltage."""
    return _MILLIVOLTS.get(unit.strip().casefold())


class PaperItem(pg.GraphicsObject):
    """Paints the lines that are seen, one pixel wide at any zoom."""

    def __init__(self) -> None:
        super().__init__()
        self.dx = self.dy = 0.0  # of a small square in the plot's own units; 0: no lines that way
        self.weak, self.strong = pg.mkPen(None), pg.mkPen(None)

    def boundingRect(self) -> QRectF:  # noqa: N802 (Qt's name)
        """All that is seen: paper has no end."""
        return self.viewRect() if self.getViewBox() is not None else QRectF()

    def viewRangeChanged(self) -> None:  # noqa: N802 (pyqtgraph's name)
        """Other lines are seen."""
        self.prepareGeometryChange()
        self.update()

    def paint(self, painter: Any, *_: Any) -> None:
        """Weak lines first."""
        rect = self.boundingRect()
        width, height = self.pixelVectors()
        if width is None or not rect.width() > 0:
            return
        across, up = abs(width.x()), abs(height.y())  # of a pixel
        for strong in (False, True):
            lines = []
            for size, pixel, low, high, upright in (
                (self.dx, across, rect.left(), rect.right(), True),
                (self.dy, up, rect.top(), rect.bottom(), False),
            ):
                step = size * (5 if strong else 1)
                if not step > 0 or step < _LEAST * pixel:
                    continue
                places = np.arange(np.ceil(low / step), np.floor(high / step) + 1) * step
                if upright:
                    lines += [QLineF(at, rect.top(), at, rect.bottom()) for at in places]
                else:
                    lines += [QLineF(rect.left(), at, rect.right(), at) for at in places]
            painter.setPen(self.strong if strong else self.weak)
            painter.drawLines(lines)


class EcgPaper(Layer):
    """Behind everything else; it has no data, so nothing for legend, read-out and export."""

    def __init__(self) -> None:
        super().__init__()
        self.in_legend = False
        self.item = PaperItem()
        self.items = [self.item]

    def set(self, steps_a_second: float | None, units_a_millivolt: float | None) -> None:
        """Scales of both axes; None: unknown, and there are no lines that way."""
        self.item.dx = SECONDS * steps_a_second if steps_a_second else 0.0
        self.item.dy = MILLIVOLTS * units_a_millivolt if units_a_millivolt else 0.0
        self.item.update()

    def restyle(self, style: PlotStyle) -> None:
        """See `Layer`: the red of the paper, in the theme's own."""
        red = pg.mkColor(style.theme.bad)
        self.item.weak = pg.mkPen(style.between(red, 0.16), width=1)
        self.item.strong = pg.mkPen(style.between(red, 0.36), width=1)
        self.item.update()

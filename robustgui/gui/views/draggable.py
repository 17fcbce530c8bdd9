"""Points of a curve that can be dragged up and down."""

from __future__ import annotations

from typing import Any

import pyqtgraph as pg
from numpy.typing import ArrayLike
from PySide6.QtCore import Qt, Signal

from ..plots.dots import Dots
from ..plots.layer import Bounds, Key, Layer, Table
from ..plots.style import PlotStyle


class DragItem(Dots):
    """Signals:
    dragged: a point is being dragged; carries its number and the new y.
    dropped: it was let go there.
    """

    dragged = Signal(int, float)
    dropped = Signal(int, float)

    def __init__(self) -> None:
        super().__init__(hoverable=True, tip=None)
        self._held: int | None = None

    def mouseDragEvent(self, event: Any) -> None:  # noqa: N802 (pyqtgraph's name)
        """Takes the drag only if it began on a point."""
        if event.button() != Qt.MouseButton.LeftButton:
            event.ignore()
            return
        if event.isStart():
            under = self.pointsAt(event.buttonDownPos())
            self._held = int(under[0].index()) if len(under) else None
        if self._held is None:
            event.ignore()
            return
        event.accept()
        (self.dropped if event.isFinish() else self.dragged).emit(self._held, float(event.pos().y()))
        if event.isFinish():
            self._held = None


class DragPoints(Layer):
    """Small dots on a clean curve, where they lie apart; they add nothing to ranges, legend or export."""

    def __init__(self) -> None:
        super().__init__()
        self.in_legend = False
        self.item = DragItem()
        self.items = [self.item]

    def set(self, x: ArrayLike, y: ArrayLike) -> None:
        """New points."""
        self.item.set_points(x, y)

    def restyle(self, style: PlotStyle) -> None:
        self.item.setSize(6.5 * style.scale)
        self.item.setBrush(pg.mkBrush(style.background))
        self.item.setPen(pg.mkPen(style.colour("clean"), width=1.3))
        self.item.opts["hoverBrush"] = pg.mkBrush(style.colour("clean"))
        self.item.opts["hoverSize"] = 9.0 * style.scale

    def bounds(self) -> Bounds | None:
        return None

    def key(self) -> Key | None:
        return None

    def table(self, x_name: str, y_name: str) -> Table | None:
        return None

    def read(self, x: float, y: float) -> list[tuple[Key, str]]:
        """The curve itself says the value."""
        return []

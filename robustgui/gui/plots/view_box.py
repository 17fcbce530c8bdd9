"""The area of a plot in which data lies: wheel zooms, drag pans, Shift-drag draws a box, double click fits."""

from __future__ import annotations

from typing import Any

import pyqtgraph as pg
from PySide6.QtCore import QPoint, Qt, Signal


class PlotArea(pg.ViewBox):
    """pyqtgraph's view box with our habits in place of its menu.

    Signals:
        fit_requested: double click.
        menu_requested: right click; carries the place on the screen (QPoint).
        clicked: left click; carries x and y in data coordinates.
    """

    fit_requested = Signal()
    menu_requested = Signal(QPoint)
    clicked = Signal(float, float)

    def __init__(self) -> None:
        super().__init__(enableMenu=False, defaultPadding=0.0)
        self.disableAutoRange()

    def mouseClickEvent(self, event: Any) -> None:  # noqa: N802 (pyqtgraph's name)
        """Right click asks for the menu, double click for a fit."""
        event.accept()
        if event.button() == Qt.MouseButton.RightButton:
            self.menu_requested.emit(event.screenPos().toPoint())
        elif event.double():
            self.fit_requested.emit()
        elif event.button() == Qt.MouseButton.LeftButton:
            place = self.mapSceneToView(event.scenePos())
            self.clicked.emit(place.x(), place.y())

    def mouseDragEvent(self, event: Any, axis: int | None = None) -> None:  # noqa: N802
        """Left drag pans, or draws a zoom box while Shift is held; other buttons do nothing."""
        if event.button() == Qt.MouseButton.RightButton:
            event.accept()
            return
        box = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier) or self.rbScaleBox.isVisible()
        self.state["mouseMode"] = self.RectMode if box and axis is None else self.PanMode
        try:
            super().mouseDragEvent(event, axis)
        finally:
            self.state["mouseMode"] = self.PanMode
        if box and event.isFinish():
            self.sigRangeChangedManually.emit(self.state["mouseEnabled"])

"""The small card beside the mouse that says what is under it."""

from __future__ import annotations

import html
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtWidgets import QFrame, QLabel, QWidget

from .layer import Key, number
from .style import PlotStyle

if TYPE_CHECKING:
    from .plot import Plot


class Readout(QLabel):
    """Lies above the plot, lets the mouse through, and keeps inside and out of the way of the mouse."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setTextFormat(Qt.TextFormat.RichText)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.hide()

    def restyle(self, style: PlotStyle) -> None:
        """Take the colours of `style`."""
        back = style.between(style.text, 0.06)
        self.setFont(style.small)
        self.setStyleSheet(
            f"background: rgba({back.red()}, {back.green()}, {back.blue()}, 235); color: {style.text.name()};"
            f"border: 1px solid {style.grid.name()}; border-radius: 4px; padding: 3px 6px;"
        )

    def follow(self, plot: Plot, place: QPointF) -> None:
        """Say what `plot` holds at `place` in its scene, or hide where there is nothing."""
        values: list[tuple[Key, str]] = []
        if plot.area.sceneBoundingRect().contains(place):
            at = plot.area.mapSceneToView(place)
            x, y = at.x(), 10.0 ** at.y() if plot.log_y else at.y()
            values = [value for layer in plot.layers if layer.visible for value in layer.read(x, y)]
        if not values:
            self.hide()
            return
        if plot.x_scale != 1.0:
            heading = f"{plot.x_name or 'x'} {number(x * plot.x_scale)} {plot.x_unit}".strip()
        else:
            heading = f"{plot.x_name or 'x'} {number(round(x) if plot.whole_x else x)}"
        self.show_values(heading if plot.read_x is None else plot.read_x(x), values, plot.mapFromScene(place))

    def show_values(self, heading: str, values: list[tuple[Key, str]], mouse: QPoint) -> None:
        """Say `heading` and one line per value beside `mouse` (in the parent's coordinates)."""
        rows = "".join(f"<tr>{_name(key)}<td align='right'>&nbsp;{html.escape(text)}</td></tr>" for key, text in values)
        self.setText(f"<b>{html.escape(heading)}</b><table cellspacing='0'>{rows}</table>")
        self.adjustSize()
        parent = self.parentWidget()
        if parent is None:
            return
        room = parent.rect()
        x = mouse.x() + 14 if mouse.x() + 14 + self.width() <= room.right() else mouse.x() - 14 - self.width()
        y = min(max(2, mouse.y() - self.height() // 2), max(2, room.bottom() - self.height()))
        self.move(max(2, x), y)
        self.show()
        self.raise_()


def _name(key: Key) -> str:
    colour = key.pen.color() if key.pen is not None else key.fill or key.dot
    mark = f"<span style='color:{colour.name()}'>■</span> " if colour is not None else ""
    return f"<td>{mark}{html.escape(key.name)}</td>"

"""The small card beside the mouse that says what is under it."""

from __future__ import annotations

import html
import math
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtWidgets import QFrame, QWidget

from ..widgets.rich_label import RichLabel
from .layer import Key, number
from .plot_range import X
from .style import PlotStyle

if TYPE_CHECKING:
    from .plot import Plot


class Readout(RichLabel):
    """Lies above the plot, lets the mouse through, and keeps inside and out of the way of the mouse."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
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

    def follow(self, plot: Plot, place: QPointF) -> tuple[float, float] | None:
        """Say what `plot` holds at `place` in its scene, or hide where there is nothing.

        Returns:
            The x and y that were read: x is that of the nearest measured point.
        """
        if not plot.area.sceneBoundingRect().contains(place):
            self.hide()
            return None
        at = plot.area.mapSceneToView(place)
        x, y = _snap(plot, at.x()), 10.0 ** at.y() if plot.log_y else at.y()
        values = _values(plot, x, y)
        if not values:
            self.hide()
            return None
        self.show_values(_heading(plot, x), values, plot.mapFromScene(place))
        return x, y

    def show_place(self, plot: Plot, place: float | None, axis: int) -> None:
        """Say what `plot` holds at a place of its x axis, or (1) of its y axis; None: hide."""
        visible = plot.ranges.visible(axis)
        empty = all(layer.extent is None for layer in plot.layers if layer.visible)
        if place is None or empty or not plot.isVisible() or not visible[0] <= place <= visible[1]:
            self.hide()
            return
        middle = plot.area.viewRect().center()
        if axis == X:
            heading, values = _heading(plot, place), _values(plot, place, math.nan)
            at = plot.area.mapViewToScene(QPointF(place, middle.y()))
        else:
            heading, values = f"{plot.y_name} {number(place)}", []
            at = plot.area.mapViewToScene(QPointF(middle.x(), place))
        self.show_values(heading, values, plot.mapFromScene(at))

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


def _snap(plot: Plot, x: float) -> float:
    """The measured place nearest to `x` among all that is shown; `x` itself where nothing has measured places."""
    places = [place for layer in plot.layers if layer.visible and (place := layer.nearest_x(x)) is not None]
    return min(places, key=lambda place: abs(place - x), default=float(round(x)) if plot.whole_x else x)


def _values(plot: Plot, x: float, y: float) -> list[tuple[Key, str]]:
    return [value for layer in plot.layers if layer.visible for value in layer.read(x, y)]


def _heading(plot: Plot, x: float) -> str:
    """The place that is read, with the name and unit of the axis."""
    if plot.read_x is not None:
        return plot.read_x(x)
    unit = plot.x_unit if plot.x_scale != 1.0 else ""
    return f"{plot.x_name or 'x'} {number(x * plot.x_scale)} {unit}".strip()


def _name(key: Key) -> str:
    colour = key.pen.color() if key.pen is not None else key.fill or key.dot
    mark = f"<span style='color:{colour.name()}'>■</span> " if colour is not None else ""
    return f"<td>{mark}{html.escape(key.name)}</td>"

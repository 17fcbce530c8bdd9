"""The two axes of a plot: names with units, ticks, colours, and a room that stays the same while numbers change."""

from __future__ import annotations

import math

from PySide6.QtGui import QFontMetricsF

from .style import PlotStyle
from .tick_axis import TickAxis
from .view_box import PlotArea

Ticks = list[tuple[float, str]]
_ROOM = 8.0  # the left axis grows in steps of so many pixels, so that it holds still while numbers change


class Axes:
    """Left and bottom; linked to the area that they measure."""

    def __init__(self, area: PlotArea, style: PlotStyle) -> None:
        self.left, self.bottom = TickAxis("left"), TickAxis("bottom")
        self._area, self._style = area, style
        self._x = self._y = ""
        self._x_shown = True
        self._names: Ticks | None = None  # of the y axis
        self._x_names: Ticks | None = None
        self._least = self.wanted_left = 0.0
        for axis in (self.left, self.bottom):
            axis.linkToView(area)
            axis.enableAutoSIPrefix(False)
            axis.setZValue(-1000)
            axis.setStyle(maxTickLevel=0, tickLength=0, autoExpandTextSpace=False, hideOverlappingLabels=True)

    def set_names(self, x: str, y: str) -> None:
        """What the axes show, units included; empty: no name."""
        self._x, self._y = x, y
        self.bottom.setLabel(x)
        self.left.setLabel(y)
        self.left.showLabel(bool(y))
        self._name_x()

    def show_values(self, visible: bool) -> None:
        """Show or hide the numbers: without data they would mean nothing."""
        for axis, values in ((self.left, visible), (self.bottom, visible and self._x_shown)):
            if axis.style["showValues"] != values:
                axis.setStyle(showValues=values)

    def show_x(self, visible: bool) -> None:
        """Show or hide name and numbers of the x axis: a plot below may have the same."""
        self._x_shown = visible
        self.bottom.setStyle(showValues=visible)
        self._name_x()

    def _name_x(self) -> None:
        visible = self._x_shown
        self.bottom.showLabel(visible and bool(self._x))
        self.measure()

    def set_ticks(self, axis: str, ticks: Ticks | None) -> None:
        """Named ticks for "x" or "y", the most important first; None: numbers."""
        if axis == "y":
            self._names = ticks
        else:
            self._x_names = ticks
        (self.bottom if axis == "x" else self.left).setTicks(None if ticks is None else [ticks])
        self.thin_names()
        self.measure()

    def thin_names(self) -> None:
        """As many of the names on the axes as there is room for: each that keeps clear of those before it."""
        metrics = QFontMetricsF(self._style.small)
        ranges = self._area.viewRange()
        if self._names is not None:
            self._thin(self.left, self._names, ranges[1], self._area.height(), metrics.height() * 0.9)
        if self._x_names is not None:
            widest = max((metrics.horizontalAdvance(text) for _, text in self._x_names), default=0.0)
            self._thin(self.bottom, self._x_names, ranges[0], self._area.width(), widest + 6)

    @staticmethod
    def _thin(axis: TickAxis, names: Ticks, visible: list[float], size: float, needed: float) -> None:
        low, high = visible
        apart = needed * (high - low) / size if size > 0 and high > low else 0.0
        clear: Ticks = []
        for place, text in names:
            if all(abs(place - other) >= apart for other, _ in clear):
                clear.append((place, text))
        axis.setTicks([clear])

    def measure(self) -> None:
        """Fixed room: the areas of plots above each other line up, and nothing jumps."""
        metrics = QFontMetricsF(self._style.small)
        widest = max((metrics.horizontalAdvance(text) for _, text in self._names or ()), default=0.0)
        label = metrics.height() + 2
        if self._names is None and self.left.style["showValues"]:
            widest = self.left.widest()
        room = metrics.horizontalAdvance("-0.000")
        widest = room + math.ceil(max(0.0, widest - room) / _ROOM) * _ROOM
        self.wanted_left = widest + 10 + (label if self._y else 0)
        self.left.setWidth(max(self.wanted_left, self._least))
        named = metrics.height() + 6 + (label if self._x else 0)
        self.bottom.setHeight(named if self._x_shown else 4)

    def set_least_left(self, width: float) -> None:
        """The left axis is at least this wide."""
        if width != self._least:
            self._least = width
            self.left.setWidth(max(self.wanted_left, width))

    def restyle(self, style: PlotStyle) -> None:
        """Take the colours and font of `style`."""
        self._style = style
        for axis in (self.left, self.bottom):
            axis.setPen(style.grid)
            axis.setTickPen(style.grid)
            axis.setTextPen(style.muted)
            axis.set_font(style.small)
            axis.setStyle(tickTextOffset=5)
            axis.setGrid(255)
            axis.label.setFont(style.small)
            axis.setLabel(
                axis.labelText, **{"color": style.muted.name(), "font-size": f"{style.small.pointSizeF():.1f}pt"}
            )
        self.left.showLabel(bool(self._y))
        self._name_x()


def with_unit(name: str, unit: str) -> str:
    """A name with its unit behind it."""
    return f"{name} [{unit}]" if unit else name

"""The frame of every plot: title, legend, axes, area, read-out; layers draw in it."""

from __future__ import annotations

import math
from collections.abc import Callable
from itertools import pairwise
from typing import Any, TypeVar

import pyqtgraph as pg
from PySide6.QtCore import QEvent, QPoint, QPointF, QSize, Qt
from PySide6.QtGui import QAction, QFontMetricsF, QKeyEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from .header import Header
from .layer import Key, Layer, Table, number
from .menu import show_menu
from .ranges import Range, stepped
from .readout import Readout
from .style import plot_style
from .view_box import PlotArea

L = TypeVar("L", bound=Layer)


class Plot(pg.GraphicsView):
    """A plot with our habits. Made empty; `add` layers, `set_texts`, then give the layers data.

    Ranges follow the data in round steps until someone zooms or pans; fit (double click, A) lets them follow again.
    """

    def __init__(self, parent: QWidget | None = None, *, equal: bool = False, whole_x: bool = False) -> None:
        """
        Args:
            equal: one unit is as long on both axes, for paths in a plane.
            whole_x: x counts something (steps, epochs): ticks at whole numbers, no room at either side.
        """
        super().__init__(parent)
        self.style = plot_style()
        self.layers: list[Layer] = []
        self.extra_actions: list[QAction] = []  # shown in the context menu
        self.title = ""
        self.x_name = self.y_name = ""
        self.log_y = False
        self.read_x: Callable[[float], str] | None = None  # heading of the read-out
        self.own_keys: tuple[Key, ...] | None = None  # a legend other than that of the layers
        self._least_left = self.wanted_left = 0.0
        self._x_name_shown = True
        self._names_y: list[tuple[float, str]] | None = None
        self._fixed_x: Range | None = None
        self._fixed_y: Range | None = None
        self._held = False
        self.equal, self._whole_x = equal, whole_x
        self.area = PlotArea()
        self.area.setAspectLocked(equal)
        self.left, self.bottom = pg.AxisItem("left"), pg.AxisItem("bottom")
        self.header = Header(self.style)
        self.frame = pg.GraphicsWidget()
        self._empty = QLabel(self)
        self._empty.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._empty.setWordWrap(True)
        self._readout = Readout(self)
        self._build()
        self.restyle()

    def _build(self) -> None:
        layout = pg.QtWidgets.QGraphicsGridLayout()
        layout.setContentsMargins(2, 0, 8, 2)
        layout.setSpacing(0)
        layout.addItem(self.header, 0, 0, 1, 2)
        layout.addItem(self.left, 1, 0)
        layout.addItem(self.area, 1, 1)
        layout.addItem(self.bottom, 2, 1)
        layout.setRowStretchFactor(1, 1)
        layout.setColumnStretchFactor(1, 1)
        self.frame.setLayout(layout)
        for axis in (self.left, self.bottom):
            axis.linkToView(self.area)
            axis.enableAutoSIPrefix(False)
            axis.setZValue(-1000)
            axis.setStyle(maxTickLevel=0, tickLength=0, autoExpandTextSpace=False, hideOverlappingLabels=True)
        self.setCentralItem(self.frame)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(120, 80)
        self.area.fit_requested.connect(self.fit)
        self.area.menu_requested.connect(self._on_menu_requested)
        self.area.sigRangeChangedManually.connect(self._on_range_changed_by_hand)
        self.scene().sigMouseMoved.connect(self._on_mouse_moved)

    def set_texts(self, title: str, x: str = "", y: str = "", *, x_unit: str = "", y_unit: str = "", empty: str = ""):
        """Title, names of the axes with their units, and what is said in the middle while there is no data."""
        self.title, self.x_name, self.y_name = title, x, y
        self.bottom.setLabel(_with_unit(x, x_unit))
        self.left.setLabel(_with_unit(y, y_unit))
        self.bottom.showLabel(bool(x) and self._x_name_shown)
        self.left.showLabel(bool(y))
        self._empty.setText(empty)
        self.setAccessibleName(title)
        self.setAccessibleDescription(", ".join(filter(None, (_with_unit(x, x_unit), _with_unit(y, y_unit)))))
        self._measure()
        self.layer_changed(legend=True)

    def add(self, layer: L, *, above: int = 0) -> L:
        """Put `layer` into the plot, above those added before, and give it back."""
        layer.plot = self
        self.layers.append(layer)
        for item in layer.items:
            item.setZValue(above)
            self.area.addItem(item, ignoreBounds=True)
        layer.restyle(self.style)
        layer.set_log_y(self.log_y)
        self.layer_changed(legend=True)
        return layer

    def remove(self, layer: Layer) -> None:
        """Take `layer` out."""
        self.layers.remove(layer)
        layer.plot = None
        for item in layer.items:
            self.area.removeItem(item)
        self.layer_changed(legend=True)

    def set_x_range(self, low: float | None, high: float = 0.0) -> None:
        """Hold the x axis at this range (until someone zooms); None: follow the data."""
        self._fixed_x = None if low is None else (low, high)
        self._follow()

    def set_y_range(self, low: float | None, high: float = 0.0) -> None:
        """Hold the y axis at this range (until someone zooms); None: follow the data."""
        self._fixed_y = None if low is None else (low, high)
        self._follow()

    def set_ticks(self, axis: str, ticks: list[tuple[float, str]] | None) -> None:
        """Named ticks for axis "x" or "y"; None: numbers."""
        (self.bottom if axis == "x" else self.left).setTicks(None if ticks is None else [ticks])
        if axis == "y":
            self._names_y = ticks
            self._thin_names()
        self._measure()

    def set_log_y(self, log: bool) -> None:
        """A logarithmic y axis; values that are not positive are left out."""
        self.log_y = log
        self.left.setLogMode(False, log)
        for layer in self.layers:
            layer.set_log_y(log)
        self.fit()

    def show_axes(self, x: bool, y: bool) -> None:
        """Show or hide the axes with their ticks."""
        self.bottom.setVisible(x)
        self.left.setVisible(y)

    def fit(self) -> None:
        """Show all data, and follow it from here on."""
        self._held = False
        self._follow(afresh=True)

    def tables(self) -> list[Table]:
        """The numbers behind what is visible."""
        tables = (layer.table(self.x_name or "x", self.y_name or "y") for layer in self.layers if layer.visible)
        return [table for table in tables if table is not None]

    def pixel_size(self) -> tuple[float, float]:
        """Width and height of a pixel in data coordinates."""
        width, height = self.area.viewPixelSize()
        return float(width), float(height)

    def layer_changed(self, legend: bool = False) -> None:
        """A layer has new data, or (legend) a new name or look; layers call it."""
        shown = [layer for layer in self.layers if layer.visible]
        found = (layer.key() for layer in shown if layer.in_legend)
        keys = self.own_keys if self.own_keys is not None else tuple(key for key in found if key is not None)
        if legend or len(keys) != len(self.header.keys) or self.title != self.header.title:
            self.header.set_contents(self.title, keys)
        empty = all(layer.extent is None for layer in shown)
        self._empty.setVisible(empty and bool(self._empty.text()))
        self._follow()

    def _follow(self, afresh: bool = False) -> None:
        """Move the ranges to the data, in steps."""
        if self._held:
            return
        found = [b for layer in self.layers if layer.visible and (b := layer.extent) is not None]
        (x0, x1), (y0, y1) = self.area.state["targetRange"]
        if found:
            left, right = min(b.left for b in found), max(b.right for b in found)
            bottom, top = min(b.bottom for b in found), max(b.top for b in found)
            tight = any(layer.tight for layer in self.layers if layer.visible)
            if self._whole_x or tight:
                x = (left, right) if right > left else (left - 0.5, right + 0.5)
            else:
                x = stepped(left, right, None if afresh else (x0, x1))
            if self.log_y:
                y: Range = (math.log10(bottom), math.log10(max(top, bottom * 1.01)))
            elif tight:
                y = (bottom, top)
            else:
                y = stepped(bottom, top, None if afresh else (y0, y1))
        else:
            x, y = (0.0, 1.0), (0.0, 1.0)
        x, y = self._fixed_x or x, self._fixed_y or y
        if afresh or x != (x0, x1) or y != (y0, y1):
            self.area.setRange(xRange=x, yRange=y, padding=0, disableAutoRange=True)
            self._thin_names()

    def restyle(self) -> None:
        """Take the colours and font of the present theme."""
        self.style = style = plot_style()
        self.setBackground(style.background)
        for axis in (self.left, self.bottom):
            axis.setPen(style.grid)
            axis.setTickPen(style.grid)
            axis.setTextPen(style.muted)
            axis.setStyle(tickFont=style.small, tickTextOffset=5)
            axis.setGrid(255)
            axis.label.setFont(style.small)
            axis.label.setDefaultTextColor(style.muted)
            axis.labelStyle = {"color": style.muted.name(), "font-size": f"{style.small.pointSizeF():.1f}pt"}
            axis._updateLabel()
        self.header.restyle(style)
        self._readout.restyle(style)
        self._empty.setFont(style.font)
        self._empty.setStyleSheet(f"color: {style.muted.name()}; background: transparent;")
        for layer in self.layers:
            layer.restyle(style)
        self._measure()
        self.layer_changed(legend=True)

    def _measure(self) -> None:
        """Fixed room for the axes: the areas of plots above each other line up, and nothing jumps."""
        metrics = QFontMetricsF(self.style.small)
        widest = max((metrics.horizontalAdvance(text) for _, text in self._names_y or ()), default=0.0)
        label = metrics.height() + 2
        self.wanted_left = max(metrics.horizontalAdvance("-0.000"), widest) + 10 + (label if self.y_name else 0)
        self.left.setWidth(max(self.wanted_left, self._least_left))
        self.bottom.setHeight(metrics.height() + 6 + (label if self.x_name and self._x_name_shown else 0))

    def _thin_names(self) -> None:
        """As many of the names on the y axis as there is room for, evenly spread."""
        names = self._names_y
        if names is None:
            return
        low, high = self.area.viewRange()[1]
        pixels = self.area.height() / (high - low) if high > low else 1.0  # of one unit
        gap = min((abs(a - b) for (a, _), (b, _) in pairwise(names)), default=1.0) * pixels
        every = max(1, math.ceil(QFontMetricsF(self.style.small).height() / max(gap, 1e-6)))
        self.left.setTicks([names[::every]])

    def show_x_name(self, shown: bool) -> None:
        """Show or hide the name of the x axis, where a plot below says it already."""
        self._x_name_shown = shown
        self.bottom.showLabel(shown and bool(self.x_name))
        self._measure()

    def set_least_left(self, width: float) -> None:
        """The left axis is at least this wide, so that plots above each other line up."""
        if width != self._least_left:
            self._least_left = width
            self.left.setWidth(max(self.wanted_left, width))

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 (Qt's name)
        """Follows theme and text size of the application."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.FontChange) and hasattr(self, "_readout"):
            now = plot_style()
            if now != self.style:
                self.restyle()

    def resizeEvent(self, event: Any) -> None:  # noqa: N802
        """Keeps the sentence of the empty plot in the middle."""
        super().resizeEvent(event)
        if hasattr(self, "_empty"):
            self._empty.setGeometry(self.rect().adjusted(24, 24, -24, -12))
            self._thin_names()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """A fits; everything else goes to the parent."""
        if event.key() == Qt.Key.Key_A and not event.modifiers():
            self.fit()
            event.accept()
        else:
            event.ignore()

    def leaveEvent(self, event: QEvent) -> None:  # noqa: N802
        """The read-out goes with the mouse."""
        self._readout.hide()
        super().leaveEvent(event)

    def sizeHint(self) -> QSize:  # noqa: N802
        """A usual size; splitters and layouts decide."""
        return QSize(360, 220)

    def _on_menu_requested(self, place: QPoint) -> None:
        show_menu(self, place)

    def _on_range_changed_by_hand(self) -> None:
        self._held = True

    def _on_mouse_moved(self, place: QPointF) -> None:
        if not self.area.sceneBoundingRect().contains(place):
            self._readout.hide()
            return
        at = self.area.mapSceneToView(place)
        y = 10.0 ** at.y() if self.log_y else at.y()
        values = [value for layer in self.layers if layer.visible for value in layer.read(at.x(), y)]
        if not values:
            self._readout.hide()
            return
        x = round(at.x()) if self._whole_x else at.x()
        heading = self.read_x(at.x()) if self.read_x is not None else f"{self.x_name or 'x'} {number(x)}"
        self._readout.show_values(heading, values, self.mapFromScene(place))


def _with_unit(name: str, unit: str) -> str:
    return f"{name} [{unit}]" if unit else name

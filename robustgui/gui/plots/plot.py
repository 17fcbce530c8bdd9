"""The frame of every plot: title, legend, axes, area, read-out; layers draw in it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import pyqtgraph as pg
from PySide6.QtCore import QEvent, QPoint, QPointF, QSize, Qt, Signal
from PySide6.QtGui import QAction, QImage, QKeyEvent
from PySide6.QtWidgets import QGraphicsView, QSizePolicy, QWidget

from ..widgets.plain_label import PlainLabel
from .axes import Axes, Ticks, with_unit
from .export import plot_picture, plot_svg
from .header import Header
from .layer import Key, Layer, ReadTables, Table, keys_of
from .menu import show_menu
from .plot_range import PlotRange, X, Y
from .readout import Readout
from .style import plot_style
from .view_box import PlotArea

L = TypeVar("L", bound=Layer)
MakeKeys = Callable[[], tuple[Key, ...]]


class Plot(pg.GraphicsView):
    """A plot with our habits. Made empty; `add` layers, `set_texts`, then give the layers data.

    Ranges follow the data in round steps until the user zooms or pans; fit (double click, A) lets them follow again.

    Signals:
        hovered: the mouse is over data; carries the x and y that are read there, or None and None.
    """

    hovered = Signal(object, object)

    def __init__(self, parent: QWidget | None = None, *, equal: bool = False, whole_x: bool = False) -> None:
        """
        Args:
            equal: one unit is as long on both axes, for paths in a plane.
            whole_x: x counts something (steps, epochs): ticks at whole numbers, no room at either side.
        """
        super().__init__(parent)
        self.look = plot_style()
        self.layers: list[Layer] = []
        self.extra_actions: list[QAction] = []  # shown in the context menu
        self.title = ""
        self.x_name = self.y_name = self.x_unit = ""
        self.log_y = False
        self.read_x: Callable[[float], str] | None = None  # heading of the read-out
        self._make_keys: MakeKeys | None = None
        self._texts: tuple[str, ...] = ()
        self.paused = False
        self.x_scale = 1.0
        self.equal, self.whole_x = equal, whole_x
        self.area = PlotArea()
        self.area.setAspectLocked(equal)
        self.axes = Axes(self.area, self.look)
        self.axes.bottom.whole = whole_x
        self.area.sigYRangeChanged.connect(self._on_y_range_changed)
        self.header = Header(self.look)
        self.frame = pg.GraphicsWidget()
        self._empty = PlainLabel(parent=self)
        self._empty.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._empty.setWordWrap(True)
        self._readout = Readout(self)
        self.ranges = PlotRange(self)
        self._build()
        self.restyle()

    def _build(self) -> None:
        self._layout = layout = pg.QtWidgets.QGraphicsGridLayout()
        layout.setContentsMargins(2, 0, 8, 2)
        layout.setSpacing(0)
        layout.addItem(self.header, 0, 0, 1, 2)
        layout.addItem(self.axes.left, 1, 0)
        layout.addItem(self.area, 1, 1)
        layout.addItem(self.axes.bottom, 2, 1)
        layout.setRowStretchFactor(1, 1)
        layout.setColumnStretchFactor(1, 1)
        self.frame.setLayout(layout)
        self.setCentralItem(self.frame)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(120, 80)
        self.area.fit_requested.connect(self.fit)
        self.area.menu_requested.connect(self._on_menu_requested)
        self.scene().sigMouseMoved.connect(self._on_mouse_moved)

    def set_texts(self, title: str, x: str = "", y: str = "", *, x_unit: str = "", y_unit: str = "", empty: str = ""):
        """Title, names of the axes with their units, and what is said in the middle while there is no data."""
        texts = (title, x, y, x_unit, y_unit, empty)
        if texts == self._texts:
            return
        self._texts = texts
        self.title, self.x_name, self.y_name, self.x_unit = title, x, y, x_unit
        names = with_unit(x, x_unit), with_unit(y, y_unit)
        self.axes.set_names(*names)
        self._empty.setText(empty)
        self.setAccessibleName(title)
        self.setAccessibleDescription(", ".join(filter(None, names)))
        self.layer_changed()

    def add(self, layer: L, *, above: int = 0) -> L:
        """Put `layer` into the plot, above those added before, and give it back."""
        layer.plot = self
        self.layers.append(layer)
        for item in layer.items:
            item.setZValue(above)
            self.area.addItem(item, ignoreBounds=True)
        layer.restyle(self.look)
        layer.set_log_y(self.log_y)
        self.layer_changed()
        return layer

    def remove(self, layer: Layer) -> None:
        """Take `layer` out."""
        self.layers.remove(layer)
        layer.plot = None
        for item in layer.items:
            self.area.removeItem(item)
        self.layer_changed()

    def set_x_range(self, low: float | None, high: float = 0.0) -> None:
        """Hold the x axis at this range (until the user zooms); None: follow the data."""
        self.ranges.fix(X, None if low is None else (low, high))

    def set_y_range(self, low: float | None, high: float = 0.0) -> None:
        """Hold the y axis at this range (until the user zooms); None: follow the data."""
        self.ranges.fix(Y, None if low is None else (low, high))

    def set_x_scale(self, scale: float) -> None:
        """What is said of x is `scale` times the x of the data: steps are read as seconds."""
        if scale != self.x_scale:
            self.x_scale = scale
            self.axes.bottom.setScale(scale)

    def set_ticks(self, axis: str, ticks: Ticks | None) -> None:
        """Named ticks for axis "x" or "y"; None: numbers."""
        self.axes.set_ticks(axis, ticks)

    def set_log_y(self, log: bool) -> None:
        """A logarithmic y axis; values that are not positive are left out."""
        self.log_y = log
        self.axes.left.setLogMode(False, log)
        for layer in self.layers:
            layer.set_log_y(log)
        self.fit()

    def reset(self) -> None:
        """Axes and read-out as those of a new plot: the names, units and ranges of what was shown are forgotten."""
        self.set_x_scale(1.0)
        self.read_x = self.axes.bottom.words = None
        for axis in ("x", "y"):
            self.set_ticks(axis, None)
        self.set_x_range(None)
        self.set_y_range(None)
        self.read_at(None)

    def show_axes(self, x: bool, y: bool) -> None:
        """Show or hide the axes with their ticks."""
        self._layout.setContentsMargins(2 if y else 9, 0, 8, 2)  # half a label beside the area
        for axis, seen in ((self.axes.bottom, x), (self.axes.left, y)):
            axis.show() if seen else axis.hide()  # `setVisible` would leave an axis restyled meanwhile without width

    def fit(self) -> None:
        """Show all data, and follow it from here on."""
        self.ranges.fit()

    def all_tables(self) -> ReadTables | None:
        """See `Exportable`: every number is drawn."""
        return None

    def tables(self) -> list[Table]:
        """The numbers behind what is visible."""
        x = with_unit(self.x_name or "x", self.x_unit if self.x_scale != 1.0 else "")
        tables = (layer.table(x, self.y_name or "y") for layer in self.layers if layer.visible)
        return [table.scale_x(self.x_scale) for table in tables if table is not None]

    def picture(self, scale: float = 2.0) -> QImage:
        """As it is seen, `scale` times as fine."""
        return plot_picture(self, scale)

    def svg(self) -> bytes:
        """As a drawing of every point."""
        return plot_svg(self)

    def read_at(self, place: float | None, axis: int = X) -> None:
        """Say what lies at this place of an axis, as if the mouse were there; None: say nothing."""
        self._readout.show_place(self, place, axis)

    def pixel_size(self) -> tuple[float, float]:
        """Width and height of a pixel in data coordinates."""
        width, height = self.area.viewPixelSize()
        return float(width), float(height)

    def pause(self) -> None:
        """Many layers are about to change: legend and ranges follow at `go_on`."""
        self.paused = True

    def go_on(self) -> None:
        """Follow everything that changed since `pause`."""
        self.paused = False
        self.layer_changed()

    def set_legend(self, make_keys: MakeKeys | None) -> None:
        """A legend other than that of the layers, made whenever one of them changes; None: that of the layers."""
        self._make_keys = make_keys
        self.layer_changed()

    def layer_changed(self) -> None:
        """A layer has new data, another name or another look; layers call it."""
        if self.paused:
            return
        self.header.set_contents(self.title, self._layer_keys() if self._make_keys is None else self._make_keys())
        empty = all(layer.extent is None for layer in self.layers if layer.visible)
        self._empty.setVisible(empty and bool(self._empty.text()))
        self.axes.show_values(not empty)
        self.ranges.follow()

    def _layer_keys(self) -> tuple[Key, ...]:
        return keys_of(layer for layer in self.layers if layer.visible and layer.in_legend)

    def restyle(self) -> None:
        """Take the colours and font of the present theme."""
        self.look = style = plot_style()
        self.setBackground(style.background)
        self.axes.restyle(style)
        self.header.restyle(style)
        self._readout.restyle(style)
        self._empty.setFont(style.font)
        self._empty.setStyleSheet(f"color: {style.muted.name()}; background: transparent;")
        for layer in self.layers:
            layer.restyle(style)
        self.layer_changed()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 (Qt's name)
        """Follows theme and text size of the application."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.FontChange) and hasattr(self, "_readout"):
            now = plot_style()
            if now != self.look:
                self.restyle()

    def resizeEvent(self, event: Any) -> None:  # noqa: N802
        """Keeps the sentence of the empty plot in the middle."""
        super().resizeEvent(event)
        if hasattr(self, "_empty"):
            self._empty.setGeometry(self.rect().adjusted(24, 24, -24, -12))
            self.axes.thin_names()
            self.axes.measure()

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
        self.hovered.emit(None, None)
        super().leaveEvent(event)

    def close(self) -> bool:
        """Like any widget; pyqtgraph would empty the scene under items that others still hold, and crash."""
        return QGraphicsView.close(self)

    def sizeHint(self) -> QSize:  # noqa: N802
        """A usual size; splitters and layouts decide."""
        return QSize(360, 220)

    def _on_menu_requested(self, place: QPoint) -> None:
        show_menu(self, place)

    def _on_y_range_changed(self) -> None:
        """Other labels may need another room."""
        before = self.axes.left.minimumWidth()
        self.axes.measure()
        if self.axes.left.minimumWidth() != before:
            self._layout.activate()

    def _on_mouse_moved(self, place: QPointF) -> None:
        self.hovered.emit(*(self._readout.follow(self, place) or (None, None)))

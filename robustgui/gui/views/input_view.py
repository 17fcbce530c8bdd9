"""The input, clean and adversarial: one feature that can be edited, several as lanes, or all as a picture."""

from __future__ import annotations

from typing import Any

import numpy as np
import pyqtgraph as pg
from numpy.typing import ArrayLike
from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QStackedLayout, QWidget

from ..plots import HeatMap, OrderedCurve, Plot
from ..plots.dots import Dots
from ..plots.layer import Layer
from ..plots.style import PlotStyle
from ..widgets.layouts import make_column
from .base import VIEWS, InspectView
from .feature_button import FeatureButton
from .lanes import Lanes, LaneScroll
from .time_axis import lay_out, time_name, time_unit


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


MOST_LANES = 16  # more features than this are first shown as a picture


@VIEWS.register("input_view")
class InputView(InspectView):
    """Clean and attacked values over time; a point of a single clean curve can be dragged."""

    place = "left"
    order = 1
    stretch = 4
    kinds = frozenset({"series"})

    def heading(self) -> str:
        return self.tr("Input")

    def time_plots(self) -> list[Plot]:
        return [self.plot, *self.maps]

    def build(self) -> None:
        self.picture = False  # all features as two heat maps
        self.plot = Plot(whole_x=True)
        self.before = self.plot.add(OrderedCurve("muted", name="-", width=1.0))
        self.clean = self.plot.add(OrderedCurve("clean", width=1.8))
        self.attacked = self.plot.add(OrderedCurve("attacked", width=1.8))
        self.points = self.plot.add(DragPoints(), above=5)
        self.clean_lanes = self.plot.add(Lanes("clean"))
        self.attacked_lanes = self.plot.add(Lanes("attacked"))
        self.maps = [Plot(whole_x=True), Plot(whole_x=True)]
        self.pictures = [plot.add(HeatMap("rising")) for plot in self.maps]
        self.button = FeatureButton(self)
        self.lane_scroll = LaneScroll(self.plot)
        both = QWidget()
        make_column(*self.maps, of=both, spacing=1)
        self.stack = QStackedLayout(self)
        self.stack.addWidget(self.plot)
        self.stack.addWidget(both)
        for plot in (self.plot, *self.maps):
            self.time_cursor.attach(plot)
        self.button.raise_()
        self.button.selected.connect(self._on_features_selected)
        self.points.item.dragged.connect(self._on_point_dragged)
        self.points.item.dropped.connect(self._on_point_dropped)

    def retranslate(self) -> None:
        step, empty = time_name(self.inspection), self.tr("No sequence yet")
        self.plot.set_texts(self.heading(), step, empty=empty)
        self.maps[0].set_texts(self.tr("Input, clean"), empty=empty)
        self.maps[1].set_texts(self.tr("Input, adversarial"), step, empty=self.tr("No attack"))
        self.before.set_name(self.tr("Before editing"))
        for layer in (self.clean, self.clean_lanes):
            layer.set_name(self.tr("Clean"))
        for layer in (self.attacked, self.attacked_lanes):
            layer.set_name(self.tr("Adversarial"))
        self.button.retranslate()

    def clear(self) -> None:
        for line in (self.before, self.clean, self.attacked):
            line.set([])
        for lanes in (self.clean_lanes, self.attacked_lanes):
            lanes.set_lanes(np.empty((0, 0)), [], [], ())
        self.points.set([], [])
        for picture in self.pictures:
            picture.set(np.empty((0, 0)), (-1, 1))
        self.plot.set_ticks("y", None)
        self.lane_scroll.set_lanes(0)
        self.button.hide()

    def draw(self) -> None:
        inspection = self.current
        features = inspection.clean.shape[1]
        fresh = self.button.set_features(inspection.features)
        if fresh:
            self.picture = features > MOST_LANES
        visible = self.features or tuple(range(features))
        single = len(visible) == 1
        self.button.show_choice(self.features, self.picture)
        self.button.setVisible(features > 1)
        self.stack.setCurrentIndex(1 if self.picture and not single else 0)
        self.button.raise_()
        self._place_button()
        extent = np.vstack(
            [inspection.clean, *(inspection.attacked if self.has_attack else ())]
        )  # every iteration: axes hold
        self._low, self._high = extent.min(0), extent.max(0)
        for layer in (self.clean, self.attacked):
            layer.set_visible(single)
        self.points.set_visible(single and not self.read_only)
        self.before.set_visible(single and self.original is not None)
        for lanes in (self.clean_lanes, self.attacked_lanes):
            lanes.set_visible(not single and not self.picture)
        for plot in (self.plot, *self.maps):
            lay_out(plot, inspection)
        self.lane_scroll.set_lanes(0 if single or self.picture else len(visible))
        if single:
            self._draw_single(visible[0])
        elif self.picture:
            self._draw_picture(0, inspection.clean)
        else:
            self._draw_lanes(visible)

    def _name(self, y: str = "", y_unit: str = "") -> None:
        x, x_unit = time_name(self.inspection), time_unit(self.inspection)
        self.plot.set_texts(self.heading(), x, y, x_unit=x_unit, y_unit=y_unit)

    def _draw_single(self, feature: int) -> None:
        inspection = self.current
        unit = self.units[feature] if feature < len(self.units) else ""
        self.plot.set_ticks("y", None)
        self._name(inspection.features[feature], unit)
        self.clean.set(inspection.clean[:, feature])
        self.points.set(np.arange(len(inspection.clean)), inspection.clean[:, feature])
        if self.original is not None:
            self.before.set(self.original[:, feature])

    def _draw_lanes(self, features: tuple[int, ...]) -> None:
        inspection = self.current
        self._name()
        names = tuple(inspection.features[f] for f in features)
        self.plot.set_ticks(
            "y", [(-lane, name if len(name) <= 12 else name[:11] + "…") for lane, name in enumerate(names)]
        )
        columns = list(features)
        self.clean_lanes.set_lanes(inspection.clean[:, columns], self._low[columns], self._high[columns], names)

    def _draw_picture(self, place: int, values: np.ndarray) -> None:
        """All features as colours, each from its own lowest to its highest value."""
        inspection = self.current
        span = np.where(self._high > self._low, self._high - self._low, 1.0)
        shares = (values - self._low) / span  # (T, F)
        ends = self.tr("lowest"), self.tr("highest value")
        self.pictures[place].set(
            values.T[::-1], (0.0, 1.0), row_names=inspection.features[::-1], ends=ends, shares=shares.T[::-1]
        )

    def draw_iteration(self) -> None:
        inspection = self.current
        features = self.features or tuple(range(len(inspection.features)))
        values = inspection.attacked[self.iteration] if self.has_attack else np.empty((0, len(inspection.features)))
        if len(features) == 1:
            self.attacked.set(values[:, features[0]])
        elif not self.picture:
            columns = list(features)
            names = tuple(inspection.features[f] for f in features)
            self.attacked_lanes.set_lanes(values[:, columns], self._low[columns], self._high[columns], names)
        elif self.has_attack:
            self._draw_picture(1, values)
        else:
            self.pictures[1].set(np.empty((0, 0)), (-1, 1))

    def resizeEvent(self, event) -> None:  # noqa: N802 (Qt's name)
        """Keeps the button in the strip above the plot."""
        super().resizeEvent(event)
        self._place_button()

    def _place_button(self) -> None:
        self.button.adjustSize()
        plot = self.maps[0] if self.stack.currentIndex() == 1 else self.plot
        self.plot.header.reserve = self.button.width() + 8.0
        self.button.move(round(plot.header.title_end()) + 10, 1)

    def _on_features_selected(self, features: tuple[int, ...], picture: bool) -> None:
        self.picture = picture
        self.features = features
        self.redraw()
        self.features_changed.emit(features)

    def _on_point_dragged(self, step: int, value: float) -> None:
        """The curve follows the mouse; the network is asked when the point is let go."""
        y = self.clean.y.copy()
        y[step] = value
        self.clean.set(y)
        self.points.set(np.arange(len(y)), y)
        self.time_cursor.move(step)

    def _on_point_dropped(self, step: int, value: float) -> None:
        self._on_point_dragged(step, value)
        self.edited.emit(step, (self.features or (0,))[0], value)

"""All plots over the same time show the same part of it and speak of the same step, in every kind of data."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from robustgui.evaluation.inspect_request import Inspection
from robustgui.gui.pages.inspect.stage import InspectStage
from robustgui.gui.plots import Plot, TimeCursor
from robustgui.gui.plots.plot_range import X, Y
from robustgui.gui.views import InspectView
from robustgui.gui.views.sample import load_record
from robustgui.gui.views.time_axis import seconds_rate, stride

KINDS = ["series", "speech", "text", "image", "prices", "beats", "language"]


class Stage:
    """The stage with a record, and its plots over time."""

    def __init__(self, qtbot: QtBot) -> None:
        self.cursor = TimeCursor()
        self.stage = InspectStage(self.cursor)
        self.cursor.setParent(self.stage)
        qtbot.addWidget(self.stage)
        self.stage.resize(1200, 900)
        with qtbot.waitExposed(self.stage):
            self.stage.show()

    def show(self, found: Inspection) -> None:
        self.cursor.set_length(len(found.clean), stride=stride(found), rate=seconds_rate(found))
        self.stage.show_inspection(found, None, None, None)

    def tabs(self) -> Iterator[None]:
        """Every tab in turn: what lies in the hidden ones is not drawn."""
        for tab in range(self.stage.tabs.count()):
            if self.stage.tabs.isTabVisible(tab):
                self.stage.tabs.setCurrentIndex(tab)
                yield

    def plots(self) -> list[tuple[Plot, int]]:
        """Those that are seen and have data, with the axis that is time."""
        attached = [(plot, Y if line.angle == 0 else X) for plot, line in self.cursor._lines]
        return [(plot, axis) for plot, axis in attached if plot.isVisible() and any(
            layer.visible and layer.extent is not None for layer in plot.layers)]  # fmt: skip


@pytest.fixture
def stage(qtbot: QtBot) -> Stage:
    return Stage(qtbot)


def assert_same_part(plots: list[tuple[Plot, int]], source: Plot, axis: int) -> None:
    wanted = source.ranges.visible(axis)
    for plot, other in plots:
        assert plot.ranges.visible(other) == pytest.approx(wanted), plot.title


@pytest.mark.parametrize("kind", KINDS)
def test_that_whichever_plot_is_moved_all_plots_over_time_follow(stage: Stage, kind: str) -> None:
    stage.show(load_record(kind))
    for _ in stage.tabs():
        plots = stage.plots()
        for place, (plot, axis) in enumerate(plots):
            low, high = plot.ranges.visible(axis)
            middle, third = (low + high) / 2, (high - low) / (3 + place)
            chosen = {"yRange" if axis == Y else "xRange": (middle - third, middle + third / 2)}
            plot.area.setRange(**chosen, padding=0)
            plot.area.sigRangeChangedManually.emit([True, True])
            assert_same_part(plots, plot, axis)
            plot.fit()
            if not plot.equal:
                for other, along in plots:
                    assert other.equal or other.ranges.visible(along) == pytest.approx((low, high)), other.title


def test_that_pictures_beside_each_other_move_and_fit_together_along_both_axes(qtbot: QtBot) -> None:
    from robustgui.gui.plots import HeatMap, SharedAxis

    plots, rows = [Plot(equal=True) for _ in range(3)], SharedAxis()
    for plot in plots:
        qtbot.addWidget(plot)
        plot.resize(300, 300)
        with qtbot.waitExposed(plot):
            plot.show()
        plot.add(HeatMap("grey")).set(np.zeros((20, 20)), (0, 1))
        rows.add(plot, Y)

    def ranges() -> list[tuple[float, ...]]:
        return [(*plot.ranges.visible(X), *plot.ranges.visible(Y)) for plot in plots]

    whole = ranges()
    plots[1].area.setRange(xRange=(5, 8), yRange=(5, 8), padding=0)
    plots[1].area.sigRangeChangedManually.emit([True, True])
    zoomed = ranges()
    assert zoomed[0] != whole[0]
    assert zoomed == [pytest.approx(zoomed[1])] * 3
    plots[1].area.translateBy(x=2.0)
    plots[1].area.sigRangeChangedManually.emit([True, True])
    moved = ranges()
    assert moved[1] != zoomed[1]
    assert moved == [pytest.approx(moved[1])] * 3
    plots[1].fit()
    assert ranges() == [pytest.approx(range_) for range_ in whole]


def test_that_wheel_and_drag_move_all_plots(stage: Stage) -> None:
    stage.show(load_record("series"))
    plots = stage.plots()
    assert len(plots) >= 3
    for plot, axis in plots:
        before = plot.ranges.visible(axis)
        place = plot.mapFromScene(plot.area.sceneBoundingRect().center())
        event = QWheelEvent(
            QPointF(place), QPointF(plot.viewport().mapToGlobal(place)), QPoint(0, 0), QPoint(0, 240),
            Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
        )  # fmt: skip
        QApplication.sendEvent(plot.viewport(), event)
        assert plot.ranges.visible(axis) != before
        assert_same_part(plots, plot, axis)
        plot.area.translateBy(x=1.5)
        assert_same_part(plots, plot, axis)


@pytest.mark.parametrize("kind", KINDS)
def test_that_another_sequence_run_or_dataset_is_seen_whole(stage: Stage, kind: str) -> None:
    found = load_record(kind)
    request = found.request
    others = [
        replace(found, request=replace(request, index=request.index + 1)),
        replace(found, request=replace(request, folder="another run")),
        replace(found, clean=found.clean + 1),
        replace(found, features=tuple(f"{name}'" for name in found.features)),
    ]
    for other in others:
        stage.show(found)
        plots = stage.plots()
        whole = {plot: (plot.ranges.visible(X), plot.ranges.visible(Y)) for plot, _ in plots}
        for plot, _ in plots:
            (left, right), (bottom, top) = plot.ranges.visible(X), plot.ranges.visible(Y)
            plot.area.setRange(xRange=(left + 1, right + 3), yRange=(bottom, top + 1), padding=0)
            plot.area.sigRangeChangedManually.emit([True, True])
        stage.show(other)
        for plot, ranges in whole.items():
            if other.clean is found.clean and other.features is found.features:  # others have other extents
                assert plot.ranges.visible(X) == pytest.approx(ranges[X]), plot.title
                assert plot.ranges.visible(Y) == pytest.approx(ranges[Y]), plot.title
            assert plot.equal or plot.ranges.visible(X)[0] == pytest.approx(ranges[X][0]), plot.title


def test_that_the_same_sequence_under_another_attack_stays_where_it_was_zoomed(stage: Stage) -> None:
    found = load_record("series")
    stage.show(found)
    plots = stage.plots()
    plots[0][0].area.setXRange(3.0, 9.0, padding=0)
    stage.show(replace(found, attacked=found.clean + 0.5 * (found.attacked - found.clean)))
    for plot, axis in plots:
        assert plot.ranges.visible(axis) == pytest.approx((3.0, 9.0))


@pytest.mark.parametrize("kind", ["series", "prices", "beats", "text"])
def test_that_a_tab_opened_later_shows_the_part_that_was_chosen(stage: Stage, kind: str) -> None:
    stage.show(load_record(kind))
    plot, axis = stage.plots()[0]
    assert axis == X
    plot.area.setXRange(2.0, 5.0, padding=0)
    for _ in stage.tabs():
        for other, along in stage.plots():
            assert other.ranges.visible(along) == pytest.approx((2.0, 5.0)), other.title


@pytest.mark.parametrize("kind", KINDS)
def test_that_every_read_out_speaks_of_the_step_under_the_mouse(stage: Stage, kind: str) -> None:
    found = load_record(kind)
    stage.show(found)
    for _ in stage.tabs():
        plots = stage.plots()
        for plot, axis in plots:
            for place in (0.2 * len(found.clean), 0.85 * len(found.clean)):
                middle = plot.area.viewRect().center()
                at = QPointF(middle.x(), round(place)) if axis == Y else QPointF(place, middle.y())
                plot.scene().sigMouseMoved.emit(plot.area.mapViewToScene(at))
                if not plot._readout.isVisible():
                    continue  # nothing lies there
                heads = {other.title: other._readout.text().split("</b>")[0] for other, _ in plots if other is not plot}
                assert len(set(heads.values())) <= 1, heads
                if axis == X and heads:
                    assert plot._readout.text().split("</b>")[0] in heads.values()
            plot.leaveEvent(QEvent(QEvent.Type.Leave))
            assert not any(other._readout.isVisible() for other, _ in plots)


def test_that_the_read_out_stands_at_measured_points(qtbot: QtBot) -> None:
    from robustgui.gui.plots import OrderedCurve

    plot = Plot()
    qtbot.addWidget(plot)
    plot.set_texts("Accuracy", "epoch")
    plot.resize(500, 240)
    with qtbot.waitExposed(plot):
        plot.show()
    plot.add(OrderedCurve("clean", name="Clean")).set([0.1, 0.2, 0.3], [0, 10, 20])
    plot.scene().sigMouseMoved.emit(plot.area.mapViewToScene(QPointF(9.927, 0.2)))
    assert "epoch 10</b>" in plot._readout.text()


def test_that_every_view_over_time_shares_its_axis(stage: Stage) -> None:
    """A view that draws over steps and does not take part would pan alone."""
    for kind in KINDS:
        stage.show(load_record(kind))
        attached = {plot for plot, _ in stage.cursor._lines}
        for view in stage.stage.findChildren(InspectView):
            for plot in view.time_plots():
                over_time = plot.whole_x and plot.x_name in ("step", "time", "token")
                assert not over_time or plot in attached, view.name

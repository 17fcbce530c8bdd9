"""Curves and paths are compared, pixel by pixel, with the same numbers painted by Qt alone."""

from __future__ import annotations

import csv
import math

import numpy as np
import pytest
from PySide6.QtCore import QCoreApplication
from pytestqt.qtbot import QtBot
from support.painted import assert_alike, expected, painted

from robustgui.gui.plots import OrderedCurve, PlaneCurve, Plot
from robustgui.gui.plots.curve_item import gaps_of, thin
from robustgui.gui.plots.export import csv_text

LENGTHS = (3, 10, 60, 400, 1000, 5000)
WIDTHS = (150, 420, 1100)


def shown(qtbot: QtBot, width: int, **options: bool) -> Plot:
    plot = Plot(**options)
    qtbot.addWidget(plot)
    plot.resize(width, 240)
    with qtbot.waitExposed(plot):
        plot.show()
    return plot


def paths(steps: int) -> dict[str, tuple[np.ndarray, np.ndarray]]:
    """Ways through a plane that no function of x can be."""
    t = np.linspace(0, 1, steps)
    rng = np.random.default_rng(0)
    there = np.where(np.arange(steps) % 7 == 3, np.nan, t)
    return {
        "spiral": (t * np.cos(25 * t), t * np.sin(25 * t)),
        "loop": (np.cos(2 * np.pi * t), np.sin(2 * np.pi * t)),
        "eight": (np.sin(4 * np.pi * t), np.sin(2 * np.pi * t)),
        "upright": (np.zeros(steps), t),
        "back": (-t, t**2),
        "walk": (rng.standard_normal(steps).cumsum(), rng.standard_normal(steps).cumsum()),
        "stairs": (np.floor(6 * t), t),
        "gaps": (np.cos(9 * t), there),
        "gaps in x": (there, np.cos(9 * t)),
    }


def series(steps: int) -> dict[str, tuple[np.ndarray, np.ndarray]]:
    """Curves over an x that never decreases, as it may lie in files."""
    t = np.arange(steps, dtype=float)
    rng = np.random.default_rng(1)
    noise = rng.standard_normal(steps)
    spike = np.zeros(steps)
    spike[steps // 3] = 1.0
    missing = np.where((t % 11 == 5) | ((t > steps * 0.4) & (t < steps * 0.6)), np.nan, noise.cumsum())
    far = t.copy()
    far[steps // 2 :] += 10 * steps
    return {
        "noise": (t, noise),
        "walk": (t, noise.cumsum()),
        "spike": (t, spike),
        "gaps": (t, missing),
        "single points": (t, np.where(t % 2 == 0, noise, np.nan)),
        "repeated": (np.floor(t / 5), noise),
        "uneven": (np.sort(rng.random(steps) ** 6), noise),
        "crowded": (np.concatenate([np.linspace(0, 0.01, steps - 1), [1.0]]), noise),
        "far apart": (far, noise),
        "a gap that is far": (far, np.where(np.arange(steps) == steps // 2, np.nan, noise)),
        "endless": (t, np.where(t % 13 == 1, np.inf, noise)),
    }


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("steps", LENGTHS)
def test_that_a_path_is_painted_as_its_points_lie(qtbot: QtBot, steps: int, width: int) -> None:
    plot = shown(qtbot, width, equal=True)
    path = plot.add(PlaneCurve("clean", name="Path"))
    for name, (x, y) in paths(steps).items():
        path.set(x, y)
        plot.fit()
        assert_alike(painted(plot, path), expected(plot, path, x, y), name)


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("steps", LENGTHS)
def test_that_a_curve_is_painted_as_its_values_lie(qtbot: QtBot, steps: int, width: int) -> None:
    plot = shown(qtbot, width)
    curve = plot.add(OrderedCurve("clean", name="Curve"))
    for name, (x, y) in series(steps).items():
        curve.set(y, x)
        plot.fit()
        finite = np.where(np.isfinite(y), y, np.nan)
        assert_alike(painted(plot, curve), expected(plot, curve, x, finite), name)


@pytest.mark.parametrize("zoom", [0.5, 0.02, 0.001])
def test_that_a_zoomed_curve_and_one_in_a_resized_plot_are_painted_as_they_lie(qtbot: QtBot, zoom: float) -> None:
    plot = shown(qtbot, 300)
    curve = plot.add(OrderedCurve("clean"))
    for name, (x, y) in series(5000).items():
        curve.set(y, x)
        plot.fit()
        low = float(x[1234])
        plot.area.setXRange(low, low + zoom * max(1e-6, float(np.ptp(x))), padding=0)
        plot.resize(700, 200)
        qtbot.waitUntil(lambda: plot.viewport().width() >= 700)
        finite = np.where(np.isfinite(y), y, np.nan)
        assert_alike(painted(plot, curve), expected(plot, curve, x, finite), name)
        plot.resize(300, 240)
        qtbot.waitUntil(lambda: plot.viewport().width() <= 300)


@pytest.mark.parametrize("x", [[0, 2, 1], [2, 1, 0], [0, math.nan, 2], [0, 1, math.inf], [0, 1]])
def test_that_a_curve_refuses_x_that_turns_back_or_is_no_number(qtbot: QtBot, x: list[float]) -> None:
    curve = shown(qtbot, 200).add(OrderedCurve())
    with pytest.raises(ValueError, match=r"never decreases|values"):
        curve.set([1.0, 2.0, 3.0], x)


def test_that_a_logarithmic_curve_has_gaps_where_values_are_not_positive(qtbot: QtBot) -> None:
    plot = shown(qtbot, 300)
    curve = plot.add(OrderedCurve("clean"))
    plot.set_log_y(True)
    values = np.array([1.0, 10.0, 0.0, 100.0, 10.0, -1.0, 5.0])
    curve.set(values)
    plot.fit()
    logs = np.log10(values, where=values > 0, out=np.full(7, np.nan))
    assert_alike(painted(plot, curve), expected(plot, curve, np.arange(7.0), logs))


def test_that_a_million_points_are_thinned_without_losing_a_peak() -> None:
    x, y = np.arange(1e6), np.random.default_rng(0).standard_normal(1_000_000)
    y[123_456], y[654_321] = 90.0, -80.0
    y[500_000] = np.nan
    thin_x, thin_y = thin(x, y[None], gaps_of(y[None]), 0.0, 1e6, 800)
    assert thin_x.size <= 4 * 803
    assert (np.diff(thin_x) >= 0).all()
    assert np.nanmax(thin_y) == 90.0
    assert np.nanmin(thin_y) == -80.0
    assert np.isnan(thin_y).any()


@pytest.mark.parametrize("steps", [10, 5000])
def test_that_files_hold_every_number_and_every_point(qtbot: QtBot, steps: int) -> None:
    plot = shown(qtbot, 200)
    plot.set_texts("Title", "step", "value")
    values = np.random.default_rng(2).standard_normal(steps)
    curve = plot.add(OrderedCurve("clean", name="values"))
    curve.set(values)
    rows = list(csv.reader(csv_text(plot.tables()).splitlines()))
    np.testing.assert_array_equal(np.array(rows[1:], float), np.stack([np.arange(steps), values], 1))
    plot.area.setXRange(0, steps / 4, padding=0)
    assert len(csv_text(plot.tables()).splitlines()) == steps + 1
    QCoreApplication.processEvents()  # the layout follows the labels
    plot.grab()
    before = len(curve.item.xData)
    drawing = plot.svg().decode()
    assert drawing.count(",") >= steps
    assert plot.picture(2.0).width() == 2 * plot.viewport().width()
    assert len(curve.item.xData) == before


def test_that_dots_come_and_go_with_the_room_for_them(qtbot: QtBot) -> None:
    plot = shown(qtbot, 400)
    curve = plot.add(OrderedCurve("clean", markers=True))
    curve.set(np.random.default_rng(0).random(1000))
    assert curve.dots is not None
    assert not len(curve.dots.data)
    plot.area.setXRange(100, 120, padding=0)
    assert len(curve.dots.data) == 1000
    plot.fit()
    assert not len(curve.dots.data)

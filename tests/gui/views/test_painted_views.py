"""Every registered view is held to what it paints: its lines, pixel by pixel, against the numbers painted by Qt alone.

A view that is added later is tested here from its first day.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pyqtgraph as pg
import pytest
from pytestqt.qtbot import QtBot
from support.painted import assert_alike, expected, painted

from robustgui.evaluation.inspect_request import Inspection
from robustgui.gui.plots import Plot, TimeCursor
from robustgui.gui.plots.line import Line
from robustgui.gui.views import VIEWS, InspectView
from robustgui.gui.views.lanes import Lanes

Make = Callable[..., Inspection]
SHAPES = [
    (10, 300, "spiral"), (10, 900, "loop"), (60, 520, "upright"), (400, 300, "spiral"), (1000, 700, "loop"),
    (5000, 520, "spiral"),
]  # steps, width, trajectory  # fmt: skip


def twisted(found: Inspection, shape: str) -> Inspection:
    """`found` with trajectories that no function of x can be."""
    t = np.linspace(0, 1, len(found.path_clean))
    clean = {
        "spiral": np.stack([t * np.cos(25 * t), t * np.sin(25 * t)], 1),
        "loop": np.stack([np.cos(2 * np.pi * t), np.sin(2 * np.pi * t)], 1),
        "upright": np.stack([np.floor(3 * t), t], 1),
    }[shape].astype(np.float32)  # (T, 2)
    grow = np.linspace(0, 1, len(found.attacked))[:, None, None]
    attacked = (clean + grow * (0.3 * clean[:, ::-1] + 0.1)).astype(np.float32)  # (I, T, 2)
    way = np.linspace(0, 1, len(found.search))
    search = np.stack([way * np.cos(9 * way), way * np.sin(9 * way)], 1).astype(np.float32)
    return replace(found, path_clean=clean, path_attacked=attacked, search=search)


def opened(qtbot: QtBot, name: str, found: Inspection, width: int) -> InspectView:
    cursor = TimeCursor()
    view = VIEWS[name](cursor)
    cursor.setParent(view)
    qtbot.addWidget(view)
    view.resize(width, 340)
    with qtbot.waitExposed(view):
        view.show()
    cursor.set_length(len(found.clean))
    view.show_inspection(found)
    return view


def kind_of(name: str) -> str:
    return min(VIEWS[name].kinds, key=lambda kind: kind != "series", default="series")


def curves_of(line: Line) -> list[tuple[np.ndarray, np.ndarray]]:
    """x and y of each curve that a layer draws."""
    if isinstance(line, Lanes):
        return [(line.x, one) for one in line.y]
    return [(line.x, line.y)]


@pytest.mark.parametrize(("steps", "width", "shape"), SHAPES)
@pytest.mark.parametrize("name", list(VIEWS))
def test_that_a_view_paints_the_numbers_of_its_lines(
    qtbot: QtBot, name: str, steps: int, width: int, shape: str, inspection: Make
) -> None:
    found = twisted(inspection(steps=steps, kind=kind_of(name), iterations=8), shape)
    view = opened(qtbot, name, found, width)
    plots = [plot for plot in view.findChildren(Plot) if plot.isVisible()]
    for step in (len(found.clean) - 1, len(found.clean) // 2):
        view.time_cursor.move(step)
        for plot in plots:
            for layer in plot.layers:
                if isinstance(layer, Line) and layer.visible and len(layer.y):
                    curves = curves_of(layer)
                    masks = [expected(plot, layer, x, y) for x, y in curves]
                    assert_alike(painted(plot, layer), np.any(masks, axis=0), f"{name}: {layer.name or layer.role}")


@pytest.mark.parametrize("name", list(VIEWS))
def test_that_every_curve_of_a_view_belongs_to_a_layer(qtbot: QtBot, name: str, inspection: Make) -> None:
    """Nothing is drawn by pyqtgraph's own items, whose thinning needs x to rise evenly."""
    view = opened(qtbot, name, inspection(steps=30, kind=kind_of(name)), 500)
    for plot in view.findChildren(Plot):
        drawn = [item for item in plot.scene().items() if isinstance(item, pg.PlotCurveItem | pg.PlotDataItem)]
        known = [item for layer in plot.layers for item in layer.items]
        edges = [edge for item in known if isinstance(item, pg.FillBetweenItem) for edge in item.curves]
        assert set(map(id, drawn)) <= set(map(id, [*known, *edges]))


@pytest.mark.parametrize("steps", [10, 400, 5000])
@pytest.mark.parametrize("shape", ["spiral", "loop", "upright"])
def test_that_the_trajectory_is_that_of_the_hidden_states(
    qtbot: QtBot, shape: str, steps: int, inspection: Make
) -> None:
    found = twisted(inspection(steps=steps), shape)
    view = opened(qtbot, "hidden_path_view", found, 520)
    for line, path in ((view.clean, found.path_clean), (view.attacked, found.path_attacked[-1])):
        assert_alike(painted(view.plot, line), expected(view.plot, line, *path.T.astype(float)), line.name)
    ends = np.array([[view.clean_end.x[0], view.clean_end.y[0]], [view.attacked_end.x[0], view.attacked_end.y[0]]])
    np.testing.assert_array_equal(ends, [found.path_clean[-1], found.path_attacked[-1, -1]])


def test_that_the_search_is_drawn_as_it_went(qtbot: QtBot, inspection: Make) -> None:
    found = twisted(inspection(steps=20, iterations=60), "spiral")
    view = opened(qtbot, "search_path_view", found, 520)
    assert_alike(painted(view.plot, view.line), expected(view.plot, view.line, *found.search.T.astype(float)))

"""Blue and vermilion mean clean and attacked, and nothing else does."""

from __future__ import annotations

import ast
import itertools
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pyqtgraph as pg
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

import robustgui.gui
from robustgui.evaluation.inspect_request import Inspection
from robustgui.gui import theme
from robustgui.gui.palette import DARK, LIGHT, THEMES, Theme
from robustgui.gui.plots import HeatMap, Plot, TimeCursor
from robustgui.gui.plots.layer import Key, Layer
from robustgui.gui.views import VIEWS, InspectView
from robustgui.gui.views.sample import load_record
from robustgui.gui.views.time_axis import seconds_rate, stride

Make = Callable[..., Inspection]
KINDS = ["series", "speech", "text", "image", "prices", "beats"]
PAIRS = [(name, kind) for name in VIEWS for kind in KINDS if kind in (VIEWS[name].kinds or {"series", "prices"})]
ABOUT = """
    attack_progress_view beats_view candles decision_view hidden_path_view input_view outputs_view palette
    pipeline_panel prediction_view prices_view score_plot sequence_plot sparkline speech_view step_plots style text_view
    thumbnails token_flow train_facts
"""  # modules that draw what is clean or attacked

# Linear RGB as it is seen without one kind of cones: Machado, Oliveira and Fernandes 2009, severity 1.
SIGHT = {
    "normal": np.eye(3),
    "protanopia": np.array(
        [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]]
    ),
    "deuteranopia": np.array(
        [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]]
    ),
}


def difference(one: str, other: str, sight: str = "normal") -> float:
    """CIE 1976 colour difference; some 2 can just be seen."""
    return float(np.linalg.norm(_lab(one, sight) - _lab(other, sight)))


def _lab(name: str, sight: str) -> np.ndarray:
    colour = QColor(name)
    share = np.array([colour.redF(), colour.greenF(), colour.blueF()])
    linear = np.where(share <= 0.04045, share / 12.92, ((share + 0.055) / 1.055) ** 2.4)
    linear = np.clip(SIGHT[sight] @ linear, 0, 1)
    to_xyz = np.array([[0.4124564, 0.3575761, 0.1804375], [0.2126729, 0.7151522, 0.0721750],
                       [0.0193339, 0.1191920, 0.9503041]])  # fmt: skip
    xyz = to_xyz @ linear / [0.95047, 1.0, 1.08883]
    x, y, z = np.where(xyz > 0.008856, np.cbrt(xyz), 7.787 * xyz + 16 / 116)
    return np.array([116 * y - 16, 500 * (x - y), 200 * (y - z)])


@pytest.mark.parametrize("sight", list(SIGHT))
@pytest.mark.parametrize("look", list(THEMES.values()), ids=list(THEMES))
def test_that_each_pair_of_colours_can_be_told_apart(look: Theme, sight: str) -> None:
    for one, other in (
        (look.clean, look.attacked),
        (look.negative, look.positive),
        (look.right, look.wrong),
    ):
        assert difference(one, other, sight) > 30


@pytest.mark.parametrize("look", list(THEMES.values()), ids=list(THEMES))
def test_that_no_other_colour_is_taken_for_clean_or_attacked(look: Theme) -> None:
    for other in (look.negative, look.positive, look.right, look.wrong, *look.series):
        assert difference(other, look.clean) > 35, other
        assert difference(other, look.attacked) > 35, other
    for one, other in itertools.combinations(look.series, 2):
        assert difference(one, other) > 18, (one, other)


@pytest.fixture(params=[LIGHT, DARK], ids=["light", "dark"])
def look(request: pytest.FixtureRequest, dressed: None, qapp: QApplication) -> Theme:
    theme.apply(qapp, request.param)
    return request.param


def opened(qtbot: QtBot, name: str, found: Inspection) -> InspectView:
    cursor = TimeCursor()
    view = VIEWS[name](cursor)
    cursor.setParent(view)
    qtbot.addWidget(view)
    view.resize(640, 400)
    view.spread = np.ones(len(found.features))
    with qtbot.waitExposed(view):
        view.show()
    cursor.set_length(len(found.clean), stride=stride(found), rate=seconds_rate(found))
    view.show_inspection(found)
    return view


def painted_alone(plot: Plot, layer: Layer) -> set[str]:
    """The colours in the area of a plot while only `layer` is drawn."""
    others = [item for other in plot.layers if other is not layer for item in other.items]
    others += [item for item in plot.scene().items() if isinstance(item, pg.InfiniteLine | pg.TextItem)]  # marks
    others = [item for item in others if item.isVisible()]
    for item in others:
        item.setVisible(False)
    area = plot.mapFromScene(plot.area.sceneBoundingRect()).boundingRect()
    image = plot.grab(area).toImage().convertToFormat(QImage.Format.Format_RGB32)
    for item in others:
        item.setVisible(True)
    return {f"#{value & 0xFFFFFF:06X}" for value in np.unique(np.frombuffer(image.constBits(), np.uint32)).tolist()}


@pytest.mark.parametrize(("name", "record"), PAIRS)
def test_that_only_what_is_clean_or_attacked_is_blue_or_vermilion(
    qtbot: QtBot, name: str, record: str, look: Theme
) -> None:
    found = load_record(record)
    view = opened(qtbot, name, found)
    for plot in view.findChildren(Plot):
        for layer in plot.layers:
            role = getattr(layer, "role", "")
            if not layer.visible or role in ("clean", "attacked"):
                continue
            signs = {look.clean.upper(), look.attacked.upper()} & painted_alone(plot, layer)
            assert not signs, f"{name}: {type(layer).__name__} {layer.name!r} is painted in {signs}"


def test_that_every_use_of_the_two_colours_is_about_clean_or_attacked() -> None:
    """A new module that names them has to be looked at, and entered in `ABOUT` if it is about the two."""
    about = set(ABOUT.split())
    users = set()
    for path in Path(robustgui.gui.__file__).parent.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            named = isinstance(node, ast.Call) and node.args and isinstance(node.args[0], ast.Constant)
            if named and node.args[0].value in ("clean", "attacked"):
                function = node.func
                called = function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")
                if called in ("colour", "pen") or called[:1].isupper():
                    users.add(path.stem)
            if isinstance(node, ast.Attribute) and node.attr in ("clean", "attacked"):
                base = node.value
                if getattr(base, "id", getattr(base, "attr", "")) in ("theme", "look", "current_theme"):
                    users.add(path.stem)
    assert users <= about, users - about


@pytest.mark.parametrize("look_name", list(THEMES))
def test_that_no_colour_is_written_outside_of_the_palette(look_name: str) -> None:
    marks = {THEMES[look_name].clean.upper(), THEMES[look_name].attacked.upper()}
    for path in Path(robustgui.gui.__file__).parent.rglob("*.py"):
        text = path.read_text(encoding="utf-8").upper()
        assert path.stem == "palette" or not any(mark in text for mark in marks), path


@pytest.mark.parametrize(("name", "record"), PAIRS)
def test_that_every_picture_has_a_colour_bar_with_its_levels(qtbot: QtBot, name: str, record: str) -> None:
    found = load_record(record)
    view = opened(qtbot, name, found)
    for plot in view.findChildren(Plot):
        for layer in plot.layers:
            if isinstance(layer, HeatMap) and layer.visible and layer.values.size:
                bars = [key for key in plot.header.keys if key.ramp]
                assert len(bars) == 1, plot.title
                assert bars[0].low
                assert bars[0].name
                assert bars[0] in [key for line in plot.header._lines for key in line]


def test_that_a_colour_of_a_picture_is_that_of_the_bar_at_its_value(qtbot: QtBot, look: Theme) -> None:
    plot = Plot()
    qtbot.addWidget(plot)
    plot.resize(400, 200)
    with qtbot.waitExposed(plot):
        plot.show()
    heat = plot.add(HeatMap())
    heat.set([[-2.0, 0.0, 2.0]], (-2.0, 2.0), unit="std")
    image = plot.grab().toImage()
    for x, wanted in ((0, look.negative), (1, look.surface), (2, look.positive)):
        place = plot.mapFromScene(plot.area.mapViewToScene(plot.area.viewRect().center().__class__(x, 0.25)))
        assert difference(image.pixelColor(place).name(), wanted) < 6
    (bar,) = plot.header.keys
    assert (bar.low, bar.name) == ("-2", "2 std")


@pytest.mark.parametrize("width", [180, 260, 400, 900])
def test_that_a_legend_is_never_cut(qtbot: QtBot, width: int) -> None:
    plot = Plot()
    qtbot.addWidget(plot)
    plot.resize(width, 260)
    plot.set_texts("Decision over time")
    with qtbot.waitExposed(plot):
        plot.show()
    names = ["Clean", "Attacked", "Persistence", "Forecast, clean", "Forecast, attacked"]
    plot.header.set_contents(plot.title, tuple(Key(name, dot=QColor(Qt.GlobalColor.black)) for name in names))
    shown = [key.name for line in plot.header._lines for key in line]
    assert shown == names
    room = plot.header.size().width()
    for number, line in enumerate(plot.header._lines[:-1]):
        used = sum(plot.header._width(key) + 10 for key in line)
        assert used + (0 if number else plot.header.title_end()) <= room

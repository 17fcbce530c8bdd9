"""Labels of axes: they never overlap, are never cut, and tell the values apart."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from PySide6.QtCore import QCoreApplication, QRectF
from PySide6.QtGui import QImage, QPainter
from pytestqt.qtbot import QtBot

from robustgui.gui.plots import OrderedCurve, Plot
from robustgui.gui.plots.tick_axis import labels

VALUES = [
    [0.001] * 30, [0.0] * 30, [-3.0, 5.0], [1e-5, 3e-4], [1e-9, 2e-9], [12345.1, 12345.9], [-1e6, 3e6], [1e12, 2e12],
    [0.1, 0.7], [999.0, 1001.0], [1e-300, 2e-300],
]  # fmt: skip


def drawn(plot: Plot, name: str) -> list[tuple[QRectF, str]]:
    """Where an axis draws which labels."""
    QCoreApplication.processEvents()  # the layout follows the labels
    axis = getattr(plot.axes, name)
    sheet = QImage(10, 10, QImage.Format.Format_RGB32)
    painter = QPainter(sheet)
    painter.setFont(axis.style["tickFont"])
    _, _, texts = axis.generateDrawSpecs(painter)
    painter.end()
    return [(rect, text) for rect, _, text in texts]


@pytest.mark.parametrize("values", VALUES, ids=str)
@pytest.mark.parametrize("size", [(200, 104), (420, 120), (900, 400)])
def test_that_labels_never_overlap_and_tell_values_apart(
    qtbot: QtBot, values: list[float], size: tuple[int, int]
) -> None:
    plot = Plot()
    qtbot.addWidget(plot)
    plot.set_texts("Learning rate", "epoch")
    plot.resize(*size)
    with qtbot.waitExposed(plot):
        plot.show()
    plot.add(OrderedCurve("text", name="rate")).set(values, np.linspace(0, 1000, len(values)))
    for name in ("left", "bottom"):
        shown = drawn(plot, name)
        assert shown, name
        assert len({text for _, text in shown}) == len(shown), shown
        for (one, _), (other, _) in itertools.combinations(shown, 2):
            assert not one.intersects(other), shown
        axis = getattr(plot.axes, name)
        for rect, text in shown:
            assert axis.boundingRect().adjusted(-1, -4, 1, 4).contains(rect), text


@pytest.mark.parametrize("height", [90, 130, 200, 400])
def test_that_named_ticks_keep_clear_of_each_other_and_the_first_stay(qtbot: QtBot, height: int) -> None:
    plot = Plot()
    qtbot.addWidget(plot)
    plot.resize(300, height)
    with qtbot.waitExposed(plot):
        plot.show()
    plot.add(OrderedCurve("text", name="probability")).set([0.0, 1.0], [0.0, 10.0])
    plot.set_ticks("y", [(0.5, "main"), (0.45, "close"), (0.0, "0"), (1.0, "1")])
    shown = drawn(plot, "left")
    assert "main" in {text for _, text in shown}
    assert len(shown) > 1
    for (one, _), (other, _) in itertools.combinations(shown, 2):
        assert not one.adjusted(0, 2, 0, -2).intersects(other.adjusted(0, 2, 0, -2)), shown


def test_that_steps_have_no_ticks_between_them(qtbot: QtBot) -> None:
    plot = Plot(whole_x=True)
    qtbot.addWidget(plot)
    plot.resize(700, 200)
    with qtbot.waitExposed(plot):
        plot.show()
    plot.add(OrderedCurve("text")).set([1.0, 2.0, 3.0])
    assert [text for _, text in drawn(plot, "bottom")] == ["0", "1", "2"]


@pytest.mark.parametrize(
    ("values", "spacing", "wanted"),
    [
        ([0.0, 0.001, 0.002], 0.001, ["0", "0.001", "0.002"]),
        ([0.5, 1.0], 0.5, ["0.5", "1.0"]),
        ([1e-5, 2e-5], 1e-5, ["0.00001", "0.00002"]),
        ([0.0, 5e-7, 1e-6], 5e-7, ["0", "5e-7", "1e-6"]),
        ([12345.2, 12345.4], 0.2, ["12345.2", "12345.4"]),
        ([0.001], 0.0001, ["0.001"]),
    ],
)
def test_that_numbers_have_the_digits_that_tell_them_apart(
    values: list[float], spacing: float, wanted: list[str]
) -> None:
    assert labels(values, spacing) == wanted


def test_that_names_below_an_axis_are_thinned_to_what_has_room(qtbot: QtBot) -> None:
    plot = Plot()
    qtbot.addWidget(plot)
    plot.resize(300, 200)
    with qtbot.waitExposed(plot):
        plot.show()
    plot.add(OrderedCurve("text")).set(np.arange(30.0))
    plot.set_ticks("x", [(float(k), f"a class {k}") for k in range(30)])
    shown = drawn(plot, "bottom")
    assert 1 < len(shown) < 10
    for (one, _), (other, _) in itertools.combinations(shown, 2):
        assert not one.intersects(other)

"""Ribbons, marker, header, table and read-out tell one decision change, whatever the decisions are."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pytestqt.qtbot import QtBot
from support.inspections import make_inspection

from robustgui.evaluation.decision_change import find_decision_change
from robustgui.evaluation.inspect_request import Inspection
from robustgui.gui.plots import TimeCursor
from robustgui.gui.views import VIEWS
from robustgui.gui.views.class_strip import ClassStrip
from robustgui.gui.views.compare_view import compare_attacks
from robustgui.gui.views.decision_view import DecisionView
from robustgui.gui.views.decision_words import change_words
from robustgui.gui.views.prediction_view import PredictionView
from robustgui.gui.views.time_axis import state_steps

CLASSES = ("1", "8", "5", "3")  # names that could be taken for indices


@st.composite
def inspections(draw: st.DrawFn) -> Inspection:
    """One inspection per draw: random decisions over time, right or wrong before the attack, steps or frames."""
    S, I = draw(st.integers(1, 9)), draw(st.integers(1, 3))  # noqa: E741
    hop = draw(st.integers(1, 3))  # input steps per state
    decide = st.lists(st.integers(0, 3), min_size=S, max_size=S)
    clean, *adversarial = (np.eye(4, dtype=np.float32)[draw(decide)] for _ in range(1 + I))
    plain = make_inspection(steps=S * hop, iterations=I, classes=4)
    states = np.arange(hop - 1, S * hop, hop)
    hidden, paths = plain.hidden_clean[states], plain.path_clean[states]
    return replace(
        plain,
        classes=CLASSES,
        label=float(draw(st.integers(0, 3))),
        returned=draw(st.integers(0, I - 1)),
        clean_steps=clean,
        attacked_steps=np.stack(adversarial),
        clean_outputs=clean[-1],
        attacked_outputs=np.stack(adversarial)[:, -1],
        hidden_clean=hidden,
        hidden_attacked=np.stack([hidden] * I),
        path_clean=paths,
        path_attacked=np.stack([paths] * I),
        divergence=np.zeros((I, S), np.float32),
        steps=states,
    )


def class_painted_at(strip: ClassStrip, x: float) -> str:
    """The name in the painted cell over `x`."""
    (cell,) = {which for x0, x1, _, _, which in strip.item.runs if x0 < x < x1}
    return strip.item.names[cell]


def read_out_at(strip: ClassStrip, x: float) -> str:
    ((_, text),) = strip.read(x, 0.0)
    return text


@pytest.fixture
def places(qtbot: QtBot) -> tuple[PredictionView, DecisionView]:
    """The header and the plot of decisions over time, which share a cursor."""
    cursor = TimeCursor()
    header, plot = VIEWS["prediction_view"](cursor), VIEWS["decision_view"](cursor)
    assert isinstance(header, PredictionView)
    assert isinstance(plot, DecisionView)
    cursor.setParent(plot)
    for view in (header, plot):
        qtbot.addWidget(view)
        view.resize(520, 320)
        with qtbot.waitExposed(view):
            view.show()
    return header, plot


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(shown=inspections())
def test_that_every_place_tells_one_decision_change(
    places: tuple[PredictionView, DecisionView], shown: Inspection
) -> None:
    header, plot = places
    plot.time_cursor.set_length(len(shown.clean))
    for view in places:
        view.show_inspection(shown)
    for iteration in range(len(shown.iterations)):
        for view in places:
            view.show_iteration(iteration)
        change = find_decision_change(shown, iteration)
        assert plot.change_line.isVisible() == plot.change_label.isVisible() == (change is not None)
        if change is None:
            assert "decision change" not in header.verdict.text()
            assert change_words(shown, iteration) == ""
            continue
        x = float(state_steps(shown)[change.state])
        words = f"step {x:.0f}: {CLASSES[change.before]} → {CLASSES[change.after]}"
        assert plot.change_line.value() == x
        assert plot.change_label.toPlainText() == words
        assert f"decision change ({words})" in header.verdict.text()
        for strip, which in ((plot.clean_strip, change.before), (plot.attacked_strip, change.after)):
            assert class_painted_at(strip, x) == read_out_at(strip, x) == CLASSES[which]
        if iteration == shown.returned:
            assert (words,) in [fact.values for fact in compare_attacks([shown])]

"""Every view of one inspected sequence."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QCoreApplication, QTranslator
from pytestqt.qtbot import QtBot

from robustgui.data import Kind
from robustgui.evaluation.decision_change import find_decision_change
from robustgui.evaluation.inspect_request import Inspection
from robustgui.gui.pages.inspect.stage import InspectStage
from robustgui.gui.plots import Plot, TimeCursor
from robustgui.gui.plots.export import csv_text
from robustgui.gui.views import VIEWS, InspectView
from robustgui.gui.views.alone import window_for
from robustgui.gui.views.meaning import describe_label, read_prediction, verdict
from robustgui.gui.views.prediction_view import PredictionCard
from robustgui.gui.views.sample import load_record, read_inspection, write_inspection
from robustgui.gui.widgets.fitted_label import FittedLabel

Make = Callable[..., Inspection]


def with_frames(found: Inspection, hop: int) -> Inspection:
    """The same with one state behind every `hop` steps."""
    ends = np.arange(hop - 1, len(found.clean), hop)
    return replace(
        found,
        clean_steps=found.clean_steps[ends],
        attacked_steps=found.attacked_steps[:, ends],
        hidden_clean=found.hidden_clean[ends],
        hidden_attacked=found.hidden_attacked[:, ends],
        path_clean=found.path_clean[ends],
        path_attacked=found.path_attacked[:, ends],
        divergence=found.divergence[:, ends],
        steps=ends,
    )


def opened(qtbot: QtBot, name: str, found: Inspection | None) -> InspectView:
    cursor = TimeCursor()
    view = VIEWS[name](cursor)
    cursor.setParent(view)
    qtbot.addWidget(view)
    view.resize(520, 320)
    with qtbot.waitExposed(view):
        view.show()
    if found is not None:
        cursor.set_length(len(found.clean))
    view.show_inspection(found)
    return view


def kind_of(name: str) -> Kind:
    """A kind of data that the view is for."""
    return min(VIEWS[name].kinds, key=lambda kind: kind != "series", default="series")


@pytest.mark.parametrize("name", list(VIEWS))
def test_that_a_view_shows_another_picture_for_another_inspection(qtbot: QtBot, name: str, inspection: Make) -> None:
    view = opened(qtbot, name, None)
    pictures = [view.grab().toImage()]
    for seed in (1, 2):
        found = inspection(seed=seed, steps=12 + seed, iterations=4 + seed, kind=kind_of(name))
        found = replace(found, label=float(seed))
        view.time_cursor.set_length(len(found.clean))
        view.show_inspection(found)
        pictures.append(view.grab().toImage())
    assert pictures[0] != pictures[1]
    assert pictures[1] != pictures[2]


@pytest.mark.parametrize("name", list(VIEWS))
def test_that_a_view_draws_unusual_shapes(qtbot: QtBot, name: str, inspection: Make) -> None:
    view = opened(qtbot, name, None)
    shapes: list[dict[str, int]] = [
        {"steps": 1}, {"features": 1}, {"features": 40}, {"iterations": 1}, {"units": 1}, {"attacked": False},
        {"classes": 2}, {"steps": 400},
    ]  # fmt: skip
    for shape in shapes:
        found = inspection(kind=kind_of(name), **shape)
        view.time_cursor.set_length(len(found.clean))
        view.show_inspection(found)
        view.time_cursor.move(len(found.clean) - 1)
        view.show_iteration(0)
        assert view.grab().width() == 520, shape


@pytest.mark.parametrize("name", list(VIEWS))
def test_that_a_view_draws_fewer_states_than_steps(qtbot: QtBot, name: str, inspection: Make) -> None:
    found = with_frames(inspection(steps=100, kind=kind_of(name)), 10)
    view = opened(qtbot, name, found)
    for step in (0, 55, 99):
        view.time_cursor.move(step)
        view.show_iteration(step % 3)
        assert view.grab().width() == 520


@pytest.mark.parametrize("name", list(VIEWS))
def test_that_a_view_draws_regression(qtbot: QtBot, name: str, inspection: Make) -> None:
    found = replace(
        inspection(classes=1, kind=kind_of(name)),
        classes=(),
        task="regression",
        label=0.4,
        cloud_labels=np.full(60, -1),
    )
    view = opened(qtbot, name, found)
    view.show_iteration(2)
    assert view.inspection is found


@pytest.mark.parametrize("name", list(VIEWS))
def test_that_a_hidden_view_draws_nothing_until_it_is_seen(qtbot: QtBot, name: str, inspection: Make) -> None:
    cursor = TimeCursor()
    view = VIEWS[name](cursor)
    cursor.setParent(view)
    qtbot.addWidget(view)
    drawn: list[str] = []
    view.draw = lambda: drawn.append("draw")  # type: ignore[method-assign]
    view.draw_iteration = view.draw_step = lambda: None  # type: ignore[method-assign]
    view.show_inspection(inspection())
    assert not drawn
    with qtbot.waitExposed(view):
        view.show()
    assert drawn == ["draw"]


@pytest.mark.parametrize("name", list(VIEWS))
def test_that_a_view_follows_the_language(qtbot: QtBot, name: str, inspection: Make) -> None:
    class Marked(QTranslator):
        def translate(self, context: str, text: str, disambiguation: str | None = None, n: int = -1) -> str:
            return f"<{text}>"

        def isEmpty(self) -> bool:  # noqa: N802 (Qt's name)
            return False

    view = opened(qtbot, name, inspection(kind=kind_of(name)))
    before = view.grab().toImage()
    translator = Marked()
    QCoreApplication.installTranslator(translator)
    try:
        qtbot.waitUntil(lambda: view.heading().startswith("<"))
        qtbot.waitUntil(lambda: view.grab().toImage() != before)
        assert all(plot.title.startswith("<") for plot in view.findChildren(Plot))
    finally:
        QCoreApplication.removeTranslator(translator)


def test_that_the_input_exports_clean_and_attacked_values(qtbot: QtBot, inspection: Make) -> None:
    found = inspection(features=2, steps=5)
    view = opened(qtbot, "input_view", found)
    rows = [line.split(",") for line in csv_text(view.plot.tables()).splitlines()]
    assert rows[0] == ["step", "Clean sensor 0", "Clean sensor 1", "Adversarial sensor 0", "Adversarial sensor 1"]
    values = np.array(rows[1:], float)[:, 1:]
    np.testing.assert_allclose(values, np.hstack([found.clean, found.attacked[-1]]), rtol=1e-6)


def test_that_another_iteration_moves_the_attacked_curve_only(qtbot: QtBot, inspection: Make) -> None:
    found = inspection(features=1)
    view = opened(qtbot, "input_view", found)
    for place in (0, 3):
        view.show_iteration(place)
        np.testing.assert_array_equal(view.attacked.y, found.attacked[place][:, 0])
        np.testing.assert_array_equal(view.clean.y, found.clean[:, 0])


def test_that_a_dragged_point_tells_step_feature_and_value(qtbot: QtBot, inspection: Make) -> None:
    view = opened(qtbot, "input_view", inspection(features=3))
    view._on_features_selected((2,), False)
    with qtbot.waitSignal(view.edited) as told:
        view.points.item.dropped.emit(4, 1.25)
    assert told.args == [4, 2, 1.25]
    assert view.clean.y[4] == 1.25


def test_that_a_typed_value_tells_step_feature_and_value(qtbot: QtBot, inspection: Make) -> None:
    view = opened(qtbot, "values_view", inspection(features=3))
    view.time_cursor.move(6)
    with qtbot.waitSignal(view.edited) as told:
        assert view.model.setData(view.model.index(1, 1), "0,5")
    assert told.args == [6, 1, 0.5]
    assert not view.model.setData(view.model.index(1, 1), "half")
    assert not view.model.setData(view.model.index(1, 1), "nan")


def test_that_the_paths_end_at_the_cursor(qtbot: QtBot, inspection: Make) -> None:
    found = inspection(steps=9)
    view = opened(qtbot, "hidden_path_view", found)
    view.time_cursor.move(4)
    np.testing.assert_array_equal(view.clean.x, found.path_clean[:5, 0])
    np.testing.assert_array_equal(view.attacked.y, found.path_attacked[-1][:5, 1])
    np.testing.assert_array_equal(view.attacked_now.x, found.path_attacked[-1][4:5, 0])
    assert "60 %" in view.plot.x_name


def test_that_a_pinned_path_of_another_network_is_not_drawn_in_this_plane(qtbot: QtBot, inspection: Make) -> None:
    found, pinned = inspection(), inspection(seed=4)
    view = opened(qtbot, "hidden_path_view", found)
    view.show_inspection(found, pinned)
    assert len(view.pin.y)
    view.show_inspection(found, replace(pinned, epoch=1))
    assert not len(view.pin.y)


def test_that_a_click_in_the_attack_asks_for_the_nearest_iteration(qtbot: QtBot, inspection: Make) -> None:
    found = replace(inspection(iterations=4), iterations=np.array([0, 10, 20, 30]))
    view = opened(qtbot, "attack_progress_view", found)
    with qtbot.waitSignal(view.iteration_requested) as told:
        view.plots[0].area.clicked.emit(17.0, 0.5)
    assert told.args == [2]


def test_that_on_a_small_screen_the_left_column_of_the_stage_keeps_its_share(qtbot: QtBot) -> None:
    stage = InspectStage(TimeCursor())
    qtbot.addWidget(stage)
    stage.resize(523, 500)  # a window of 1280 pixels with its docks
    stage.show()
    left, right = stage.columns.sizes()
    assert left >= 0.45 * (left + right)


@pytest.mark.parametrize(
    ("text", "share"), [("-0.6362", ""), ("-1.23e-05", ""), ("1", ""), ("positive", "100 %"), ("0.91…0.76", "")]
)
def test_that_an_answer_is_whole_on_its_card_however_narrow_the_page(qtbot: QtBot, text: str, share: str) -> None:
    card = PredictionCard()
    qtbot.addWidget(card)
    card.set_name("Attacked")
    card.show_prediction(text, share, "attacked")
    card.show()
    card.resize(card.minimumSizeHint())
    assert card.minimumSizeHint().width() <= 130
    (label,) = (label for label in card.findChildren(FittedLabel) if label.text() == text)
    assert label.fit_text()[1] == text


def test_that_the_answers_are_those_of_the_shown_iteration(qtbot: QtBot, inspection: Make) -> None:
    found = inspection()
    view = opened(qtbot, "prediction_view", found)
    for place in (5, 0):
        view.show_iteration(place)
        said = read_prediction(found, found.attacked_outputs[place])
        assert said.text in view.cards[2].accessibleName()
        assert f"{100 * said.share:.0f} %" in view.cards[2].accessibleName()
    assert describe_label(found) in view.cards[0].accessibleName()


def test_that_an_inspection_comes_back_from_its_file(inspection: Make, tmp_path) -> None:
    found = inspection()
    write_inspection(tmp_path / "i.npz", found)
    back = read_inspection(tmp_path / "i.npz")
    assert back.request == found.request
    assert back.classes == found.classes
    np.testing.assert_array_equal(back.attacked, found.attacked)


def test_that_the_delivered_record_is_of_a_real_decision_change() -> None:
    found = load_record()
    assert verdict(found, found.returned) == "misclassified"
    assert find_decision_change(found, found.returned) is not None
    assert found.sizes.max() <= found.request.threat.eps + 1e-6


def test_that_a_view_opens_alone_on_the_record(qtbot: QtBot) -> None:
    window = window_for(VIEWS["decision_view"])
    qtbot.addWidget(window)
    with qtbot.waitExposed(window):
        window.show()
    assert window.findChild(InspectView).inspection is not None


def test_that_views_do_not_import_torch() -> None:
    code = "import sys; from robustgui.gui.views import VIEWS; list(VIEWS); print('torch' in sys.modules)"
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "False"

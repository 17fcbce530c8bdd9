"""Views follow the kind of data: which are shown, and what each makes of a recorded inspection of its kind."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtGui import QColor
from pytestqt.qtbot import QtBot

from robustgui.data.tokens import running_text
from robustgui.evaluation.inspect_request import Inspection
from robustgui.gui.pages.inspect.stage import InspectStage
from robustgui.gui.plots import Plot, TimeCursor
from robustgui.gui.plots.export import csv_text, export
from robustgui.gui.plots.style import plot_style
from robustgui.gui.views import VIEWS, InspectView
from robustgui.gui.views.alone import window_for
from robustgui.gui.views.forecast import forecasts
from robustgui.gui.views.meaning import error
from robustgui.gui.views.sample import load_record
from robustgui.gui.views.time_axis import seconds_rate, state_at, state_steps, stride

Make = Callable[..., Inspection]
OWN = {
    "series": {"input_view", "perturbation_view"},
    "speech": {"speech_view", "spectrogram_view"},
    "text": {"text_view"},
    "image": {"image_view"},
    "prices": {"prices_view", "perturbation_view"},
    "beats": {"beats_view", "perturbation_view"},
}


def opened(qtbot: QtBot, name: str, found: Inspection) -> InspectView:
    cursor = TimeCursor()
    view = VIEWS[name](cursor)
    cursor.setParent(view)
    qtbot.addWidget(view)
    view.resize(700, 420)
    view.units = found.units
    with qtbot.waitExposed(view):
        view.show()
    cursor.set_length(len(found.clean), stride=stride(found), rate=seconds_rate(found))
    view.show_inspection(found)
    return view


def test_that_only_views_that_fit_the_kind_are_on_the_stage(qtbot: QtBot) -> None:
    stage = InspectStage(TimeCursor())
    qtbot.addWidget(stage)
    stage.resize(900, 600)
    stage.show()
    for kind, own in (*OWN.items(), ("series", OWN["series"])):
        stage.show_inspection(load_record(kind), None, None, None)
        left = {view.name for view in stage.views if view.place == "left"}
        assert left == own | {"decision_view"}, kind
        made = stage.findChildren(InspectView)
        assert {view.name for view in made if view.isVisible() and view.place == "left"} == left
        assert all(view.inspection is None for view in made if view not in stage.views)


def test_that_one_cursor_moves_every_view_of_every_kind(qtbot: QtBot) -> None:
    cursor = TimeCursor()
    stage = InspectStage(cursor)
    qtbot.addWidget(stage)
    stage.show()
    for kind in OWN:
        found = load_record(kind)
        cursor.set_length(len(found.clean))
        stage.show_inspection(found, None, None, None)
        cursor.move(len(found.clean) // 2)
        lines = [line for plot, line in cursor._lines if plot.isVisible()]
        assert lines
        assert {line.value() for line in lines} == {cursor.step}, kind


def test_that_a_front_end_of_few_states_is_shown_at_its_input_steps(qtbot: QtBot) -> None:
    found = load_record("speech")
    assert len(state_steps(found)) < len(found.clean) / 10
    view = opened(qtbot, "divergence_view", found)
    np.testing.assert_array_equal(view.line.x, found.steps)
    middle = int(found.steps[7])
    assert state_at(found, middle) == state_at(found, middle + 3) == 7
    path = opened(qtbot, "hidden_path_view", found)
    path.time_cursor.move(middle)
    assert len(path.clean.x) == 8
    table = view.plot.tables()[0]
    assert table.names[0] == "time [s]"
    np.testing.assert_allclose(table.columns[0], found.steps / found.sample_rate)


@pytest.mark.parametrize("name", ["series", "image", "beats", "text", "embedding", "language", "prices", "speech"])
def test_that_every_record_is_of_a_network_that_an_attack_within_its_budget_moved(name: str) -> None:
    found = load_record(name)
    assert found.sizes.max() <= found.request.threat.eps + 1e-6
    assert not np.array_equal(found.attacked_outputs[found.returned], found.clean_outputs)
    assert len(found.hidden_clean) == len(state_steps(found))


@pytest.mark.parametrize("name", ["speech_view", "text_view", "image_view", "prices_view", "beats_view"])
def test_that_a_view_runs_alone_on_a_record_of_its_kind(qtbot: QtBot, name: str) -> None:
    window = window_for(VIEWS[name])
    qtbot.addWidget(window)
    with qtbot.waitExposed(window):
        window.show()
    found = window.findChild(InspectView).inspection
    assert found.kind in VIEWS[name].kinds


def test_that_a_picture_has_its_first_row_on_top_and_a_lying_cursor(qtbot: QtBot) -> None:
    found = load_record("image")
    view = opened(qtbot, "image_view", found)
    view.time_cursor.move(2)
    lines = {line.angle for _, line in view.time_cursor._lines}
    assert lines == {0.0}
    areas = [plot.area for plot in view.plots]
    top, bottom = (areas[0].mapViewToScene(areas[0].viewRect().center().__class__(3.0, row)).y() for row in (0.0, 7.0))
    assert top < bottom
    width, height = view.plots[0].pixel_size()
    assert width == pytest.approx(height, rel=0.02)
    np.testing.assert_array_equal(view.pictures[1].values, found.attacked[found.returned])
    assert view.pictures[0].read(3.0, 2.0)[0][1] == f"{found.clean[2, 3]:.4g} data units"
    sizes = {plot.area.size().width() for plot in view.plots}
    assert max(sizes) - min(sizes) <= 2


def test_that_prices_show_candles_and_the_forecast_behind_the_end(qtbot: QtBot) -> None:
    found = load_record("prices")
    view = opened(qtbot, "prices_view", found)
    assert view.clean_candles.visible
    np.testing.assert_array_equal(view.clean_candles.values, found.clean)
    last = len(found.clean) - 1
    np.testing.assert_allclose(view.before.y[1:], found.clean_outputs)
    np.testing.assert_allclose(view.after.y[1:], found.attacked_outputs[found.returned])
    np.testing.assert_allclose(view.truth.y[1:], found.truth)
    assert view.after.x.tolist() == list(range(last, last + 6))
    word = "raises" if found.attacked_outputs[found.returned][-1] > found.clean_outputs[-1] else "lowers"
    assert word in view.words.text()
    returns = 100 * (found.clean[1:, 3] / found.clean[:-1, 3] - 1)
    np.testing.assert_allclose(view.clean_returns.y, returns, rtol=1e-5)
    view.show_iteration(0)
    np.testing.assert_allclose(view.after.y[1:], found.attacked_outputs[0])


def test_that_changes_and_returns_are_drawn_as_prices(qtbot: QtBot) -> None:
    found = load_record("prices")
    last = found.clean[-1, 3]
    steps = range(1, 6)

    def asked(name: str, quantity: Callable[[np.ndarray], np.ndarray]) -> Inspection:
        return replace(
            found,
            targets=tuple(f"{name}close +{k}" for k in steps),
            clean_outputs=quantity(found.clean_outputs),
            attacked_outputs=np.stack([quantity(outputs) for outputs in found.attacked_outputs]),
            truth=quantity(found.truth),
            baseline=quantity(found.baseline),
        )

    changes = asked("change of ", lambda prices: prices - last)
    returns = asked("return of ", lambda prices: 100 * np.diff(np.log(prices), prepend=np.log(last)))
    for told in (changes, returns):
        view = opened(qtbot, "prices_view", told)
        np.testing.assert_allclose(view.before.y[1:], found.clean_outputs, rtol=1e-5)
        np.testing.assert_allclose(view.after.y[1:], found.attacked_outputs[found.returned], rtol=1e-5)
        np.testing.assert_allclose(view.naive.y[1:], found.baseline, rtol=1e-5)
    sizes = replace(found, targets=tuple(f"|close| +{k}" for k in steps))
    assert forecasts(sizes) == {}
    assert not len(opened(qtbot, "prices_view", sizes).before.y)


def test_that_prices_without_open_and_close_are_a_line(qtbot: QtBot) -> None:
    found = replace(load_record("prices"), features=("a", "b", "c", "d"), targets=tuple(f"b +{k}" for k in range(1, 6)))
    view = opened(qtbot, "prices_view", found)
    assert not view.clean_candles.visible
    np.testing.assert_array_equal(view.clean.y, found.clean[:, 1])
    assert forecasts(found)[1].places.tolist() == [0, 1, 2, 3, 4]
    view._on_feature_selected((0,), False)
    np.testing.assert_array_equal(view.clean.y, found.clean[:, 0])
    assert not len(view.before.y)


def test_that_answers_of_a_forecast_name_error_and_persistence(qtbot: QtBot) -> None:
    found = load_record("prices")
    view = opened(qtbot, "prediction_view", found)
    assert view.cards[3].isVisible()
    assert "Persistence" in view.cards[3].accessibleName()
    assert f"{error(found, found.attacked_outputs[found.returned]):.3g}" in view.verdict.text()
    assert f"baseline {error(found, found.baseline):.3g}" in view.verdict.text()
    assert error(found, found.truth) == 0.0


def test_that_the_next_token_is_told_with_its_perplexity(qtbot: QtBot) -> None:
    found = load_record("language")
    view = opened(qtbot, "prediction_view", found)
    assert found.shown_tokens[int(found.label)] in view.cards[0].accessibleName()
    assert f"Perplexity {np.exp(found.scores[found.returned]):.3g}" in view.verdict.text()
    assert f"{found.scores[found.returned] / np.log(2):.2f} bits" in view.verdict.text()
    bars = opened(qtbot, "outputs_view", found)
    bars.time_cursor.move(3)
    np.testing.assert_allclose(bars.clean_bars.height, found.clean_steps[3])
    np.testing.assert_allclose(bars.attacked_bars.height, found.attacked_steps[found.returned][3])


def test_that_beats_stand_on_the_clinical_grid(qtbot: QtBot) -> None:
    found = load_record("beats")
    view = opened(qtbot, "beats_view", found)
    assert view.paper.item.dx == pytest.approx(0.04 * found.sample_rate)
    assert view.paper.item.dy == pytest.approx(0.1)
    assert "25 mm/s" in view.note.text()
    view.units = ("µV",)
    view.redraw()
    assert view.paper.item.dy == pytest.approx(100.0)


def test_that_beats_without_a_sample_rate_have_a_plain_grid_and_say_so(qtbot: QtBot) -> None:
    view = opened(qtbot, "beats_view", replace(load_record("beats"), sample_rate=None))
    assert view.paper.item.dx == view.paper.item.dy == 0.0
    assert "sample rate" in view.note.text()
    assert view.plot.x_scale == 1.0


def test_that_leads_lie_below_each_other_at_one_scale(qtbot: QtBot, inspection: Make) -> None:
    found = replace(inspection(features=12, steps=50, kind="beats"), sample_rate=100.0, units=("mV",) * 12)
    view = opened(qtbot, "beats_view", found)
    y = view.clean.y
    np.testing.assert_allclose(y + view._spacing * np.arange(12)[:, None], found.clean.T, atol=1e-6)
    assert view._spacing % 0.5 == pytest.approx(0.0)
    rows = csv_text(view.plot.tables()).splitlines()
    assert rows[0].split(",")[:2] == ["time [s]", "Clean sensor 0"]
    assert float(rows[1 + 20].split(",")[3]) == pytest.approx(found.clean[20, 2], rel=1e-5)


def test_that_more_lanes_than_there_is_room_for_are_scrolled(qtbot: QtBot, inspection: Make) -> None:
    view = opened(qtbot, "input_view", inspection(features=60, steps=50))
    view._on_features_selected((), False)
    assert view.lane_scroll.isVisible()
    low, high = view.plot.area.viewRange()[1]
    assert high == 0.5
    assert high - low == view.lane_scroll.shown < 60
    view.lane_scroll.setValue(view.lane_scroll.maximum())
    assert view.plot.area.viewRange()[1][0] == -59.5
    view._on_features_selected((1, 2), False)
    assert not view.lane_scroll.isVisible()


@pytest.mark.parametrize(
    "tokens",
    [
        ("the", "film", ",", "was", "(", "very", ")", "dull", "."),
        ("电", "影", "很", "无", "聊", "。"),
        ("A", " ", "b", "\n"),
    ],
    ids=["words", "hanzi", "characters"],
)
def test_that_tokens_read_as_running_text(tokens: tuple[str, ...]) -> None:
    expected = {9: "the film, was (very) dull.", 6: "电影很无聊。", 4: "A b\n"}
    assert running_text(tokens) == expected[len(tokens)]


@pytest.mark.parametrize("name", ["speech_view", "image_view", "prices_view", "beats_view"])
def test_that_new_views_are_exported_as_picture_drawing_and_numbers(qtbot: QtBot, name: str, tmp_path) -> None:
    view = opened(qtbot, name, load_record(name.removesuffix("_view")))
    plot = view.findChildren(Plot)[0]
    for suffix, start in (("png", b"\x89PNG"), ("svg", b"<?xml"), ("csv", b"")):
        file = tmp_path / f"plot.{suffix}"
        export(plot, file)
        assert file.read_bytes().startswith(start)
        assert file.stat().st_size > 200


def test_that_clean_and_attacked_have_the_colours_of_the_palette(qtbot: QtBot) -> None:
    style = plot_style()
    speech, prices = (
        opened(qtbot, "speech_view", load_record("speech")),
        opened(qtbot, "prices_view", load_record("prices")),
    )
    assert speech.clean.item.opts["pen"].color() == style.colour("clean") == QColor(style.theme.clean)
    assert speech.attacked.item.opts["pen"].color() == style.colour("attacked")
    assert prices.clean_candles.item.colour == style.colour("clean")
    assert prices.attacked_candles.item.colour == style.colour("attacked")


def test_that_prices_with_dates_have_them_on_their_axis_and_in_the_read_out(qtbot: QtBot) -> None:
    found = load_record("prices")
    days = 1704153600.0 + 86400.0 * np.array([k + 2 * (k // 5) for k in range(len(found.clean))])  # without weekends
    view = opened(qtbot, "prices_view", replace(found, dates=days))
    axis = view.plot.axes.bottom
    (step, _), *_ = axis.tickSpacing(0.0, 59.0, 500.0)
    labels = axis.tickStrings([0.0, step, 2 * step], 1.0, step)
    assert labels[0] == "2024-01-02"
    assert labels[1] == np.datetime64(int(days[round(step)]), "s").astype("datetime64[D]").astype(str)
    assert axis.tickStrings([float(len(days))], 1.0, 1.0) == [""]  # what is predicted has no date yet
    assert view.plot.x_name == "date"
    assert view.plot.read_x is not None
    assert view.plot.read_x(4.0) == "2024-01-06"
    view.show_inspection(found)
    assert axis.words is None

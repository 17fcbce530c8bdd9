"""The Data page: opening, looking, selecting, and what it says of files that cannot be read."""

from __future__ import annotations

import time
from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent

from robustgui.base.errors import Sentence
from robustgui.data import Dataset, DataSettings, SequenceSet, load
from robustgui.gui.pages.data.page import DataPage
from robustgui.gui.pages.data.pipeline_panel import Chip, PipelineChips
from robustgui.gui.pages.data.sequence_model import Column, SequenceModel
from robustgui.gui.session import Filter, Selection
from robustgui.gui.widgets.sparkline import polylines


@pytest.fixture(scope="module")
def vowels() -> Dataset:
    return load(DataSettings())


@pytest.fixture
def page(qtbot, session, jobs, dressed):
    shown = DataPage(session, jobs)
    qtbot.addWidget(shown)
    shown.resize(760, 690)
    with qtbot.waitExposed(shown):
        shown.show()
    return shown


def made(values: np.ndarray, labels: np.ndarray, classes: tuple[str, ...], steps: int) -> SequenceSet:
    """Sequences of one length over `values` (N * steps, F)."""
    offsets = np.arange(len(labels) + 1, dtype=np.int64) * steps
    features = tuple(f"f{i}" for i in range(values.shape[1]))
    return SequenceSet.pack(
        name="made",
        values=values.astype(np.float32),
        offsets=offsets,
        labels=labels,
        classes=classes,
        features=features,
    )


def test_that_an_empty_page_opens_an_example_with_one_press(qtbot, session, page):
    with qtbot.waitSignal(session.dataset_requested) as asked:
        qtbot.mouseClick(page.examples.cards["digits"], Qt.MouseButton.LeftButton)
    assert asked.args == ["example:digits"]


def test_that_with_data_open_an_example_is_two_presses_away(qtbot, session, page, vowels):
    session.set_dataset(vowels)
    assert not page.examples.isVisible()
    qtbot.mouseClick(page.examples_button, Qt.MouseButton.LeftButton)
    with qtbot.waitSignal(session.dataset_requested):
        qtbot.mouseClick(page.examples.cards["japanese_vowels"], Qt.MouseButton.LeftButton)


def test_that_a_file_dropped_anywhere_on_the_page_is_looked_at(qtbot, session, page, tmp_path):
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(tmp_path / "mine.csv"))])
    event = QDropEvent(
        QPointF(QPoint(9, 9)), Qt.DropAction.CopyAction, mime, Qt.MouseButton.LeftButton, Qt.KeyboardModifier(0)
    )
    with qtbot.assertNotEmitted(session.dataset_requested):
        page.dropEvent(event)
    assert page.sheet.isVisible()
    assert page.sheet.title.text() == "Import mine.csv"
    qtbot.waitUntil(lambda: not page.sheet.busy)


def test_that_the_facts_are_those_of_the_data(qtbot, session, page, vowels):
    session.set_dataset(vowels)
    qtbot.waitUntil(lambda: page.facts.strip.value("sequences") != "–")
    values = {key: page.facts.strip.value(key) for key in ("sequences", "answers", "features", "lengths", "filled")}
    assert values == {
        "sequences": "270 + 370", "answers": "9", "features": "12", "lengths": "7–29 (15)", "filled": "0",
    }  # fmt: skip


def test_that_a_refused_file_is_explained_and_the_last_data_stay(qtbot, session, page, vowels):
    session.set_dataset(vowels)
    session.dataset_refused.emit(Sentence("{file}, line {line}: 7 values, 9 expected.", {"file": "a.csv", "line": 812}))
    assert page.banner.isVisible()
    assert page.banner.text() == "a.csv, line 812: 7 values, 9 expected."
    assert page.table.rows.rowCount() == len(vowels.train) + len(vowels.test)


def test_that_data_that_open_after_a_refusal_take_the_sentence_away(session, page, vowels):
    session.dataset_refused.emit(Sentence("It is empty."))
    session.set_dataset(vowels)
    assert not page.banner.isVisible()


def test_that_a_click_on_a_row_selects_the_sequence_everywhere(qtbot, session, page, vowels):
    session.set_dataset(vowels)
    page.table.setCurrentIndex(page.table.rows.index(3, 0))
    assert session.selection == Selection("test", 3)
    assert page.preview.plot.title == "test sequence 3, class 1"


def test_that_a_selection_made_elsewhere_moves_the_table(session, page, vowels):
    session.set_dataset(vowels)
    session.select(Selection("train", 7))
    assert page.table.currentIndex().row() == len(vowels.test) + 7


def test_that_the_first_row_is_in_view_and_selected_at_first(session, page, vowels):
    session.set_dataset(vowels)
    assert page.table.currentIndex().row() == 0
    assert page.table.verticalScrollBar().value() == 0
    assert page.table.visualRect(page.table.model().index(0, 0)).top() == 0


def test_that_a_double_click_opens_inspect_on_that_sequence(qtbot, session, page, vowels):
    session.set_dataset(vowels)
    with qtbot.waitSignal(session.page_requested) as asked:
        page.table.activated.emit(page.table.rows.index(5, 0))
    assert (asked.args, session.selection) == (["inspect"], Selection("test", 5))


def test_that_one_feature_can_be_looked_at_alone(session, page, vowels):
    session.set_dataset(vowels)
    page.preview.choice.setCurrentIndex(4)
    shown = [layer for layer in page.preview.plot.layers if layer.visible]
    assert [layer.name for layer in shown] == [vowels.train.features[2]]
    np.testing.assert_allclose(shown[0].y, vowels.test[0][:, 2])


def test_that_many_features_lie_one_above_the_other_and_few_in_one_another(session, page, vowels):
    session.set_dataset(vowels)
    lanes = page.preview._lanes
    assert lanes.visible
    np.testing.assert_array_equal(lanes.values, vowels.test[0])
    assert lanes.names == vowels.train.features
    few = made(np.arange(24.0).reshape(12, 2), np.arange(3), ("a", "b", "c"), 4)
    session.set_dataset(Dataset(few, few))
    assert [layer.name for layer in page.preview.plot.layers if layer.visible] == ["f0", "f1"]


def test_that_prices_and_volumes_lie_one_above_the_other(session, page):
    values = np.random.default_rng(0).normal(size=(12, 2)) * [1, 1e6]
    part = made(values, np.arange(3), ("a", "b", "c"), 4)
    session.set_dataset(Dataset(part, part))
    assert page.preview._lanes.visible


def test_that_beats_lie_on_paper_where_rate_and_voltage_are_known(session, page):
    part = replace(
        made(np.ones((40, 1)), np.arange(10) % 2, ("a", "b"), 4), kind="beats", sample_rate=250.0, units=("uV",)
    )
    session.set_dataset(Dataset(part, part))
    paper = page.preview._paper
    assert paper.visible
    assert (paper.item.dx, paper.item.dy) == (10.0, 100.0)  # 0.04 s and 0.1 mV
    unknown = replace(part, units=())
    session.set_dataset(Dataset(unknown, unknown))
    assert not paper.visible


def test_that_the_way_of_the_data_shows_where_the_attacker_stands(qtbot, session, page, vowels):
    session.set_dataset(vowels)
    qtbot.waitUntil(lambda: bool(page.chain.chips.chips))
    assert [(chip.kind, chip.text) for chip in page.chain.chips.chips] == [
        ("source", "Japanese Vowels"), ("step", "Fill missing values"), ("attacker", "attacker"),
        ("front", "Normalise"), ("network", "Automatic (GRU or LSTM)"),
    ]  # fmt: skip


def test_that_the_way_of_the_data_follows_the_configuration(qtbot, session, page, vowels):
    session.set_dataset(vowels)
    session.set_spec(session.spec.replace_paths({"front": ["as_is"], "model": "lstm"}))
    qtbot.waitUntil(
        lambda: [c.text for c in page.chain.chips.chips if c.kind == "network"] == ["LSTM (long short-term memory)"]
    )
    assert not [chip for chip in page.chain.chips.chips if chip.kind == "front" and chip.automatic]


def test_that_chips_break_into_lines_where_the_room_is_narrow(qtbot):
    chips = PipelineChips()
    qtbot.addWidget(chips)
    chips.set_chips(tuple(Chip(f"a step with a name {i}", "step") for i in range(5)))
    assert chips.heightForWidth(200) > 2 * chips.heightForWidth(5000)


def test_that_groups_are_counted_in_each_part(session, page):
    part = replace(
        made(np.arange(24.0)[:, None], np.arange(6) % 2, ("a", "b"), 4),
        groups=np.array([0, 0, 1, 1, 2, 2]), group_names=("ann", "bob", "cid"), group_title="speaker",
    )  # fmt: skip
    session.set_dataset(Dataset(part.select(np.array([0, 1, 2])), part.select(np.array([3, 4, 5]))))
    table = page.details.groups
    assert page.details.isTabVisible(1)
    assert table.horizontalHeaderItem(0).text() == "speaker"
    rows = [[table.item(row, column).text() for column in range(4)] for row in range(table.rowCount())]
    assert rows == [["ann", "2", "–", ""], ["bob", "1", "1", "in several splits"], ["cid", "–", "2", ""]]


def test_that_image_rows_are_shown_as_a_picture_with_the_first_row_on_top(session, page):
    part = replace(made(np.arange(24.0).reshape(12, 2), np.arange(3), ("a", "b", "c"), 4), kind="image")
    session.set_dataset(Dataset(part, part))
    assert page.preview.picture.isVisible()
    np.testing.assert_array_equal(page.preview.pixels.values, [[6, 7], [4, 5], [2, 3], [0, 1]])


def test_that_texts_are_shown_as_text_in_table_and_preview(session, page):
    codes = np.array([ord(letter) for letter in "good evilfine"], np.int32)
    part = SequenceSet.pack(
        name="made", values=codes, offsets=[0, 9, 13], labels=np.array([0, 1]), classes=("a", "b"), features=("token",)
    )
    session.set_dataset(Dataset(part, part))
    assert page.preview.words.isVisible()
    assert page.preview.words.toPlainText() == "good evil"
    assert page.table.rows.text(1) == "fine"
    page.retranslate()
    assert page.table.rows.headers[Column.LENGTH :] == ["tokens", "text"]


def test_that_speech_is_shown_in_seconds(session, page):
    part = replace(made(np.ones((40, 1)), np.arange(10) % 2, ("a", "b"), 4), kind="speech", sample_rate=8000.0)
    session.set_dataset(Dataset(part, part))
    assert page.preview.plot.isVisible()
    assert page.preview._rate() == 8000


def test_that_a_filter_narrows_the_table_and_can_be_lifted(qtbot, session, page, vowels):
    session.set_dataset(vowels)
    session.set_filter(Filter("test", (4, 9), "taken for 3"))
    assert [page.table.rows.place(i) for i in range(page.table.rows.rowCount())] == [("test", 4), ("test", 9)]
    qtbot.mouseClick(page.filter_banner.button, Qt.MouseButton.LeftButton)
    assert session.filter is None
    assert page.table.rows.rowCount() == 640


def test_that_targets_of_a_regression_stand_where_classes_stood(qtbot, session, page):
    rng = np.random.default_rng(0)
    part = made(rng.normal(size=(40, 2)), rng.normal(size=(10, 1)).astype(np.float32), (), 4)
    session.set_dataset(Dataset(part, part))
    qtbot.waitUntil(lambda: page.facts.strip.value("answers") == "1")
    model = page.table.rows
    assert model.headerData(Column.LABEL, Qt.Orientation.Horizontal) == "target"
    assert float(model.data(model.index(0, Column.LABEL)).replace("−", "-")) == pytest.approx(
        float(part.labels[0, 0]), rel=5e-3
    )


def test_that_warnings_are_sentences_on_the_page(qtbot, session, page):
    part = made(np.ones((40, 1)), np.arange(10) % 2, ("a", "b"), 4)
    session.set_dataset(Dataset(part, part))
    qtbot.waitUntil(page.facts.warnings.isVisible)
    assert "are constant in the training data" in page.facts.warnings.text()


def test_that_a_hundred_thousand_sequences_are_rows_at_once(qtbot):
    labels = np.zeros(100_000, np.int64)
    data = made(np.zeros((200_000, 1), np.float32), labels, ("a",), 2)
    model = SequenceModel()
    began = time.perf_counter()
    model.set_dataset(Dataset(data, data.select(np.arange(5))))
    assert model.rowCount() == 100_005
    assert model.place(100_004) == ("train", 99_999)
    assert model.data(model.index(100_004, Column.NUMBER)) == "99999"
    assert time.perf_counter() - began < 0.1


def test_that_a_sparkline_reaches_from_edge_to_edge():
    line = polylines(np.array([[0.0], [5.0], [1.0]]), 100, 20)[0]
    assert [(p.x(), p.y()) for p in line] == [(0, 20), (50, 0), (100, 16)]

"""The sequence that is shown is in sight in its list, or the list says that it is not among them."""

from __future__ import annotations

import random
from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QRectF, Qt, QThreadPool
from PySide6.QtGui import QFontMetrics, QImage, QPainter
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from robustgui.data import Dataset, DataSettings, SequenceSet, load
from robustgui.gui.pages.inspect.run_picker import RunPicker
from robustgui.gui.pages.inspect.sequence_list import SequenceList
from robustgui.gui.pages.inspect.sequence_rows import Mark
from robustgui.gui.plots.style import plot_style
from robustgui.gui.session import Filter, Selection, Session
from robustgui.gui.views.thumbnails import Thumbnails, wrap_text
from robustgui.runs.events import RunFinished
from robustgui.runs.folder import RunFolder
from robustgui.runs.spec import RunSpec
from robustgui.training.events import EpochDone


def sequences(count: int) -> SequenceSet:
    return SequenceSet.pack(
        name="made",
        values=np.random.default_rng(0).standard_normal((count * 4, 1)).astype(np.float32),
        offsets=np.arange(count + 1) * 4,
        labels=(np.arange(count) % 4).astype(np.int64),
        classes=("one", "two", "three", "four"),
        features=("sensor",),
    )


@pytest.fixture
def listed(qtbot: QtBot, dressed: None) -> SequenceList:
    """400 test sequences, of which some ten are in sight."""
    shown = SequenceList()
    qtbot.addWidget(shown)
    shown.resize(180, 560)
    shown.set_dataset(Dataset(sequences(60), sequences(400)))
    shown.show_selection("test", 300)
    with qtbot.waitExposed(shown):
        shown.show()
    return shown


def in_sight(listed: SequenceList, index: int) -> bool:
    """Whether the row of sequence `index` is current and painted within the view."""
    QApplication.processEvents()
    current = listed.view.currentIndex()
    if not current.isValid() or int(listed.rows.indices[current.row()]) != index:
        return False
    place = listed.view.visualRect(current)
    return listed.view.viewport().rect().contains(place)


def test_that_the_shown_sequence_is_in_sight_after_anything_that_changes_the_list(listed: SequenceList) -> None:
    marks = np.array([Mark.ROBUST, Mark.MISCLASSIFIED] * 200, np.int8)
    listed.rows.mark_all(marks)
    chance = random.Random(0)
    selected = 300
    actions = {
        "search": lambda: listed.search.setText(chance.choice(("", "3", "one", "300", "nothing"))),
        "kind": lambda: listed.kind.setCurrentIndex(chance.randrange(listed.kind.count())),
        "single out": lambda: listed.filter("test", tuple(range(0, 400, chance.choice((1, 3, 7)))), "some"),
        "all": lambda: listed.filter(None),
        "resize": lambda: listed.resize(180, chance.choice((300, 560, 900))),
        "translate": listed.retranslate,
    }
    seen = set()
    for _ in range(120):
        if chance.random() < 0.3:
            selected = chance.randrange(400)
            listed.show_selection("test", selected)
        else:
            actions[chance.choice(list(actions))]()
        listing = listed.rows.row_of(selected) >= 0
        seen.add(listing)
        QApplication.processEvents()
        assert in_sight(listed, selected) == listing
        assert listed.elsewhere.isVisible() == (not listing)
        if not listing:
            assert str(selected) in listed.elsewhere.text()
    assert seen == {True, False}


def test_that_a_hidden_sequence_comes_back_at_one_press(listed: SequenceList) -> None:
    listed.search.setText("two")
    assert listed.elsewhere.isVisible()
    listed.show_selected.click()
    assert not listed.elsewhere.isVisible()
    assert in_sight(listed, 300)


def test_that_the_count_says_what_it_counts(listed: SequenceList) -> None:
    assert listed.count.text() == "400 sequences"
    listed.search.setText("one")
    assert listed.count.text() == "100 of 400 sequences"


def stored(session: Session, name: str, source: str, *, trained: bool = True) -> RunFolder:
    folder = RunFolder.create(session.runs_folder, RunSpec().replace_paths({"name": name, "data.train": source}))
    if trained:
        folder.log.append(EpochDone(1, 1.0, 0.5, 0.4, "accuracy", 10, 1.0))
        folder.log.append(RunFinished(0.5, 0.4, "accuracy", 10, 1.0))
    return folder


def test_that_the_picker_offers_the_networks_that_fit_the_data(qtbot: QtBot, dressed: None, session: Session) -> None:
    fits = stored(session, "mine", "example:digits")
    stored(session, "of other data", "example:japanese_vowels")
    stored(session, "without a network", "example:digits", trained=False)
    picker = RunPicker()
    qtbot.addWidget(picker)
    with qtbot.waitSignal(session.stored_runs.changed):
        session.stored_runs.refresh()
    picker.show_rows(session.stored_runs.rows, "example:digits")
    assert picker.count() == 2
    assert picker.itemText(0) == "Current network"
    assert picker.itemText(1).startswith("mine · ")
    with qtbot.waitSignal(picker.chosen) as told:
        picker.activated.emit(1)
    assert told.args == [fits.path]


def test_that_choosing_a_network_asks_it_about_the_shown_sequence(window, session, jobs, qtbot: QtBot) -> None:
    dataset = Dataset(*(replace(sequences(20), source="example:digits") for _ in range(2)))
    first, second = (stored(session, name, "example:digits") for name in ("first", "second"))
    window.show()
    window.contents.pages.show_page("inspect")
    page = window.contents.pages.page("inspect")
    session.set_dataset(dataset)
    session.select(Selection("test", 3))
    picker = page.frame.runs
    QThreadPool.globalInstance().waitForDone()
    qtbot.waitUntil(lambda: picker.count() == 3)
    for folder in (first, second):
        picker.activated.emit([picker.itemData(k) for k in range(picker.count())].index(folder.path))
        assert jobs.requests[-1][1].folder == str(folder.path)
        assert jobs.requests[-1][1].index == 3
        assert picker.currentData() == folder.path
    session.set_filter(Filter("test", (1, 2), "some"))
    assert page.sequences.elsewhere.text().startswith("Sequence 3")


@pytest.mark.parametrize("width", [40, 90, 240])
def test_that_a_text_is_painted_within_its_row_however_narrow(qapp: QApplication, dressed: None, width: int) -> None:
    part = load(DataSettings(train="example:synthetic_reviews")).test
    style, height = plot_style(), 2 * QFontMetrics(qapp.font()).height() + 8
    for number in range(12):
        image = QImage(width, 3 * height, QImage.Format.Format_ARGB32)
        image.fill(Qt.GlobalColor.transparent)
        painter = QPainter(image)
        Thumbnails().paint(painter, part, number, QRectF(0, height + 6, width, height - 12), style)
        painter.end()
        alpha = np.frombuffer(image.constBits(), np.uint8).reshape(3 * height, width, 4)[..., 3]
        assert alpha[height : 2 * height].any()
        assert not alpha[:height].any()
        assert not alpha[2 * height :].any()


def test_that_a_text_is_broken_into_lines_without_losing_a_character(qapp: QApplication) -> None:
    text = "one \U0001f600 two three four five"
    lines = wrap_text(text, qapp.font(), 60, 3)
    assert len(lines) == 3
    assert " ".join(lines) == text

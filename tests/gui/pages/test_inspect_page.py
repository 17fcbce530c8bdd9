"""The Inspect page: what it asks, when, and what it does with the answer."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from pytestqt.qtbot import QtBot

from robustgui.attacks.fgsm import FGSM
from robustgui.attacks.hotflip import HotFlip
from robustgui.attacks.pgd import PGD
from robustgui.base.errors import Sentence
from robustgui.data import Dataset, SequenceSet
from robustgui.engine.messages import TrainJob
from robustgui.evaluation.events import Confusion
from robustgui.evaluation.inspect_request import Inspection, InspectRequest
from robustgui.gui.jobs import JobRow, Jobs
from robustgui.gui.pages.inspect.page import TOPIC, InspectPage
from robustgui.gui.pages.inspect.sequence_rows import Mark, SequenceRows
from robustgui.gui.plots.export import csv_text
from robustgui.gui.session import Filter, Selection, Session
from robustgui.runs.spec import RunSpec
from robustgui.threats.linf import Linf
from robustgui.threats.substitutions import Substitutions
from robustgui.training.events import EpochDone

Make = Callable[..., Inspection]


class Recorder(Jobs):
    """A queue without an engine: it only remembers what was asked."""

    def __init__(self) -> None:
        super().__init__()
        self.requests: list[InspectRequest] = []
        self.running: JobRow | None = None

    def request(self, topic: str, request: object) -> None:
        assert topic == TOPIC
        assert isinstance(request, InspectRequest)
        self.requests.append(request)

    def current(self) -> JobRow | None:
        return self.running


def sequences(count: int, classes: int = 4, features: int = 3) -> SequenceSet:
    rng = np.random.default_rng(0)
    lengths = np.full(count, 20)  # as in the answers
    offsets = np.concatenate([[0], np.cumsum(lengths)]).astype(np.int64)
    return SequenceSet.pack(
        name="made",
        values=rng.standard_normal((offsets[-1], features)).astype(np.float32),
        offsets=offsets,
        labels=(np.arange(count) % classes).astype(np.int64),
        classes=tuple(f"class {k}" for k in range(classes)),
        features=tuple(f"sensor {f}" for f in range(features)),
    )


class Desk:
    """A page with its session and queue."""

    def __init__(self, qtbot: QtBot, tmp_path: Path) -> None:
        self.session, self.jobs = Session(tmp_path), Recorder()
        self.run = tmp_path / "run"
        self.page = InspectPage(self.session, self.jobs)
        qtbot.addWidget(self.page)
        self.page.resize(1000, 760)
        with qtbot.waitExposed(self.page):
            self.page.show()

    def open(self) -> None:
        self.session.set_run(self.run)
        self.session.set_dataset(Dataset(sequences(30), sequences(24)))

    @property
    def last(self) -> InspectRequest:
        return self.jobs.requests[-1]

    def answer(self, found: Inspection) -> Inspection:
        """The engine answers the last question with the arrays of `found`."""
        question = self.last
        own = self.session.dataset.split(question.split)[question.index]
        clean = own if own.shape == found.clean.shape else found.clean
        clean = clean if question.values is None else question.values
        answered = replace(found, request=question, clean=clean)
        self.jobs.request_done.emit(TOPIC, answered)
        return answered


@pytest.fixture
def desk(qtbot: QtBot, tmp_path: Path) -> Desk:
    return Desk(qtbot, tmp_path)


def test_that_without_data_the_page_leads_to_the_data_page(desk: Desk, qtbot: QtBot) -> None:
    with qtbot.waitSignal(desk.session.page_requested) as asked:
        desk.page.frame.empty.button.click()
    assert asked.args == ["data"]
    assert not desk.jobs.requests


def test_that_without_a_network_the_page_leads_to_training(desk: Desk, qtbot: QtBot) -> None:
    desk.session.set_dataset(Dataset(sequences(30), sequences(24)))
    assert desk.page.frame.empty.isVisible()
    with qtbot.waitSignal(desk.session.page_requested) as asked:
        desk.page.frame.empty.button.click()
    assert asked.args == ["train"]


def test_that_a_selected_sequence_is_asked_about(desk: Desk) -> None:
    desk.open()
    desk.session.select(Selection("train", 7))
    assert (desk.last.folder, desk.last.split, desk.last.index) == (str(desk.run), "train", 7)
    assert desk.last.attack == RunSpec().watch.attack
    assert desk.page.sequences.split_name == "train"


def test_that_dragging_eps_asks_again_at_every_move(desk: Desk) -> None:
    desk.open()
    before = len(desk.jobs.requests)
    for place in (10, 60, 120):
        desk.page.controls.slider.setValue(place)
    eps = [question.threat.eps for question in desk.jobs.requests[before:]]
    assert len(eps) == 3
    assert eps == sorted(eps)
    assert desk.page.controls.eps.text() == f"{eps[-1]:.4g}"


@pytest.mark.parametrize("text", ["abc", "-1", "nan", ""])
def test_that_an_impossible_eps_is_explained_and_not_asked(desk: Desk, text: str) -> None:
    desk.open()
    before = len(desk.jobs.requests)
    desk.page.controls.eps.setText(text)
    desk.page.controls.eps.editingFinished.emit()
    assert desk.page.frame.note.text().startswith("eps")
    assert len(desk.jobs.requests) == before


def test_that_the_form_of_the_attack_changes_the_question(desk: Desk) -> None:
    desk.open()
    desk.page.controls.attack.build_form().set_value(FGSM())
    assert desk.last.attack == FGSM()
    desk.page.controls.on.setChecked(False)
    assert desk.last.attack is None


def test_that_an_answer_reaches_every_view(desk: Desk, inspection: Make) -> None:
    desk.open()
    found = desk.answer(inspection())
    assert all(view.inspection is found for view in desk.page.stage.views)
    assert desk.page.time_cursor.length == len(found.clean)
    assert desk.page.scrubbers.iteration.maximum() == len(found.iterations) - 1


def test_that_an_answer_for_a_sequence_that_was_left_is_dropped(desk: Desk, inspection: Make) -> None:
    desk.open()
    stale = replace(inspection(), request=desk.last)
    desk.session.select(Selection("test", 5))
    desk.jobs.request_done.emit(TOPIC, stale)
    assert desk.page.inspection is None


def test_that_the_iteration_slider_shows_that_iteration_everywhere(desk: Desk, inspection: Make) -> None:
    desk.open()
    desk.answer(inspection())
    desk.page.scrubbers.iteration.setValue(2)
    assert {view.iteration for view in desk.page.stage.views} == {2}


def test_that_a_new_answer_keeps_the_iteration_that_was_chosen_by_hand(desk: Desk, inspection: Make) -> None:
    desk.open()
    desk.answer(inspection())
    desk.page.scrubbers.iteration.setValue(2)
    desk.answer(inspection(seed=3))
    assert {view.iteration for view in desk.page.stage.views} == {2}
    assert desk.page.scrubbers.iteration.value() == 2


def test_that_keys_move_the_step(desk: Desk, inspection: Make) -> None:
    desk.open()
    desk.answer(inspection(steps=20))
    steps = []
    for key in (Qt.Key.Key_Left, Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Home, Qt.Key.Key_End):
        desk.page.keyPressEvent(QKeyEvent(QEvent.Type.KeyPress, key, Qt.KeyboardModifier.NoModifier))
        steps.append(desk.page.time_cursor.step)
    assert steps == [18, 17, 18, 0, 19]


def test_that_the_end_of_a_sequence_is_looked_at_until_someone_moves(desk: Desk, inspection: Make) -> None:
    desk.open()
    desk.answer(inspection(steps=20))
    assert desk.page.time_cursor.step == 19
    desk.answer(inspection(steps=12))
    assert desk.page.time_cursor.step == 11
    desk.page.time_cursor.move(4)
    desk.answer(inspection(steps=25))
    assert desk.page.time_cursor.step == 4


def test_that_keys_move_the_step_while_the_list_has_the_focus(desk: Desk, qtbot: QtBot, inspection: Make) -> None:
    desk.open()
    desk.answer(inspection(steps=20))
    chosen = desk.session.selection
    for key in (Qt.Key.Key_End, Qt.Key.Key_Left):
        qtbot.keyClick(desk.page.sequences.view, key)
    assert desk.page.time_cursor.step == 18
    assert desk.session.selection == chosen


def test_that_the_page_begins_with_the_focus_on_the_sequences(desk: Desk, qtbot: QtBot) -> None:
    desk.open()
    desk.page.show()
    qtbot.waitExposed(desk.page)
    assert desk.page.focusWidget() is desk.page.sequences.view


def test_that_space_plays_to_the_end_and_stops(desk: Desk, qtbot: QtBot, inspection: Make) -> None:
    desk.open()
    desk.answer(inspection(steps=6))
    player = desk.page.scrubbers.player
    player.set_speed(40)
    desk.page.keyPressEvent(QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Space, Qt.KeyboardModifier.NoModifier))
    assert player.is_playing
    qtbot.waitUntil(lambda: desk.page.time_cursor.step == 5 and not player.is_playing)


def test_that_an_edited_value_is_asked_about_and_can_be_undone(desk: Desk, inspection: Make) -> None:
    desk.open()
    found = desk.answer(inspection())
    desk.page.stage.edited.emit(4, 1, 2.5)
    assert desk.last.values is not None
    different = np.argwhere(desk.last.values != found.clean)
    assert different.tolist() == [[4, 1]]
    assert desk.last.values[4, 1] == 2.5
    answered = desk.answer(inspection())
    desk.page.stage.edited.emit(0, 0, -1.0)
    assert np.argwhere(desk.last.values != answered.clean).tolist() == [[0, 0]]
    np.testing.assert_array_equal(desk.page.builder.original, found.clean)
    desk.page.frame.reset.click()
    assert desk.last.values is None
    assert not desk.page.frame.reset.isEnabled()


def test_that_edits_end_with_the_selection(desk: Desk, inspection: Make) -> None:
    desk.open()
    desk.answer(inspection())
    desk.page.stage.edited.emit(4, 1, 2.5)
    desk.session.select(Selection("test", 3))
    assert desk.last.values is None


def test_that_a_pinned_answer_stays_beside_the_next_one(desk: Desk, inspection: Make) -> None:
    desk.open()
    first = desk.answer(inspection())
    desk.page.frame.pin.setChecked(True)
    desk.answer(inspection(seed=2))
    assert all(view.pinned is first for view in desk.page.stage.views)
    desk.page.frame.pin.setChecked(False)
    assert all(view.pinned is None for view in desk.page.stage.views)


def test_that_a_refusal_is_said_and_the_old_answer_stays(desk: Desk, inspection: Make) -> None:
    desk.open()
    found = desk.answer(inspection())
    desk.jobs.request_failed.emit(TOPIC, Sentence("There is no layer {layer}.", {"layer": 9}), "")
    assert desk.page.frame.note.text() == "There is no layer 9."
    assert desk.page.inspection is found
    desk.answer(inspection())
    assert "layer 9" not in desk.page.frame.note.text()


def test_that_an_epoch_of_the_training_run_is_looked_at_within_a_second(
    desk: Desk, qtbot: QtBot, inspection: Make, tmp_path: Path
) -> None:
    row = JobRow(1, TrainJob(RunSpec(), str(tmp_path)), "run", folder=desk.run)
    desk.jobs.running = row
    desk.open()
    desk.jobs.queue_changed.emit()
    assert desk.last.folder is None
    asked = len(desk.jobs.requests)
    done = EpochDone(1, 0.5, 0.9, 0.4, "accuracy", 24, 1.0)
    for _ in range(5):
        desk.jobs.events_arrived.emit(row, [done])
    qtbot.waitUntil(lambda: len(desk.jobs.requests) > asked, timeout=3000)
    assert len(desk.jobs.requests) == asked + 1


def test_that_a_hidden_page_asks_nothing_until_it_is_shown(desk: Desk) -> None:
    desk.open()
    desk.page.hide()
    before = len(desk.jobs.requests)
    desk.session.select(Selection("test", 3))
    assert len(desk.jobs.requests) == before
    desk.page.show()
    assert desk.last.index == 3


def test_that_a_filter_lists_only_its_sequences(desk: Desk, qtbot: QtBot) -> None:
    desk.open()
    desk.session.set_filter(Filter("train", (3, 9, 12), "taken for class 2"))
    assert desk.page.sequences.rows.indices.tolist() == [3, 9, 12]
    assert "taken for class 2" in desk.page.sequences.count.text()
    desk.page.sequences.clear_filter.click()
    assert desk.session.filter is None
    assert len(desk.page.sequences.rows.indices) == 30


def test_that_a_measurement_of_all_sequences_marks_them(desk: Desk) -> None:
    desk.open()
    true = tuple(k % 3 for k in range(24))
    clean = tuple(1 if k == 0 else true[k] for k in range(24))
    attacked = tuple(2 if k in (0, 3) else true[k] for k in range(24))
    events = [Confusion("run", eps, (), (), true, said) for eps, said in ((0.0, clean), (0.1, attacked))]
    desk.jobs.events_arrived.emit(JobRow(2, TrainJob(RunSpec(), ""), ""), events)
    marks = desk.page.sequences.rows.marks
    assert [marks[0], marks[3], marks[1]] == [Mark.WRONG, Mark.MISCLASSIFIED, Mark.ROBUST]


def test_that_the_list_is_searched_by_number_and_class() -> None:
    rows = SequenceRows()
    rows.set_part(sequences(120, classes=3))
    rows.narrow("11")
    assert rows.indices.tolist() == [11, *range(110, 120)]
    rows.narrow("CLASS 2")
    assert rows.indices.tolist() == list(range(2, 120, 3))
    rows.narrow("1", label=0)
    assert all(k % 3 == 0 and str(k).startswith("1") for k in rows.indices)


def test_that_a_hundred_thousand_sequences_are_listed_without_touching_each() -> None:
    rows = SequenceRows()
    part = sequences(100_000)
    touched: list[int] = []

    class Counted(SequenceSet):
        def __getitem__(self, index: int) -> np.ndarray:
            touched.append(index)
            return super().__getitem__(index)

    rows.set_part(Counted(**vars(part)))
    rows.narrow("99")
    assert rows.rowCount() == 1 + 10 + 100 + 1000
    assert not touched


def test_that_the_curves_export_what_the_engine_answered(desk: Desk, inspection: Make) -> None:
    desk.open()
    found = desk.answer(inspection())
    view = next(view for view in desk.page.stage.views if view.name == "divergence_view")
    lines = csv_text(view.plot.tables()).splitlines()
    assert len(lines) == 1 + len(found.clean)


def test_that_an_unused_budget_field_keeps_the_other_settings_of_the_threat(desk: Desk) -> None:
    desk.open()
    desk.page.controls.propose(FGSM(), Linf(eps=0.2, unit="data", features=(1,)))
    desk.page.controls.eps.setText("0.3")
    desk.page.controls.eps.editingFinished.emit()
    assert desk.last.threat == Linf(eps=0.3, unit="data", features=(1,))


def test_that_a_network_of_other_data_is_shown_and_told_and_marks_no_row(desk: Desk, inspection: Make) -> None:
    desk.open()
    desk.answer(inspection(features=12))
    assert "other data" in desk.page.frame.note.text()
    assert not desk.page.sequences.rows.marks.any()
    assert all(view.spread is None for view in desk.page.stage.views)
    desk.answer(inspection())
    assert "other data" not in desk.page.frame.note.text()
    assert all(view.spread is not None for view in desk.page.stage.views)


def test_that_a_typed_text_is_asked_about_and_can_be_undone(desk: Desk, inspection: Make) -> None:
    desk.open()
    found = desk.answer(inspection(kind="text"))
    desk.page.stage.typed.emit("another text")
    assert desk.last.text == "another text"
    assert desk.page.frame.reset.isEnabled()
    before = desk.page.inspection
    desk.jobs.request_done.emit(TOPIC, replace(found, request=replace(desk.last, text="an")))  # has typed on since
    assert desk.page.inspection is before
    desk.answer(inspection(kind="text", steps=3))
    assert desk.page.time_cursor.length == 3
    desk.page.frame.reset.click()
    assert desk.last.text is None


def test_that_another_run_of_another_kind_rearranges_the_stage(desk: Desk, inspection: Make) -> None:
    desk.open()
    for kind, own in (("text", "text_view"), ("beats", "beats_view"), ("series", "input_view")):
        desk.answer(inspection(kind=kind))
        names = [view.name for view in desk.page.stage.views]
        assert own in names
        assert ("input_view" in names) == (kind == "series")


def test_that_seconds_are_told_and_keys_stride_in_speech(desk: Desk, inspection: Make) -> None:
    desk.open()
    desk.answer(replace(inspection(steps=8000, features=1, kind="speech"), sample_rate=8000.0))
    assert "1.000 s" in desk.page.scrubbers.values[0].text()
    desk.page.keyPressEvent(QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Left, Qt.KeyboardModifier.NoModifier))
    assert desk.page.time_cursor.step == 7999 - 20


@pytest.mark.parametrize("kind", ["text", "speech", "image"])
def test_that_rows_of_the_list_show_the_kind(desk: Desk, kind: str) -> None:
    part = sequences(30, features=1 if kind == "speech" else 3)
    if kind == "text":
        tokens = np.random.default_rng(0).integers(0, 3, len(part.values)).astype(np.int32)
        part = replace(part, values=tokens, features=("token",), vocabulary=("good", "bad", "电影"))
    desk.session.set_run(desk.run)
    desk.session.set_dataset(Dataset(sequences(30), sequences(24)))
    plain = desk.page.sequences.view.viewport().grab().toImage()
    desk.session.set_dataset(Dataset(replace(part, kind=kind), replace(part, kind=kind)))
    assert desk.page.sequences.view.viewport().grab().toImage() != plain


def test_that_another_threat_brings_an_attack_that_suits_it(desk: Desk) -> None:
    desk.open()
    controls = desk.page.controls
    controls.set_data(True, "classification")
    form = controls.threat.build_form()
    form.set_value(Substitutions())
    assert controls.read_attack() == HotFlip()
    asked = desk.last
    assert (asked.attack, asked.threat) == (HotFlip(), Substitutions())
    box = controls.attack.build_form().editor("")
    assert "pgd" not in {box.itemData(i) for i in range(box.count())}


def test_that_numbers_are_not_attacked_by_replacements(desk: Desk) -> None:
    desk.page.controls.propose(HotFlip(), Substitutions())
    desk.open()
    assert (desk.last.attack, desk.last.threat) == (PGD(), Linf())

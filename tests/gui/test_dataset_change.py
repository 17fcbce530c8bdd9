"""Opening other data: whatever belongs to the last dataset goes with it, and comes back with it."""

from __future__ import annotations

import gc
import weakref
from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QThreadPool
from PySide6.QtWidgets import QApplication
from support.inspections import make_inspection
from support.marked_data import marked_dataset
from support.window_texts import visible_texts

from robustgui.base.errors import Sentence
from robustgui.data.digests import digest_dataset
from robustgui.engine.messages import RequestDone, ResumeJob, TrainJob
from robustgui.evaluation.inspect_request import InspectRequest
from robustgui.gui.jobs import JobStatus
from robustgui.gui.pages.inspect.page import TOPIC
from robustgui.gui.session import Filter, Selection
from robustgui.runs.events import RunStarted
from robustgui.runs.folder import RunFolder
from robustgui.runs.spec import RunSpec


def quiet(window) -> None:
    """Background work is done and shown."""
    for _ in range(3):
        QThreadPool.globalInstance().waitForDone()
        QApplication.processEvents()


@pytest.fixture
def used(window, session, jobs, tmp_path):
    """The window after someone has looked around in a dataset whose names begin with "Old"."""
    window.show()
    contents = window.contents
    session.set_dataset(marked_dataset("Old", 300))
    session.set_run(tmp_path)
    for key in contents.pages:
        contents.pages.show_page(key)
        quiet(window)
    contents.pages.show_page("inspect")
    session.select(Selection("test", 299))
    page = contents.pages.page("inspect")
    page.sequences.search.setText("29")
    answer_inspection(session, jobs)
    page.frame.pin.click()
    session.set_filter(Filter("test", (290, 299), "Old filter"))
    contents.pages.page("evaluate").picked.say("Old sequences")
    contents.pages.page("data").facts_card.show()
    quiet(window)
    return window


def answer_inspection(session, jobs) -> None:
    """The network answers about the selected sequence."""
    question = next(question for topic, question in reversed(jobs.requests) if topic == TOPIC)
    part = session.dataset.split(question.split)
    found = replace(
        make_inspection(),
        request=question,
        clean=part[question.index].copy(),
        classes=part.classes,
        features=part.features,
        units=part.units,
    )
    jobs.request_done.emit(TOPIC, found)


def test_that_no_widget_shows_anything_of_the_last_dataset(used, session):
    contents = used.contents
    assert any("Old" in text for _, text in visible_texts(used))
    session.set_dataset(marked_dataset("New", 5))
    for key in contents.pages:
        contents.pages.show_page(key)
        quiet(used)
        assert [said for said in visible_texts(used) if "Old" in said[1]] == [], key


def test_that_nothing_in_the_window_holds_the_last_dataset(used, session):
    last = [weakref.ref(session.dataset.train), weakref.ref(session.dataset.test), weakref.ref(session.dataset)]
    session.set_dataset(marked_dataset("New", 5))
    for key in used.contents.pages:
        used.contents.pages.show_page(key)
        quiet(used)
    gc.collect()
    held = [ref() for ref in last if ref() is not None]
    holders = [type(holder).__name__ for part in held for holder in gc.get_referrers(part)]
    assert not held, holders


def test_that_a_smaller_dataset_opens_with_a_late_sequence_selected(used, session):
    seen = []
    session.dataset_changed.connect(lambda dataset: seen.append((len(dataset.test), session.selection, session.filter)))
    session.set_dataset(marked_dataset("New", 5))
    assert seen == [(5, Selection("test", 0), None)]
    assert used.contents.pages.page("inspect").sequences.rows.rowCount() == 5


def test_that_selection_filter_search_pin_and_runs_come_back_with_their_dataset(used, session, tmp_path):
    page = used.contents.pages.page("inspect")
    session.set_ticks([tmp_path])
    session.set_dataset(marked_dataset("New", 5))
    assert (session.selection, session.filter, session.ticks, session.run) == (Selection("test", 0), None, (), None)
    assert (page.sequences.search.text(), page.pinned, page.frame.pin.isChecked()) == ("", None, False)
    session.set_dataset(marked_dataset("Old", 300))
    assert session.selection == Selection("test", 299)
    assert session.filter.indices == (290, 299)
    assert (session.ticks, session.run) == ((tmp_path,), tmp_path)
    assert page.sequences.search.text() == "29"
    assert page.frame.pin.isChecked()
    assert page.pinned.request.index == 299


def test_that_runs_stay_when_the_same_file_is_split_anew_and_the_selection_does_not(session, tmp_path):
    session.set_dataset(marked_dataset("Old", 300))
    session.set_run(tmp_path)
    session.set_ticks([tmp_path])
    session.select(Selection("test", 9))
    session.set_dataset(marked_dataset("Old", 300, seed=1))
    assert (session.ticks, session.run, session.selection) == ((tmp_path,), tmp_path, Selection("test", 0))


def test_that_a_run_that_began_before_its_data_were_read_stays_in_view(session):
    session.set_dataset(marked_dataset("Old"))
    folder = RunFolder.create(session.runs_folder, RunSpec().replace_paths({"data.train": "/New.npz"})).path
    session.set_run(folder)
    session.set_dataset(marked_dataset("New"))
    assert session.run == folder


def test_that_a_run_removed_meanwhile_does_not_come_back_with_its_dataset(session, tmp_path):
    folder = tmp_path / "run"
    folder.mkdir()
    session.set_dataset(marked_dataset("Old"))
    session.set_run(folder)
    session.set_ticks([folder])
    session.set_dataset(marked_dataset("New"))
    folder.rmdir()
    session.set_dataset(marked_dataset("Old"))
    assert (session.run, session.ticks) == (None, ())


def test_that_a_search_that_hides_everything_says_so_and_is_cleared_with_one_press(used, session):
    page = used.contents.pages.page("inspect")
    session.set_filter(None)
    page.sequences.search.setText("no such class")
    assert page.sequences.no_match.isVisible()
    page.sequences.show_all.click()
    assert page.sequences.rows.rowCount() == 300
    assert not page.sequences.no_match.isVisible()


def test_that_an_answer_about_other_data_is_not_shown(used, session):
    page = used.contents.pages.page("inspect")
    late = page.inspection
    session.set_dataset(marked_dataset("New", 300))
    session.select(Selection("test", 299))
    jobs = used.contents.jobs
    jobs._requests.give_up()
    jobs._requests._forgotten[TOPIC] = 7
    jobs._on_reports([RequestDone(7, TOPIC, late)])
    assert page.inspection is None


def test_that_questions_about_sequences_are_dropped_when_other_data_are_opened(qtbot):
    from robustgui.gui.jobs import Jobs

    jobs = Jobs()
    jobs.request(TOPIC, InspectRequest(None, None, "test", 3, None, None))
    jobs.forget_inspect_requests()
    with qtbot.assertNotEmitted(jobs.request_done):
        jobs._on_reports([RequestDone(1, TOPIC, make_inspection())])
    jobs.request(TOPIC, InspectRequest(None, None, "test", 0, None, None))
    with qtbot.waitSignal(jobs.request_done):
        jobs._on_reports([RequestDone(2, TOPIC, make_inspection())])


def test_that_a_removed_run_is_nowhere_offered_for_resuming(window, session, jobs, tmp_path):
    folder = tmp_path / "run"
    train = window.contents.pages.page("train")
    row = jobs.submit(TrainJob(RunSpec(), str(tmp_path)), "run")
    row.folder = folder
    jobs.report(row, RunStarted("run", str(folder), "cpu", 10, 2, 3, 270, 200, "test", "accuracy"))
    jobs.become(row, JobStatus.FAILED, reason=Sentence("The memory is full."), resumable=True)
    waiting = jobs.submit(ResumeJob(str(tmp_path / "other")), "other")
    assert window.contents.notices.list_notices()
    session.forget_runs([folder, tmp_path / "other"])
    assert window.contents.notices.list_notices() == []
    assert session.run is None
    assert (train.run.folder, train.resume_button.isVisible()) == (None, False)
    window.contents.queue.select(row)
    assert not window.contents.queue.actions_["resume"].isEnabled()
    assert not window.contents.queue.actions_["look"].isEnabled()
    assert waiting not in jobs.rows


def test_that_a_run_that_waited_while_other_data_were_opened_is_not_looked_at_unasked(window, session, jobs, tmp_path):
    row = jobs.submit(TrainJob(RunSpec().replace_paths({"data.train": "example:digits"}), str(tmp_path)), "one")
    jobs.report(row, RunStarted("one", str(tmp_path / "one"), "cpu", 10, 2, 3, 270, 200, "test", "accuracy"))
    assert session.run is None


def test_that_identity_tells_data_splits_and_steps_apart():
    data = marked_dataset("Old")
    assert digest_dataset(data) == digest_dataset(marked_dataset("Old"))
    other = [
        marked_dataset("New"),
        marked_dataset("Old", 23),
        marked_dataset("Old", seed=1),
        replace(data, validation=None),
    ]
    other.append(replace(data, test=data.test.select(np.arange(24)[::-1])))
    assert len({digest_dataset(data), *map(digest_dataset, other)}) == 6

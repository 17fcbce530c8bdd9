"""Train puts one run with a name of its own into the queue."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication

from robustgui.engine.messages import TrainJob
from robustgui.gui import submission
from robustgui.gui.submission import list_stored_names, number_name, submit_training
from robustgui.runs.folder import RunFolder
from robustgui.runs.spec import LONGEST_NAME, RunSpec


def test_that_a_double_click_queues_one_run(qapp, session, jobs, monkeypatch):
    now = [100.0]
    monkeypatch.setattr(submission.time, "monotonic", lambda: now[0])
    assert submit_training(session, jobs) is not None
    now[0] += QApplication.doubleClickInterval() / 2000
    assert submit_training(session, jobs) is None
    now[0] += QApplication.doubleClickInterval() / 1000
    assert submit_training(session, jobs) is not None
    assert len(jobs.rows) == 2


def test_that_other_settings_are_queued_at_once(qapp, session, jobs):
    submit_training(session, jobs)
    session.set_spec(session.spec.copy_with(seed=9))
    assert submit_training(session, jobs) is not None


def test_that_an_impossible_configuration_is_not_queued(session, jobs):
    session.set_problem("Budget eps: must be more than 0")
    assert submit_training(session, jobs) is None
    assert jobs.rows == []


def test_that_runs_with_one_name_are_numbered_and_the_typed_name_stays(qapp, session, jobs):
    session.set_spec(session.spec.copy_with(name="mine"))
    (session.runs_folder / "2026-01-02_030405_mine").mkdir(parents=True)
    row = submit_training(session, jobs)
    assert row is not None
    assert (row.label, row.job.spec.name) == ("mine 2", "mine 2")
    assert session.spec.name == "mine"
    assert isinstance(row.job, TrainJob)


def test_that_a_name_is_numbered_until_it_is_free(tmp_path):
    assert number_name("a", {"b"}, set()) == "a"
    assert number_name("a", {"a", "a 2"}, set()) == "a 3"
    for name in ("2026-01-02_030405_one_two", "index.sqlite", "x"):
        (tmp_path / name).mkdir()
    assert list_stored_names(tmp_path) == {"one_two"}
    assert list_stored_names(tmp_path / "away") == set()


def test_that_a_name_is_numbered_further_after_a_restart(qapp, session, jobs):
    session.set_spec(session.spec.copy_with(name="two words"))
    for label in ("two words", "two words 2"):
        RunFolder.create(session.runs_folder, session.spec.copy_with(name=label))
    row = submit_training(session, jobs)
    assert row is not None
    assert row.label == "two words 3"


def test_that_the_number_of_a_long_name_finds_room():
    longest = "x" * LONGEST_NAME
    second = number_name(longest, {longest}, set())
    assert second.endswith("x 2")
    assert RunSpec(name=second).name == second

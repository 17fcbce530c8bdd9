"""The queue, with an engine that the test plays by hand."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from support.fake_runs import FINISHED, job, step
from support.hand_link import HandLink
from support.job_events import JobEvents

from robustgui.base.errors import Sentence
from robustgui.base.events import Progress, RunFailed, RunStopped
from robustgui.engine.crash_report import EngineCrashed
from robustgui.engine.messages import (
    Answer,
    Ask,
    Control,
    EvaluateJob,
    InspectRequest,
    JobEvent,
    JobState,
    LogLine,
    Ready,
    Refusal,
    ResumeJob,
    Submit,
)
from robustgui.evaluation.events import CurvePoint
from robustgui.gui.jobs import Jobs, JobStatus
from robustgui.runs.events import RunStarted
from robustgui.runs.folder import RunFolder
from robustgui.runs.spec import RunSpec

READY = Ready(("cpu",), ("a processor",), {})
DIED = EngineCrashed(Sentence("The engine crashed ({signal}).", {"signal": "SIGSEGV"}), "where", forced=False)


@pytest.fixture
def link(qtbot) -> HandLink:
    return HandLink()


@pytest.fixture
def jobs(link) -> Jobs:
    return Jobs(link=link)


@pytest.fixture
def warm(jobs, link) -> Jobs:
    link.report(READY)
    return jobs


def test_that_closing_waits_for_an_engine_only_while_something_is_under_way(warm, link):
    warm.shutdown(5.0)
    assert link.patience < 1.0
    warm._closed = False
    warm.submit(job("count 9"), "one")
    warm.shutdown(5.0)
    assert link.patience == 5.0


def started(folder: str = "", steps: int = 10, at: int = 0) -> RunStarted:
    return RunStarted("a", folder, "cpu", 7, 1, steps, 10, 10, "test", "accuracy", step=at)


def question(folder: str | None = None) -> InspectRequest:
    return InspectRequest(folder, None, "test", 0, None, None)


def heard(signal) -> list[Any]:
    found: list[Any] = []
    signal.connect(lambda *values: found.append(values[0] if len(values) == 1 else values))
    return found


def test_that_a_job_waits_until_the_engine_is_warm(jobs, link):
    row = jobs.submit(job("a"), "a")
    assert (row.status, link.sent) == (JobStatus.WAITING, [])
    link.report(READY)
    assert (row.status, link.sent) == (JobStatus.RUNNING, [Submit(row.id, job("a"))])


def test_that_one_job_at_a_time_is_sent_in_the_order_of_the_queue(warm, link):
    rows = [warm.submit(job(name), name) for name in "abc"]
    assert [row.status for row in rows] == [JobStatus.RUNNING, JobStatus.WAITING, JobStatus.WAITING]
    link.report(JobEvent(rows[0].id, FINISHED))
    assert [row.status for row in rows] == [JobStatus.FINISHED, JobStatus.RUNNING, JobStatus.WAITING]
    assert [command.job_id for command in link.sent] == [rows[0].id, rows[1].id]


def test_that_waiting_jobs_can_be_moved_among_themselves_only(warm):
    running, b, c, d = (warm.submit(job(name), name) for name in "abcd")
    warm.move(d, -99)
    assert warm.rows == [running, d, b, c]
    warm.move(d, 1)
    assert warm.rows == [running, b, d, c]
    warm.move(running, 2)
    assert warm.rows == [running, b, d, c]


def test_that_waiting_and_ended_jobs_can_be_removed_but_no_running_one(warm, link):
    running, waiting = warm.submit(job("a"), "a"), warm.submit(job("b"), "b")
    warm.remove(running)
    warm.remove(waiting)
    assert warm.rows == [running]
    link.report(JobEvent(running.id, FINISHED))
    warm.remove(running)
    assert warm.rows == []


def test_that_events_are_kept_and_announced_once_a_batch(warm, link):
    batches = heard(warm.events_arrived)
    row = warm.submit(job("a"), "a")
    link.report(JobEvent(row.id, started()), JobEvent(row.id, step(1)), JobEvent(row.id, step(2)))
    link.report(JobEvent(row.id, step(3)))
    assert batches == [(row, [started(), step(1), step(2)]), (row, [step(3)])]
    assert row.history.steps["step"].tolist() == [1, 2, 3]
    assert (row.done, row.total, row.progress) == (3, 10, 0.3)


def test_that_progress_alone_changes_the_queue_five_times_a_second_at_most(warm, link):
    row = warm.submit(job("a"), "a")
    changes = heard(warm.queue_changed)
    link.report(JobEvent(row.id, started()))
    assert len(changes) == 1
    warm._announced += 1000  # long before the next announcement is due
    link.report(JobEvent(row.id, step(1)))
    assert len(changes) == 1
    warm._announced -= 2000
    link.report(JobEvent(row.id, step(2)))
    assert len(changes) == 2
    link.report(JobEvent(row.id, FINISHED))
    assert len(changes) == 3


def test_that_an_ended_job_is_announced_after_its_last_events(warm, link):
    order = []
    warm.events_arrived.connect(lambda row, events: order.append("events"))
    warm.job_ended.connect(lambda row: order.append(row.status))
    row = warm.submit(job("a"), "a")
    link.report(JobEvent(row.id, step(1)), JobEvent(row.id, FINISHED))
    assert order == ["events", JobStatus.FINISHED]
    assert row.progress == 1.0


def test_that_what_an_old_job_still_says_is_not_taken_for_the_new_one(warm, link):
    first, second = warm.submit(job("a"), "a"), warm.submit(job("b"), "b")
    link.report(JobEvent(first.id, FINISHED))
    link.report(JobEvent(first.id, step(9)))
    assert second.history.step == 0


def test_that_a_pause_shows_when_the_engine_confirms_it(warm, link):
    row = warm.submit(job("a"), "a")
    warm.pause()
    assert (link.sent[-1], row.status) == (Control(row.id, "pause"), JobStatus.RUNNING)
    link.report(JobState(row.id, paused=True))
    assert row.status is JobStatus.PAUSED
    warm.go_on()
    link.report(JobState(row.id, paused=False))
    assert (link.sent[-1], row.status) == (Control(row.id, "go_on"), JobStatus.RUNNING)


def test_that_a_stop_is_asked_for_once(warm, link):
    row = warm.submit(job("a"), "a")
    warm.stop()
    warm.stop()
    assert link.sent[1:] == [Control(row.id, "stop")]
    assert row.status is JobStatus.STOPPING
    link.report(JobState(row.id, paused=False))
    assert row.status is JobStatus.STOPPING
    link.report(JobEvent(row.id, RunStopped(3, 1)))
    assert row.status is JobStatus.STOPPED


def test_that_a_job_that_does_not_stop_in_time_is_announced(warm, link, qtbot, monkeypatch):
    warm._overdue.setInterval(0)
    row = warm.submit(job("a"), "a")
    with qtbot.waitSignal(warm.stop_overdue) as announced:
        warm.stop()
    assert announced.args == [row]


def test_that_a_stop_in_time_is_not_overdue(warm, link):
    row = warm.submit(job("a"), "a")
    warm.stop()
    link.report(JobEvent(row.id, RunStopped(3, 1)))
    assert not warm._overdue.isActive()


def test_that_commands_without_a_job_are_harmless(warm, link):
    warm.pause()
    warm.go_on()
    warm.stop()
    assert link.sent == []


def test_that_the_death_of_the_engine_ends_its_job_with_the_reason_and_the_next_one_goes_on(warm, link, tmp_path):
    folder = RunFolder.create(tmp_path, RunSpec()).path
    (folder / "checkpoint").mkdir()
    (folder / "checkpoint" / "step_00000004.safetensors").touch()
    reasons, endings = heard(warm.engine_died), heard(warm.job_ended)
    events = JobEvents(warm)
    first, second = warm.submit(job("a"), "a"), warm.submit(job("b"), "b")
    link.report(JobEvent(first.id, started(str(folder))))
    link.died.emit(DIED)
    assert (first.status, first.message, first.resumable) == (JobStatus.FAILED, DIED.reason, True)
    assert events[first][-1] == RunFailed(DIED.reason, "where", resumable=True)
    assert (reasons, endings) == ([DIED.reason], [first])
    assert second.status is JobStatus.WAITING
    link.report(READY)
    assert second.status is JobStatus.RUNNING


def test_that_a_run_without_a_checkpoint_cannot_be_resumed_after_a_death(warm, link, tmp_path):
    row = warm.submit(job("a"), "a")
    link.report(JobEvent(row.id, started(str(tmp_path / "gone"))))
    link.died.emit(DIED)
    assert not row.resumable


def test_that_questions_wait_for_a_warm_engine_the_newest_of_each_topic(jobs, link):
    jobs.ask("a", question("1"))
    jobs.ask("a", question("2"))
    jobs.ask("b", question("3"))
    assert link.sent == []
    link.report(READY)
    assert [ask.question.folder for ask in link.sent] == ["2", "3"]


def test_that_answers_arrive_by_topic_and_the_engine_is_watched_closely_until_then(warm, link):
    answers = heard(warm.answered)
    warm.ask("a", question())
    assert link.busy
    (ask,) = link.sent
    assert isinstance(ask, Ask)
    link.report(Answer(ask.question_id, "a", "reply"))
    assert answers == [("a", "reply")]
    assert not link.busy


def test_that_a_refusal_of_a_question_that_was_replaced_is_not_shown(warm, link):
    refusals = heard(warm.refused)
    warm.ask("a", question("1"))
    warm.ask("a", question("2"))
    old, new = link.sent
    link.report(Refusal(old.question_id, "a", Sentence("old")), Refusal(new.question_id, "a", Sentence("new")))
    assert refusals == [("a", Sentence("new"), "")]


def test_that_open_questions_are_refused_when_the_engine_dies_and_not_asked_again(warm, link):
    refusals = heard(warm.refused)
    warm.ask("a", question("1"))
    link.died.emit(DIED)
    link.report(READY)
    assert refusals == [("a", DIED.reason, "where")]
    assert len(link.sent) == 1


def test_that_log_lines_are_passed_on(warm, link):
    lines = heard(warm.logged)
    link.report(LogLine("INFO", "one sequence per line", 0.0))
    assert lines == [LogLine("INFO", "one sequence per line", 0.0)]


def test_that_closing_the_window_ends_a_job_that_nobody_could_end(warm, link):
    row, waiting = warm.submit(job("a"), "a"), warm.submit(job("b"), "b")
    warm.shutdown()
    assert link.calls == ["close"]
    assert (row.status, waiting.status) == (JobStatus.FAILED, JobStatus.WAITING)
    assert len(link.sent) == 1


def test_that_the_time_left_follows_the_pace_since_the_first_step_without_pauses(warm):
    row = warm.submit(job("a"), "a")
    begin = row.started
    row.add(Progress(Sentence("Reading the data"), 0, 1), begin + 1)
    assert row.phase == Sentence("Reading the data")
    row.add(started(steps=100, at=20), begin + 50)
    row.add(step(21), begin + 60)
    assert row.seconds_left(begin + 60) is None
    row.add(step(31), begin + 70)
    assert row.seconds_left(begin + 70) == pytest.approx(69)
    row.pause(True, begin + 70)
    assert row.seconds_left(begin + 500) == pytest.approx(69)
    row.pause(False, begin + 570)
    row.add(step(41), begin + 580)
    assert row.seconds_left(begin + 580) == pytest.approx(59)
    assert row.elapsed(begin + 580) == pytest.approx(80)
    row.add(FINISHED, begin + 600)
    assert (row.seconds_left(begin + 700), row.elapsed(begin + 700)) == (None, pytest.approx(100))


def test_that_an_evaluation_counts_its_points(warm, link):
    spec = RunSpec()
    row = warm.submit(EvaluateJob(("x", "y"), (spec.watch.attack,), spec.watch.threat, (0.0, 0.1)), "curve")
    point = CurvePoint("x", 0.1, "std", "accuracy", 0.5, 0.4, 0.6, 10, ())
    link.report(JobEvent(row.id, point), JobEvent(row.id, Progress(Sentence("Attacking"), 3, 9)))
    assert (row.done, row.total) == (1, 4)


def test_that_a_resumed_job_knows_its_folder_at_once(warm):
    assert warm.submit(ResumeJob("some/run"), "a").folder == Path("some/run")

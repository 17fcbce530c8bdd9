"""The queue, with an engine that the test plays by hand."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from support.fake_runs import FINISHED, job, step
from support.hand_executor import HandExecutor
from support.measuring import evaluate_job

from robustgui.base.errors import Sentence
from robustgui.base.events import Progress, RunStopped
from robustgui.engine.messages import (
    CancelRun,
    EngineCrashed,
    InspectRequest,
    LogLine,
    PauseRun,
    Ready,
    RequestDone,
    RequestFailed,
    ResumeJob,
    RunEvent,
    RunPaused,
    SubmitJob,
    SubmitRequest,
)
from robustgui.evaluation.events import CurvePoint
from robustgui.gui.executor_poller import BUSY_MS, IDLE_MS
from robustgui.gui.jobs import Jobs, JobStatus
from robustgui.runs.events import RunStarted
from robustgui.runs.spec import RunSpec

READY = Ready(("cpu",), ("a processor",), {})
CRASHED = EngineCrashed(Sentence("The engine crashed ({signal}).", {"signal": "SIGSEGV"}), "where", forced=False)


@pytest.fixture
def executor(qtbot) -> HandExecutor:
    return HandExecutor()


@pytest.fixture
def jobs(executor) -> Jobs:
    jobs = Jobs(executor=executor)
    executor.poll = jobs._poller.poll
    return jobs


@pytest.fixture
def warm(jobs, executor) -> Jobs:
    jobs.start()
    executor.report(READY)
    return jobs


def test_that_closing_waits_for_an_engine_only_while_something_is_under_way(warm, executor):
    warm.shutdown(5.0)
    assert executor.patience < 1.0
    warm._closed = False
    warm.submit(job("count 9"), "one")
    warm.shutdown(5.0)
    assert executor.patience == 5.0


def started(folder: str = "", steps: int = 10, at: int = 0) -> RunStarted:
    return RunStarted("a", folder, "cpu", 7, 1, steps, 10, 10, "test", "accuracy", step=at)


def make_request(folder: str | None = None) -> InspectRequest:
    return InspectRequest(folder, None, "test", 0, None, None)


def heard(signal) -> list[Any]:
    found: list[Any] = []
    signal.connect(lambda *values: found.append(values[0] if len(values) == 1 else values))
    return found


def test_that_a_job_waits_until_the_engine_is_warm(jobs, executor):
    row = jobs.submit(job("a"), "a")
    assert (row.status, executor.sent) == (JobStatus.WAITING, [])
    executor.report(READY)
    assert (row.status, executor.sent) == (JobStatus.RUNNING, [SubmitJob(row.run, job("a"))])


def test_that_one_job_at_a_time_is_sent_in_the_order_of_the_queue(warm, executor):
    rows = [warm.submit(job(name), name) for name in "abc"]
    assert [row.status for row in rows] == [JobStatus.RUNNING, JobStatus.WAITING, JobStatus.WAITING]
    executor.report(RunEvent(rows[0].run, FINISHED))
    assert [row.status for row in rows] == [JobStatus.FINISHED, JobStatus.RUNNING, JobStatus.WAITING]
    assert [command.run for command in executor.sent] == [rows[0].run, rows[1].run]


def test_that_waiting_jobs_can_be_moved_among_themselves_only(warm):
    running, b, c, d = (warm.submit(job(name), name) for name in "abcd")
    warm.move(d, -99)
    assert warm.rows == [running, d, b, c]
    warm.move(d, 1)
    assert warm.rows == [running, b, d, c]
    warm.move(running, 2)
    assert warm.rows == [running, b, d, c]


def test_that_waiting_and_ended_jobs_can_be_removed_but_no_running_one(warm, executor):
    running, waiting = warm.submit(job("a"), "a"), warm.submit(job("b"), "b")
    warm.remove(running)
    warm.remove(waiting)
    assert warm.rows == [running]
    executor.report(RunEvent(running.run, FINISHED))
    warm.remove(running)
    assert warm.rows == []


def test_that_events_are_kept_and_announced_once_a_batch(warm, executor):
    batches = heard(warm.events_arrived)
    row = warm.submit(job("a"), "a")
    executor.report(RunEvent(row.run, started()), RunEvent(row.run, step(1)), RunEvent(row.run, step(2)))
    executor.report(RunEvent(row.run, step(3)))
    assert batches == [(row, [started(), step(1), step(2)]), (row, [step(3)])]
    assert row.history.steps["step"].tolist() == [1, 2, 3]
    assert (row.done, row.total, row.progress) == (3, 10, 0.3)


def test_that_progress_alone_changes_the_queue_five_times_a_second_at_most(warm, executor):
    row = warm.submit(job("a"), "a")
    changes = heard(warm.queue_changed)
    executor.report(RunEvent(row.run, started()))
    assert len(changes) == 1
    warm._announced += 1000  # long before the next announcement is due
    executor.report(RunEvent(row.run, step(1)))
    assert len(changes) == 1
    warm._announced -= 2000
    executor.report(RunEvent(row.run, step(2)))
    assert len(changes) == 2
    executor.report(RunEvent(row.run, FINISHED))
    assert len(changes) == 3


def test_that_an_ended_job_is_announced_after_its_last_events(warm, executor):
    order = []
    warm.events_arrived.connect(lambda row, events: order.append("events"))
    warm.job_ended.connect(lambda row: order.append(row.status))
    row = warm.submit(job("a"), "a")
    executor.report(RunEvent(row.run, step(1)), RunEvent(row.run, FINISHED))
    assert order == ["events", JobStatus.FINISHED]
    assert row.progress == 1.0


def test_that_what_an_old_job_still_says_is_not_taken_for_the_new_one(warm, executor):
    first, second = warm.submit(job("a"), "a"), warm.submit(job("b"), "b")
    executor.report(RunEvent(first.run, FINISHED))
    executor.report(RunEvent(first.run, step(9)))
    assert second.history.step == 0


def test_that_a_pause_shows_when_the_engine_confirms_it(warm, executor):
    row = warm.submit(job("a"), "a")
    warm.pause()
    assert (executor.sent[-1], row.status) == (PauseRun(row.run, paused=True), JobStatus.RUNNING)
    executor.report(RunPaused(row.run, paused=True))
    assert row.status is JobStatus.PAUSED
    warm.go_on()
    executor.report(RunPaused(row.run, paused=False))
    assert (executor.sent[-1], row.status) == (PauseRun(row.run, paused=False), JobStatus.RUNNING)


def test_that_a_stop_is_asked_for_once(warm, executor):
    row = warm.submit(job("a"), "a")
    warm.stop()
    warm.stop()
    assert executor.sent[1:] == [CancelRun(row.run)]
    assert row.status is JobStatus.STOPPING
    executor.report(RunPaused(row.run, paused=False))
    assert row.status is JobStatus.STOPPING
    executor.report(RunEvent(row.run, RunStopped(3, 1)))
    assert row.status is JobStatus.STOPPED


def test_that_a_job_that_does_not_stop_in_time_is_announced(warm, executor, qtbot, monkeypatch):
    warm._overdue.setInterval(0)
    row = warm.submit(job("a"), "a")
    with qtbot.waitSignal(warm.stop_overdue) as announced:
        warm.stop()
    assert announced.args == [row]


def test_that_a_stop_in_time_is_not_overdue(warm, executor):
    row = warm.submit(job("a"), "a")
    warm.stop()
    executor.report(RunEvent(row.run, RunStopped(3, 1)))
    assert not warm._overdue.isActive()


def test_that_commands_without_a_job_are_harmless(warm, executor):
    warm.pause()
    warm.go_on()
    warm.stop()
    assert executor.sent == []


def test_that_a_crash_of_the_engine_ends_its_job_with_the_reason_and_the_next_one_waits_for_another_engine(
    warm, executor
):
    reasons, endings = heard(warm.engine_crashed), heard(warm.job_ended)
    first, second = warm.submit(job("a"), "a"), warm.submit(job("b"), "b")
    executor.crash(CRASHED)
    assert (first.status, first.message) == (JobStatus.FAILED, CRASHED.reason)
    assert (reasons, endings) == ([CRASHED.reason], [first])
    assert second.status is JobStatus.WAITING
    executor.report(READY)
    assert second.status is JobStatus.RUNNING


def test_that_requests_wait_for_a_warm_engine_the_newest_of_each_topic(jobs, executor):
    jobs.request("a", make_request("1"))
    jobs.request("a", make_request("2"))
    jobs.request("b", make_request("3"))
    assert executor.sent == []
    executor.report(READY)
    assert [ask.request.folder for ask in executor.sent] == ["2", "3"]


def test_that_replies_arrive_by_topic_and_the_engine_is_polled_often_until_then(warm, executor):
    replies = heard(warm.request_done)
    warm.request("a", make_request())
    assert warm._poller._timer.interval() == BUSY_MS
    (ask,) = executor.sent
    assert isinstance(ask, SubmitRequest)
    executor.report(RequestDone(ask.request_id, "a", "reply"))
    assert replies == [("a", "reply")]
    assert warm._poller._timer.interval() == IDLE_MS


def test_that_the_failure_of_a_request_that_was_replaced_is_not_shown(warm, executor):
    refusals = heard(warm.request_failed)
    warm.request("a", make_request("1"))
    warm.request("a", make_request("2"))
    old, new = executor.sent
    executor.report(
        RequestFailed(old.request_id, "a", Sentence("old")), RequestFailed(new.request_id, "a", Sentence("new"))
    )
    assert refusals == [("a", Sentence("new"), "")]


def test_that_open_requests_fail_when_the_engine_crashes_and_are_not_sent_again(warm, executor):
    refusals = heard(warm.request_failed)
    warm.request("a", make_request("1"))
    executor.crash(CRASHED)
    executor.report(READY)
    assert refusals == [("a", CRASHED.reason, "where")]
    assert len(executor.sent) == 1


def test_that_log_lines_are_passed_on(warm, executor):
    lines = heard(warm.logged)
    executor.report(LogLine("INFO", "one sequence per line", 0.0))
    assert lines == [LogLine("INFO", "one sequence per line", 0.0)]


def test_that_nothing_is_submitted_once_the_window_closes(warm, executor):
    row, waiting = warm.submit(job("a"), "a"), warm.submit(job("b"), "b")
    executor.close = lambda patience_s: executor.report(RunEvent(row.run, RunStopped(3, 1)))
    warm.shutdown()
    assert (row.status, waiting.status) == (JobStatus.STOPPED, JobStatus.WAITING)
    assert len(executor.sent) == 1


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
    assert row.measure_elapsed(begin + 580) == pytest.approx(80)
    row.add(FINISHED, begin + 600)
    assert (row.seconds_left(begin + 700), row.measure_elapsed(begin + 700)) == (None, pytest.approx(100))


def test_that_an_evaluation_counts_its_points(warm, executor):
    spec = RunSpec()
    row = warm.submit(evaluate_job(("x", "y"), (spec.watch.attack,), spec.watch.threat, (0.0, 0.1)), "curve")
    point = CurvePoint("x", 0.1, "std", "accuracy", 0.5, 0.4, 0.6, 10, ())
    executor.report(RunEvent(row.run, point), RunEvent(row.run, Progress(Sentence("Attacking"), 3, 9)))
    assert (row.done, row.total) == (1, 4)


def test_that_a_resumed_job_knows_its_folder_at_once(warm):
    assert warm.submit(ResumeJob("some/run"), "a").folder == Path("some/run")

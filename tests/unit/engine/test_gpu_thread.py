"""The thread that owns the device: jobs, their endings, and requests between two steps."""

from __future__ import annotations

import random
import threading
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
import pytest
import torch
from support.fake_runs import FINISHED, FakeRun, job, make_run, step
from support.listener import Listener

from robustgui.base.errors import Interrupted, RunError, Sentence
from robustgui.base.events import Ending, RunFailed, RunStopped
from robustgui.engine.gpu_thread import GpuThread
from robustgui.engine.messages import (
    CancelRun,
    FollowRequest,
    InspectRequest,
    PauseRun,
    Report,
    RequestDone,
    RequestFailed,
    RunEvent,
    RunPaused,
    SubmitJob,
    SubmitRequest,
)
from robustgui.engine.request_handler import FollowedRequests
from robustgui.training.events import EpochDone, StepDone

Start = Callable[..., GpuThread]


@pytest.fixture
def heard() -> Listener:
    return Listener()


@pytest.fixture
def start(heard: Listener) -> Iterator[Start]:
    """Starts a thread on fake runs; it is closed after the test."""
    threads: list[GpuThread] = []

    def make(handle: Callable[..., Any] = lambda request, run, stop: request.index, **others: Any) -> GpuThread:
        thread = GpuThread(others.pop("report", heard.put), others.pop("make_run", make_run), handle, **others)
        threads.append(thread)
        thread.start()
        return thread

    yield make
    ended = [thread.close(30) for thread in threads]
    assert all(ended)


def make_request(index: int = 0) -> InspectRequest:
    return InspectRequest(None, None, "test", index, None, None)


def is_step(report: Report) -> bool:
    return isinstance(report, RunEvent) and isinstance(report.event, StepDone)


def test_that_a_job_reports_every_event_in_order_and_one_ending(heard: Listener, start: Start) -> None:
    start().handle(SubmitJob("1", job("count 500")))
    heard.wait_for_ending()
    assert heard.events()[1:] == [*map(step, range(1, 501)), FINISHED]


def test_that_jobs_follow_one_another(heard: Listener, start: Start) -> None:
    thread = start()
    for run in ("1", "2", "3"):
        thread.handle(SubmitJob(run, job("count 5")))
    heard.wait_for_ending("3")
    assert [r.run for r in heard.reports if isinstance(r, RunEvent) and r.event == FINISHED] == ["1", "2", "3"]


def test_that_a_bug_in_a_run_keeps_its_traceback(heard: Listener, start: Start) -> None:
    start().handle(SubmitJob("1", job("raise")))
    ending = heard.wait_for_ending()
    assert isinstance(ending, RunFailed)
    assert "a broken defence" in str(ending.message)
    assert "fake_runs.py" in ending.details


def test_that_an_expected_error_of_a_run_is_its_sentence_alone(heard: Listener, start: Start) -> None:
    start().handle(SubmitJob("1", job("refuse")))
    assert heard.wait_for_ending() == RunFailed(Sentence("{file} is no dataset.", {"file": "series.csv"}), "")


def test_that_a_job_that_cannot_be_made_fails(heard: Listener, start: Start) -> None:
    def broken(job: Any, stop: Any) -> Any:
        raise TypeError("no such job")

    start(make_run=broken).handle(SubmitJob("1", job("count 1")))
    ending = heard.wait_for_ending()
    assert isinstance(ending, RunFailed)
    assert "no such job" in str(ending.message)


def test_that_a_run_that_says_nothing_about_its_end_has_failed(heard: Listener, start: Start) -> None:
    start().handle(SubmitJob("1", job("silent")))
    assert isinstance(heard.wait_for_ending(), RunFailed)


def test_that_a_run_that_breaks_after_its_ending_has_that_one_ending(heard: Listener, start: Start) -> None:
    thread = start()
    thread.handle(SubmitJob("1", job("twice")))
    thread.handle(SubmitJob("2", job("count 1")))
    heard.wait_for_ending("2")
    assert heard.events("1") == [FINISHED]


@pytest.mark.parametrize("name", ["count 1000000000", "stubborn", "attacking"])
def test_that_a_stop_ends_any_run_within_one_more_event(name: str, heard: Listener, start: Start) -> None:
    def report(report: Report) -> None:
        heard.put(report)
        if is_step(report) and report.event.step == 3:
            thread.handle(CancelRun("1"))

    thread = start(report=report)
    thread.handle(SubmitJob("1", job(name)))
    ending = heard.wait_for_ending()
    assert isinstance(ending, RunStopped)
    assert 3 <= ending.step <= 4


def test_that_a_stopped_run_is_closed_so_that_it_saves(heard: Listener, start: Start, tmp_path: Any) -> None:
    thread = start()
    thread.handle(SubmitJob("1", job("stubborn", tmp_path)))
    heard.wait_for(is_step)
    thread.handle(CancelRun("1"))
    ending = heard.wait_for_ending()
    assert isinstance(ending, RunStopped)
    assert (tmp_path / "saved").read_text() == str(ending.step)


def test_that_closing_the_thread_stops_its_job_and_saves(heard: Listener, start: Start, tmp_path: Any) -> None:
    thread = start()
    thread.handle(SubmitJob("1", job("stubborn", tmp_path)))
    heard.wait_for(is_step)
    assert thread.close(30)
    assert isinstance(heard.events()[-1], RunStopped)
    assert (tmp_path / "saved").exists()


def test_that_a_stop_is_for_the_job_it_names_only(heard: Listener, start: Start) -> None:
    thread = start()
    thread.handle(SubmitJob("1", job("stubborn")))
    thread.handle(SubmitJob("2", job("stubborn")))
    thread.handle(SubmitJob("3", job("count 50")))
    thread.handle(CancelRun("2"))  # it waits still
    thread.handle(CancelRun("1"))
    assert heard.wait_for_ending("3") == FINISHED
    assert heard.events("2") == [RunStopped(0, 0)]


def test_that_a_paused_job_takes_no_step_until_it_goes_on(heard: Listener, start: Start) -> None:
    thread = start(lambda request, run, stop: run.step)
    thread.handle(SubmitJob("1", job("stubborn")))
    heard.wait_for(is_step)
    thread.handle(PauseRun("1", paused=True))
    heard.wait_for(lambda r: r == RunPaused("1", paused=True))
    for number in range(20):  # handled while it is paused
        thread.handle(SubmitRequest(number, "a", make_request()))
        heard.wait_for(lambda r, n=number: isinstance(r, RequestDone) and r.request_id == n)
    steps = {r.reply for r in heard.reports if isinstance(r, RequestDone)}
    assert len(steps) == 1
    thread.handle(PauseRun("1", paused=False))
    heard.wait_for(lambda r: r == RunPaused("1", paused=False))
    (paused_at,) = steps
    heard.wait_for(lambda r: is_step(r) and r.event.step > paused_at)


def test_that_a_paused_job_can_be_stopped(heard: Listener, start: Start) -> None:
    thread = start()
    thread.handle(SubmitJob("1", job("stubborn")))
    thread.handle(PauseRun("1", paused=True))
    heard.wait_for(lambda r: r == RunPaused("1", paused=True))
    thread.handle(CancelRun("1"))
    assert isinstance(heard.wait_for_ending(), RunStopped)


def test_that_a_request_is_handled_between_two_steps_on_the_run_of_that_moment(heard: Listener, start: Start) -> None:
    def handle(request: InspectRequest, run: FakeRun, stop: Any) -> tuple[int, str]:
        return run.step, threading.current_thread().name

    thread = start(handle)
    thread.handle(SubmitJob("1", job("stubborn")))
    heard.wait_for(is_step, count=5)
    thread.handle(SubmitRequest(7, "a", make_request()))
    found = heard.wait_for(lambda r: isinstance(r, RequestDone))
    place = heard.reports.index(found)
    last = [r.event.step for r in heard.reports[:place] if is_step(r)][-1]
    assert found.reply == (last, "gpu")


def test_that_a_followed_request_is_handled_after_every_measurement_on_the_network_measured(
    heard: Listener, start: Start
) -> None:
    thread = start(lambda request, run, stop: (request.index, run.step))
    thread.handle(FollowRequest("watch", make_request(4)))
    thread.handle(SubmitJob("1", job("epochs 20")))
    heard.wait_for_ending()
    told = [(r.topic, r.reply) for r in heard.reports if isinstance(r, RequestDone)]
    assert told == [("watch", (4, number)) for number in range(1, 21)]
    for number, report in enumerate(heard.reports):
        if isinstance(report, RequestDone):  # right behind the measurement, before the next step
            before = heard.reports[number - 1]
            assert isinstance(before, RunEvent)
            assert isinstance(before.event, EpochDone)


def test_that_only_the_newest_followed_request_of_a_topic_is_handled_and_none_that_was_given_up(
    heard: Listener, start: Start
) -> None:
    thread = start(lambda request, run, stop: request.index)
    for topic, number in (("watch", 1), ("watch", 2), ("other", 3)):
        thread.handle(FollowRequest(topic, make_request(number)))
    thread.handle(FollowRequest("other", None))
    thread.handle(SubmitJob("1", job("epochs 3")))
    heard.wait_for_ending()
    assert [r.reply for r in heard.reports if isinstance(r, RequestDone)] == [2, 2, 2]


def test_that_a_followed_request_that_cannot_be_handled_does_not_end_the_run(heard: Listener, start: Start) -> None:
    def handle(request: InspectRequest, run: Any, stop: Any) -> int:
        raise RunError("There is no such sequence.")

    thread = start(handle)
    thread.handle(FollowRequest("watch", make_request()))
    thread.handle(SubmitJob("1", job("epochs 3")))
    assert heard.wait_for_ending() == FINISHED
    assert sum(isinstance(r, RequestFailed) for r in heard.reports) == 3


def test_that_slow_requests_take_their_share_of_the_time_and_no_more(monkeypatch: pytest.MonkeyPatch) -> None:
    """One second of handling in every four: the clock goes on by itself between measurements."""
    now = [0.0]
    monkeypatch.setattr("robustgui.engine.request_handler.time.monotonic", lambda: now[0])
    followed = FollowedRequests()
    followed.set("watch", make_request())
    handled = 0
    for _ in range(100):
        for _ in followed.due(FakeRun(job("count 1"), lambda: False)):
            now[0] += 1.0
            handled += 1
        now[0] += 0.5
    assert handled * 1.0 <= 0.25 * now[0] + 1
    assert handled >= 0.2 * now[0]


def test_that_an_idle_thread_handles_requests(heard: Listener, start: Start) -> None:
    start().handle(SubmitRequest(7, "a", make_request(3)))
    assert heard.wait_for(lambda r: isinstance(r, RequestDone)) == RequestDone(7, "a", 3)


def test_that_of_several_waiting_requests_of_a_topic_only_the_newest_is_handled(heard: Listener, start: Start) -> None:
    busy, go = threading.Event(), threading.Event()

    def handle(request: InspectRequest, run: Any, stop: Any) -> int:
        busy.set()
        assert go.wait(30)
        return request.index

    thread = start(handle)
    thread.handle(SubmitRequest(1, "a", make_request(1)))
    assert busy.wait(30)
    for number in range(2, 9):
        thread.handle(SubmitRequest(number, "a", make_request(number)))
    thread.handle(SubmitRequest(9, "b", make_request(9)))
    go.set()
    heard.wait_for(lambda r: isinstance(r, RequestDone), count=3)
    assert [r.reply for r in heard.reports if isinstance(r, RequestDone)] == [1, 8, 9]


def test_that_a_long_reply_gives_way_to_a_newer_request(heard: Listener, start: Start) -> None:
    busy = threading.Event()

    def handle(request: InspectRequest, run: Any, stop: Callable[[], bool]) -> int:
        while request.index == 1:
            busy.set()
            if stop():
                raise Interrupted
        return request.index

    thread = start(handle)
    thread.handle(SubmitRequest(1, "a", make_request(1)))
    assert busy.wait(30)
    thread.handle(SubmitRequest(2, "a", make_request(2)))
    heard.wait_for(lambda r: isinstance(r, RequestDone))
    assert [r.reply for r in heard.reports] == [2]


def test_that_a_request_in_progress_gives_way_to_a_stop_and_is_handled_after_the_job(
    heard: Listener, start: Start
) -> None:
    busy = threading.Event()

    def handle(request: InspectRequest, run: FakeRun, stop: Callable[[], bool]) -> bool:
        while not run.closed:
            busy.set()
            if stop():
                raise Interrupted
        return run.closed

    thread = start(handle)
    thread.handle(SubmitJob("1", job("stubborn")))
    thread.handle(SubmitRequest(1, "a", make_request()))
    assert busy.wait(30)
    thread.handle(CancelRun("1"))
    assert heard.wait_for(lambda r: isinstance(r, RequestDone)).reply is True
    assert isinstance(heard.reports[-1], RequestDone)


def test_that_a_request_that_breaks_is_refused_with_its_traceback_and_the_job_goes_on(
    heard: Listener, start: Start
) -> None:
    def handle(request: InspectRequest, run: Any, stop: Any) -> None:
        raise ZeroDivisionError("in the inspector")

    thread = start(handle)
    thread.handle(SubmitJob("1", job("count 300")))
    thread.handle(SubmitRequest(1, "a", make_request()))
    refusal = heard.wait_for(lambda r: isinstance(r, RequestFailed))
    assert "test_gpu_thread.py" in refusal.details
    assert heard.wait_for_ending() == FINISHED


def test_that_an_expected_error_of_a_request_is_its_sentence_alone(heard: Listener, start: Start) -> None:
    def handle(request: InspectRequest, run: Any, stop: Any) -> None:
        raise RunError("There is no sequence {index}.", index=request.index)

    start(handle).handle(SubmitRequest(1, "a", make_request(99)))
    refusal = heard.wait_for(lambda r: isinstance(r, RequestFailed))
    assert refusal == RequestFailed(1, "a", Sentence("There is no sequence {index}.", {"index": 99}), "")


def test_that_a_request_leaves_no_trace_in_any_random_state(heard: Listener, start: Start) -> None:
    drawn: list[tuple[Any, ...]] = []

    def handle(request: InspectRequest, run: Any, stop: Any) -> tuple[Any, ...]:
        torch.set_grad_enabled(False)
        drawn.append((torch.rand(3).tolist(), np.random.rand(3).tolist(), random.random()))  # noqa: NPY002
        return drawn[-1]

    thread = start(handle)
    for number in range(2):
        thread.handle(SubmitRequest(number, "a", make_request()))
        heard.wait_for(lambda r: isinstance(r, RequestDone), count=number + 1)
    assert drawn[0] == drawn[1]


@pytest.mark.parametrize("name", ["lose", "swallowed"])
def test_that_a_lost_graphics_card_is_told_after_the_ending(name: str, heard: Listener, start: Start) -> None:
    lost: list[int] = []
    thread = start(on_fatal=lambda: lost.append(len(heard.reports)))
    thread.handle(SubmitJob("1", job(name)))
    thread.handle(SubmitJob("2", job("count 1")))
    heard.wait_for_ending("2")
    endings = [i for i, r in enumerate(heard.reports) if isinstance(r, RunEvent) and isinstance(r.event, Ending)]
    assert lost == [endings[0] + 1]

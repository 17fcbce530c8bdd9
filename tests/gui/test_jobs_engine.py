"""The queue over real engine processes: deaths, new engines, force, and the end."""

from __future__ import annotations

import os
import signal
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest
from support.fake_runs import FINISHED, MAKE_RUN, job
from support.job_events import JobEvents

from robustgui.base.events import RunStopped
from robustgui.engine.client import EngineClient
from robustgui.engine.engine_executor import EngineExecutor
from robustgui.gui.jobs import Jobs, JobStatus
from robustgui.training.events import StepDone

TESTS = Path(__file__).parents[1]
PATIENCE_MS = 60_000


@pytest.fixture
def jobs(qapp, monkeypatch) -> Iterator[Jobs]:
    """A queue over an engine that carries out fake runs, and starts without torch."""
    monkeypatch.setenv("PYTHONPATH", str(TESTS))
    jobs = Jobs(executor=EngineExecutor(lambda: EngineClient(MAKE_RUN, warm=False)))
    jobs.taken_down = JobEvents(jobs)
    jobs.start()
    yield jobs
    jobs.shutdown()


def run_until_steps(jobs: Jobs, qtbot, name: str, folder: Path | str = "") -> object:
    row = jobs.submit(job(name, folder), name)
    qtbot.waitUntil(lambda: any(isinstance(event, StepDone) for event in jobs.taken_down[row]), timeout=PATIENCE_MS)
    return row


def test_that_a_job_runs_from_the_queue_to_its_end(jobs, qtbot):
    row = jobs.submit(job("count 1000"), "a")
    with qtbot.waitSignal(jobs.job_ended, timeout=PATIENCE_MS):
        pass
    assert jobs.taken_down[row][-1] == FINISHED
    assert [event.step for event in jobs.taken_down[row] if isinstance(event, StepDone)] == list(range(1, 1001))


def test_that_a_stopped_job_has_saved(jobs, qtbot, tmp_path):
    row = run_until_steps(jobs, qtbot, "stubborn", tmp_path)
    with qtbot.waitSignal(jobs.job_ended, timeout=PATIENCE_MS):
        jobs.stop()
    assert isinstance(jobs.taken_down[row][-1], RunStopped)
    assert (tmp_path / "saved").read_text() == str(jobs.taken_down[row][-1].step)


def test_that_a_killed_engine_is_replaced_and_the_queue_goes_on(jobs, qtbot):
    victim = run_until_steps(jobs, qtbot, "stubborn")
    heir = jobs.submit(job("count 10"), "b")
    old = jobs.engine_pid()
    os.kill(old, signal.SIGKILL)
    qtbot.waitUntil(lambda: heir.status is JobStatus.FINISHED, timeout=PATIENCE_MS)
    assert victim.status is JobStatus.FAILED
    assert "SIGKILL" in str(victim.message)
    assert jobs.engine_pid() != old
    assert not psutil.pid_exists(old)


def test_that_a_job_that_hangs_is_stopped_by_force(jobs, qtbot):
    row = run_until_steps(jobs, qtbot, "deaf")
    jobs.stop()
    old = jobs.engine_pid()
    with qtbot.waitSignal(jobs.job_ended, timeout=PATIENCE_MS):
        jobs.force_stop()
    assert row.status is JobStatus.FAILED
    assert "by force" in str(row.message)
    assert not psutil.pid_exists(old)


def test_that_closing_in_the_middle_of_a_job_saves_it_and_leaves_nothing(jobs, qtbot, tmp_path):
    row = run_until_steps(jobs, qtbot, "stubborn", tmp_path)
    pid = jobs.engine_pid()
    jobs.shutdown(30)
    assert row.status is JobStatus.STOPPED
    assert (tmp_path / "saved").read_text() == str(jobs.taken_down[row][-1].step)
    assert not psutil.pid_exists(pid)
    assert not [thread for thread in threading.enumerate() if thread.name.startswith("engine-")]


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux says that a process is stopped")
def test_that_a_stopped_engine_is_told_recovers_and_its_job_goes_on(jobs, qtbot):
    row = run_until_steps(jobs, qtbot, "stubborn")
    os.kill(jobs.engine_pid(), signal.SIGSTOP)
    qtbot.waitUntil(lambda: jobs.silence is not None, timeout=PATIENCE_MS)
    assert jobs.silence.state == "stopped"
    assert row.status is JobStatus.RUNNING
    os.kill(jobs.engine_pid(), signal.SIGCONT)
    qtbot.waitUntil(lambda: jobs.silence is None, timeout=PATIENCE_MS)
    before = row.done
    qtbot.waitUntil(lambda: row.done > before, timeout=PATIENCE_MS)


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux says that a process is stopped")
def test_that_a_stopped_engine_is_ended_by_force_and_at_once_when_the_window_closes(jobs, qtbot):
    row = run_until_steps(jobs, qtbot, "stubborn")
    pid = jobs.engine_pid()
    os.kill(pid, signal.SIGSTOP)
    qtbot.waitUntil(lambda: jobs.silence is not None, timeout=PATIENCE_MS)
    began = time.monotonic()
    jobs.shutdown(30)
    assert time.monotonic() - began < 10
    assert row.status is JobStatus.FAILED
    assert not psutil.pid_exists(pid)

"""The window's queue runs on an executor that has the three methods alone, and runs two jobs at once."""

from __future__ import annotations

from pathlib import Path

import pytest
from support.fake_runs import FINISHED, job, make_run
from support.job_events import JobEvents
from support.synchronous_executor import SynchronousExecutor

from robustgui.base.events import RunStopped
from robustgui.engine.messages import TrainJob
from robustgui.evaluation.inspect_request import InspectRequest
from robustgui.gui.jobs import Jobs, JobStatus
from robustgui.runs.events import RunFinished
from tests.fuzz.tiny import tiny_file, tiny_spec


@pytest.fixture
def jobs(qtbot) -> Jobs:
    jobs = Jobs(executor=SynchronousExecutor(make_run))
    jobs.taken_down = JobEvents(jobs)
    return jobs


def poll(jobs: Jobs, times: int) -> None:
    for _ in range(times):
        jobs._poller.poll()


def test_that_two_jobs_run_at_once_and_the_third_when_one_has_ended(jobs):
    first, second, third = (jobs.submit(job(name), name) for name in ("count 3", "count 9", "count 1"))
    assert [row.status.value for row in jobs.rows] == ["running", "running", "waiting"]
    poll(jobs, 3)
    assert (first.done, second.done) == (2, 2)
    poll(jobs, 2)
    assert [row.status.value for row in jobs.rows] == ["finished", "running", "running"]
    poll(jobs, 9)
    assert all(row.status is JobStatus.FINISHED for row in jobs.rows)
    assert [jobs.taken_down[row][-1] for row in (first, second, third)] == [FINISHED] * 3


def test_that_a_job_is_stopped_and_the_other_goes_on(jobs):
    first, second = jobs.submit(job("count 5"), "a"), jobs.submit(job("count 50"), "b")
    poll(jobs, 2)
    jobs.stop()
    poll(jobs, 9)
    assert (first.status, second.status) == (JobStatus.FINISHED, JobStatus.STOPPED)
    assert isinstance(jobs.taken_down[second][-1], RunStopped)


def test_that_what_it_cannot_do_is_not_offered(jobs):
    failed = []
    jobs.request_failed.connect(lambda topic, message, details: failed.append((topic, str(message))))
    row = jobs.submit(job("count 5"), "a")
    jobs.request("inspect", InspectRequest(None, None, "test", 0, None, None))
    jobs.follow("watch", InspectRequest(None, None, "test", 0, None, None))
    jobs.pause()
    jobs.force_stop()
    poll(jobs, 9)
    assert not jobs.can_pause
    assert row.status is JobStatus.FINISHED
    assert failed == [("inspect", "Networks cannot be inspected where these jobs run.")]
    assert not jobs.has_open_requests


def test_that_a_real_training_runs_on_it(qtbot, tmp_path: Path):
    spec = tiny_spec(tiny_file(tmp_path))
    jobs = Jobs(executor=SynchronousExecutor(make_run, at_once=1000))
    row = jobs.submit(TrainJob(spec, str(tmp_path)), "real")
    poll(jobs, 1)
    assert row.status is JobStatus.FINISHED
    assert isinstance(row.scored, RunFinished)
    assert row.folder.parent == tmp_path

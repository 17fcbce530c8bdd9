"""The window's memory does not follow the number of events, jobs, questions or measurements."""

from __future__ import annotations

import gc
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QThreadPool
from PySide6.QtWidgets import QApplication
from support.hand_executor import HandExecutor
from support.inspections import make_inspection
from support.live_objects import count_live, reachable_bytes
from support.measuring import audit_job, cross_check_job, evaluate_job
from support.sample_events import ENDINGS, KINDS, sample_event

from robustgui.attacks.pgd import PGD
from robustgui.base.errors import Sentence
from robustgui.data import DataSettings, load
from robustgui.engine.messages import (
    EngineCrashed,
    Job,
    LogLine,
    Ready,
    RequestDone,
    RunEvent,
    TrainJob,
)
from robustgui.evaluation.inspect_request import Inspection
from robustgui.gui.docks import log_dock
from robustgui.gui.jobs import Jobs
from robustgui.gui.main_window import MainWindow
from robustgui.gui.session import Selection
from robustgui.gui.settings_store import SettingsStore
from robustgui.gui.training_curves import series
from robustgui.runs.events import RunFinished
from robustgui.runs.spec import RunSpec
from robustgui.threats.linf import Linf

EVENTS = 1200  # of every kind
BATCH = 100
JOBS: dict[str, Job] = {
    "training": TrainJob(RunSpec(), ""),
    "evaluation": evaluate_job(("run 0", "run 1"), (PGD(),), Linf(), (0.0, 0.1)),
    "audit": audit_job("run 0", PGD(), Linf()),
    "cross-check": cross_check_job("run 0", Linf()),
}
SLACK = 20_000  # bytes: what a dictionary or a list grows by once more


class Lab:
    """A window with all of its pages, over a queue whose engine is the test."""

    def __init__(self, session) -> None:
        self.executor = HandExecutor()
        self.jobs = Jobs(executor=self.executor)
        self.executor.poll = self.jobs._poller.poll
        self.session = session
        self.window = MainWindow(SettingsStore(remembers=False))
        self.window.fill(session, self.jobs)
        session.set_dataset(load(DataSettings()))
        self.pages = self.window.contents.pages
        for key in self.pages:
            self.pages.page(key)
        self.window.show()
        self.executor.report(Ready(("cpu",), ("a processor",), {}))
        self.settle()

    def settle(self) -> None:
        """Until nothing happens any more."""
        for _ in range(3):
            QThreadPool.globalInstance().waitForDone()
            QApplication.processEvents()
            QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    def weigh(self) -> Counter[str]:
        """Bytes that window, session and queue hold."""
        self.settle()
        gc.collect()
        return reachable_bytes(self.window, self.session, self.jobs)


@pytest.fixture
def lab(session, dressed, monkeypatch: pytest.MonkeyPatch) -> Iterator[Lab]:
    """Curves have their full number of points early, so that the first half of a test is the warm-up."""
    monkeypatch.setattr(series, "MOST", 256)
    monkeypatch.setattr(log_dock, "KEPT", 100)
    lab = Lab(session)
    yield lab
    lab.jobs.shutdown()
    lab.window.close()
    lab.window.deleteLater()
    lab.settle()


@pytest.mark.parametrize(
    ("job", "page"),
    [("training", "train"), ("evaluation", "evaluate"), ("audit", "evaluate")],
)
def test_that_nothing_keeps_the_events_of_a_job(lab: Lab, job: str, page: str) -> None:
    lab.pages.show_page(page)
    row = lab.jobs.submit(JOBS[job], job)
    kinds = [kind for kind in KINDS if kind not in ENDINGS]

    def report(first: int, last: int) -> tuple[Counter[str], int]:
        for start in range(first, last, BATCH):
            numbers = range(start, start + BATCH)
            lab.executor.report(*(RunEvent(row.run, sample_event(kind, n)) for n in numbers for kind in kinds))
            QApplication.processEvents()
        return lab.weigh(), count_live(KINDS)

    size, count = report(0, EVENTS // 2)
    size_then, count_then = report(EVENTS // 2, EVENTS)
    assert count_then <= count
    check_flat(size, size_then)


def check_flat(before: Counter[str], after: Counter[str], most: float = SLACK) -> None:
    """Fails if there is more than before; the message names the types that have grown."""
    assert after.total() <= before.total() + most, (after - before).most_common(8)


def repeat_and_weigh(lab: Lab, act: Callable[[int], None], times: int) -> tuple[Counter[str], Counter[str]]:
    """Bytes after half of the times and after all of them; the first half fills what has a fixed size."""
    for number in range(times // 2):
        act(number)
    half = lab.weigh()
    for number in range(times // 2, times):
        act(number)
    return half, lab.weigh()


def test_that_ended_jobs_are_small(lab: Lab) -> None:
    kinds = [kind for kind in KINDS if kind not in ENDINGS]

    def run_a_job(number: int) -> None:
        for job in JOBS.values():
            row = lab.jobs.submit(job, f"job {number}")
            lab.executor.report(*(RunEvent(row.run, sample_event(kind, n)) for n in range(20) for kind in kinds))
            lab.executor.report(RunEvent(row.run, RunFinished(1.0, 0.5, "accuracy", 10, 1.0)))
        lab.settle()

    half, whole = repeat_and_weigh(lab, run_a_job, 30)
    check_flat(half, whole, 15 * len(JOBS) * 6000)  # bytes of a job, its settings and its row in the queue
    assert count_live(KINDS) < 4 * len(JOBS) * 30


def test_that_questions_and_answers_of_the_inspector_are_let_go(lab: Lab) -> None:
    lab.session.set_run(Path("run 0"))
    lab.pages.show_page("inspect")
    found = make_inspection()

    def ask(number: int) -> None:
        lab.session.select(Selection("test", number % 100))
        lab.settle()
        sent = [command for command in lab.executor.sent if hasattr(command, "request_id")][-1]
        lab.executor.sent.clear()
        reply = replace(found, request=sent.request)
        lab.executor.report(RequestDone(sent.request_id, sent.topic, reply))

    half, whole = repeat_and_weigh(lab, ask, 60)
    check_flat(half, whole)
    assert count_live((Inspection,)) <= 4


def test_that_the_log_keeps_its_last_lines(lab: Lab) -> None:
    def log(number: int) -> None:
        lab.executor.report(*(LogLine("INFO", f"line {number} {place}", 0.0) for place in range(50)))

    half, whole = repeat_and_weigh(lab, log, 20)
    check_flat(half, whole)


def test_that_refusals_and_deaths_of_the_engine_leave_nothing(lab: Lab) -> None:
    def die(number: int) -> None:
        lab.jobs.submit(JOBS["training"], "victim")
        lab.executor.crash(EngineCrashed(Sentence("The engine crashed."), "details" * 100, forced=False))
        lab.executor.report(Ready(("cpu",), ("a processor",), {}))
        lab.jobs.remove(lab.jobs.rows[-1])

    half, whole = repeat_and_weigh(lab, die, 40)
    check_flat(half, whole)

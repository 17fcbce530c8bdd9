"""The executor around the engine process: every run has one ending, and a crashed engine is replaced."""

from __future__ import annotations

from pathlib import Path

import pytest
from support.fake_runs import FINISHED, job, step
from support.measuring import audit_job

from robustgui.base.errors import Sentence
from robustgui.base.events import RunFailed
from robustgui.engine import engine_executor
from robustgui.engine.engine_executor import EngineExecutor
from robustgui.engine.messages import (
    CancelRun,
    EngineCrashed,
    KillEngine,
    PauseRun,
    Ready,
    Report,
    ResumeJob,
    RunEvent,
    Shutdown,
    SubmitJob,
)
from robustgui.runs.events import RunStarted
from robustgui.runs.folder import RunFolder
from robustgui.runs.spec import RunSpec

READY = Ready(("cpu",), ("a processor",), {})
CRASHED = EngineCrashed(Sentence("The engine crashed ({signal}).", {"signal": "SIGSEGV"}), "where", forced=False)


class FakeClient:
    """In the place of an EngineClient: the test says what is reported."""

    pid, running, signs = 7, True, 0

    def __init__(self) -> None:
        self.sent: list[object] = []
        self.reports: list[Report] = []
        self.refuses = False

    def start(self) -> None:
        if self.refuses:
            raise OSError("no memory")

    def send(self, command: object) -> None:
        self.sent.append(command)

    def poll(self) -> list[Report]:
        self.signs += 1
        reports, self.reports = self.reports, []
        return reports

    def kill(self) -> None:
        self.reports.append(EngineCrashed(Sentence("The engine was stopped by force."), "", forced=True))

    def close(self, patience_s: float) -> None:
        self.sent.append(patience_s)


class Lab:
    """An executor over fake engines, in a time of its own."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.now = 100.0
        monkeypatch.setattr(engine_executor.time, "monotonic", lambda: self.now)
        self.clients: list[FakeClient] = []
        self.refuses = False
        self.executor = EngineExecutor(self.make)  # type: ignore[arg-type]
        self.executor.start()

    def make(self) -> FakeClient:
        self.clients.append(FakeClient())
        self.clients[-1].refuses = self.refuses
        return self.clients[-1]

    def report(self, *reports: Report) -> list[Report]:
        self.clients[-1].reports += reports
        return list(self.executor.events())


@pytest.fixture
def lab(monkeypatch: pytest.MonkeyPatch) -> Lab:
    return Lab(monkeypatch)


def test_that_jobs_and_commands_reach_the_engine(lab: Lab) -> None:
    lab.report(READY)
    lab.executor.submit("a", job("a"))
    lab.executor.send(PauseRun("a", paused=True))
    lab.executor.cancel("a")
    assert lab.clients[0].sent == [SubmitJob("a", job("a")), PauseRun("a", True), CancelRun("a")]
    with pytest.raises(NotImplementedError, match="takes no Shutdown"):
        lab.executor.send(Shutdown())


def test_that_it_is_ready_while_an_engine_is_warm(lab: Lab) -> None:
    assert not lab.executor.is_ready
    assert lab.report(READY) == [READY]
    assert lab.executor.is_ready
    lab.report(CRASHED)
    assert not lab.executor.is_ready


def test_that_a_crash_ends_every_open_run_once_and_comes_last(lab: Lab) -> None:
    lab.report(READY)
    for run in "ab":
        lab.executor.submit(run, job(run))
    reports = lab.report(RunEvent("a", FINISHED), RunEvent("b", step(1)), CRASHED)
    assert reports == [
        RunEvent("a", FINISHED), RunEvent("b", step(1)), RunEvent("b", RunFailed(CRASHED.reason, "where")), CRASHED
    ]  # fmt: skip
    assert list(lab.executor.events()) == []
    assert lab.report(READY) == [READY]


def test_that_a_crashed_run_can_be_resumed_if_there_is_a_checkpoint(lab: Lab, tmp_path: Path) -> None:
    folder = RunFolder.create(tmp_path, RunSpec()).path
    lab.executor.submit("new", job("a"))
    lab.executor.submit("gone", job("b"))
    lab.executor.submit("resumed", ResumeJob(str(folder)))
    lab.executor.submit("audit", audit_job(str(folder), RunSpec().watch.attack, RunSpec().watch.threat))
    (folder / "checkpoint").mkdir()
    (folder / "checkpoint" / "step_00000004.safetensors").touch()
    for run, place in (("new", folder), ("gone", tmp_path / "gone")):
        started = RunStarted("a", str(place), "cpu", 7, 1, 10, 10, 10, "test", "accuracy")
        lab.report(RunEvent(run, started))
    ends = {report.run: report.event.resumable for report in lab.report(CRASHED) if isinstance(report, RunEvent)}
    assert ends == {"new": True, "gone": False, "resumed": True, "audit": True}


def test_that_a_crashed_engine_is_replaced_at_once_and_one_that_crashes_again_and_again_later(lab: Lab) -> None:
    waits = []
    for _ in range(4):
        lab.report(CRASHED)
        before, crashed_at = len(lab.clients), lab.now
        while len(lab.clients) == before:
            lab.executor.events()
            lab.now += 0.5
        waits.append(lab.now - 0.5 - crashed_at)
    assert waits == [0, 1, 2, 4]


def test_that_an_engine_that_was_healthy_for_long_is_replaced_at_once(lab: Lab) -> None:
    for _ in range(3):
        lab.report(READY)
        lab.now += 100
        lab.report(CRASHED)
        before = len(lab.clients)
        lab.executor.events()
        assert len(lab.clients) == before + 1


def test_that_force_ends_the_run_and_the_next_job_waits_for_another_engine(lab: Lab) -> None:
    lab.report(READY)
    lab.executor.submit("a", job("a"))
    lab.executor.send(KillEngine())
    *_, ending, crash = lab.report()
    assert (ending.run, ending.event.message) == ("a", crash.reason)
    lab.executor.submit("b", job("b"))
    lab.executor.events()
    assert lab.clients[1].sent == [SubmitJob("b", job("b"))]


def test_that_a_system_that_refuses_to_start_an_engine_is_a_crash(lab: Lab) -> None:
    lab.refuses = True
    lab.report(CRASHED)
    lab.executor.submit("a", job("a"))
    ending, crash = lab.report()
    assert "no memory" in str(crash.reason)
    assert ending == RunEvent("a", RunFailed(crash.reason, "no memory"))


def test_that_closing_ends_a_run_whose_engine_does_not_end_in_time(lab: Lab) -> None:
    lab.report(READY)
    lab.executor.submit("a", job("a"))
    lab.executor.close(3.0)
    (ending,) = lab.executor.events()
    assert isinstance(ending.event, RunFailed)
    assert lab.clients[0].sent[-1] == 3.0
    assert lab.executor.events() == []

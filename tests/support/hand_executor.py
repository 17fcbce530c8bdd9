"""An executor conducted by hand."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, ClassVar

from robustgui.base.events import Ending, RunFailed
from robustgui.engine.engine_executor import EngineExecutor
from robustgui.engine.executor import Executor
from robustgui.engine.messages import CancelRun, Command, EngineCrashed, Job, Ready, Report, RunEvent, SubmitJob


class HandExecutor(Executor):
    """Keeps what was sent; the test says what is reported."""

    commands: ClassVar[tuple[type, ...]] = EngineExecutor.commands

    def __init__(self) -> None:
        self.sent: list[Any] = []
        self.calls: list[str] = []
        self.patience: float | None = None
        self.poll: Callable[[], None] = lambda: None  # has the queue take what is reported
        self._ready = False
        self._open: dict[str, None] = {}
        self._reports: list[Report] = []

    @property
    def is_ready(self) -> bool:
        return self._ready

    def start(self) -> None:
        self.calls.append("start")

    def submit(self, run: str, job: Job) -> None:
        self._open[run] = None
        self.send(SubmitJob(run, job))

    def cancel(self, run: str) -> None:
        self.send(CancelRun(run))

    def send(self, command: Command) -> None:
        self.sent.append(command)

    def events(self) -> list[Report]:
        reports, self._reports = self._reports, []
        return reports

    def close(self, patience_s: float) -> None:
        self.calls.append("close")
        self.patience = patience_s

    def report(self, *reports: Report) -> None:
        """Report these."""
        for report in reports:
            if isinstance(report, Ready):
                self._ready = True
            elif isinstance(report, RunEvent) and isinstance(report.event, Ending):
                self._open.pop(report.run, None)
        self._reports += reports
        self.poll()

    def crash(self, crash: EngineCrashed) -> None:
        """The engine crashes, which ends what it ran."""
        self._ready = False
        self.report(*(RunEvent(run, RunFailed(crash.reason, crash.details)) for run in list(self._open)), crash)

"""Executes jobs in an engine process, one at a time; starts another process when one has crashed."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

from ..base.errors import RobustGuiError, Sentence
from ..base.events import Ending, RunFailed
from ..runs.events import RunStarted
from ..runs.folder import RunFolder
from .client import EngineClient
from .executor import Executor
from .messages import (
    CancelRun,
    Command,
    EngineCrashed,
    FollowRequest,
    Job,
    KillEngine,
    MeasureJob,
    PauseRun,
    Ready,
    Report,
    ResumeJob,
    RunEvent,
    SubmitJob,
    SubmitRequest,
)
from .silence import SilenceWatch

HEALTHY_S = 60.0  # an engine that was ready for so long was not broken from the start
LONGEST_WAIT_S = 30.0
_NO_TIME = Sentence("The engine did not end in time when the window was closed, and was stopped by force.")


@dataclass
class _OpenRun:
    """A run that has not ended."""

    job: Job
    folder: Path | None


class EngineExecutor(Executor):
    """Keeps one engine process. Threads of its client only fill a queue: all else happens in the caller's thread.

    Beside the three methods it can pause a run, handle requests about networks, and be killed.

    Args:
        make_client: makes the client of each process.
    """

    commands: ClassVar[tuple[type, ...]] = (PauseRun, SubmitRequest, FollowRequest, KillEngine)

    def __init__(self, make_client: Callable[[], EngineClient] = EngineClient) -> None:
        self._make_client = make_client
        self._client: EngineClient | None = None
        self._watch: SilenceWatch | None = None
        self._open: dict[str, _OpenRun] = {}
        self._unsent: list[Command] = []  # jobs that wait for the next engine
        self._waiting: list[Report] = []  # reports that did not come from a process
        self._ready_since: float | None = None  # time.monotonic()
        self._crashes = 0  # in a row, without a healthy engine between
        self._restart_at: float | None = None

    @property
    def is_ready(self) -> bool:
        """Whether the engine is warm."""
        return self._ready_since is not None

    @property
    def pid(self) -> int:
        """Of the engine's process; 0 if there is none."""
        return self._client.pid if self._client is not None else 0

    def start(self) -> None:
        """Start an engine, unless there is one; it reports `Ready` when it is warm."""
        if self._client is not None:
            return
        self._restart_at = None
        self._client = self._make_client()
        self._watch = SilenceWatch(self._client)
        try:
            self._client.start()
        except OSError as error:
            sentence = Sentence("The engine could not start: {problem}.", {"problem": error.strerror or str(error)})
            self._waiting += self._take_crash(EngineCrashed(sentence, str(error), forced=False))
            return
        unsent, self._unsent = self._unsent, []
        for command in unsent:
            self._client.send(command)

    def submit(self, run: str, job: Job) -> None:
        self._open[run] = _OpenRun(job, Path(job.folder) if isinstance(job, ResumeJob) else None)
        if self._client is None:
            self._unsent.append(SubmitJob(run, job))
        else:
            self._client.send(SubmitJob(run, job))

    def cancel(self, run: str) -> None:
        self._send(CancelRun(run))

    def send(self, command: Command) -> None:
        """Take a command; without an engine it is lost."""
        if not isinstance(command, self.commands):
            super().send(command)
        if not isinstance(command, KillEngine):
            self._send(command)
        elif self._client is not None:
            self._client.kill()

    def events(self) -> Sequence[Report]:
        """See `Executor.events`; also looks whether the engine responds, and starts another one when it is time."""
        if self._restart_at is not None and time.monotonic() >= self._restart_at:
            self.start()
        reports, self._waiting = self._waiting, []
        if self._client is not None:
            reports += self._receive(self._client)
        if self._client is not None and self._watch is not None:
            self.silence = self._watch.look(time.monotonic(), warm=self.is_ready)
        return reports

    def close(self, patience_s: float) -> None:
        """End the engine, in time or by force; `events` then gives its last reports."""
        self._restart_at = None
        client, self._client = self._client, None
        if self.silence is not None and self.silence.state == "stopped":
            patience_s = 0.0  # it can save nothing, and would not end
        if client is not None:
            client.close(patience_s)
            self._waiting += self._receive(client)
        self._waiting += self._fail_open_runs(EngineCrashed(_NO_TIME, "", forced=True))

    def _send(self, command: Command) -> None:
        if self._client is not None:
            self._client.send(command)

    def _receive(self, client: EngineClient) -> list[Report]:
        reports = client.poll()
        crash = next((report for report in reports if isinstance(report, EngineCrashed)), None)  # the last one
        for report in reports:
            if isinstance(report, Ready):
                self._ready_since = time.monotonic()
            elif isinstance(report, RunEvent):
                self._follow(report)
        if crash is None:
            return reports
        client.close(0)  # only its threads are left, and they have ended
        return [*reports[:-1], *(self._take_crash(crash) if client is self._client else [])]

    def _follow(self, report: RunEvent) -> None:
        if isinstance(report.event, Ending):
            self._open.pop(report.run, None)
        elif isinstance(report.event, RunStarted) and report.event.folder and report.run in self._open:
            self._open[report.run].folder = Path(report.event.folder)

    def _take_crash(self, crash: EngineCrashed) -> list[Report]:
        """Schedule the next engine; the reports of the crash: no other ending of the open runs can come."""
        now = time.monotonic()
        healthy = self._ready_since is not None and now - self._ready_since > HEALTHY_S
        self._crashes = 0 if crash.forced or healthy else self._crashes + 1
        self._restart_at = now + (min(LONGEST_WAIT_S, 2.0 ** (self._crashes - 2)) if self._crashes > 1 else 0.0)
        self._client, self._watch, self._ready_since, self.silence = None, None, None, None
        return [*self._fail_open_runs(crash), crash]

    def _fail_open_runs(self, crash: EngineCrashed) -> list[Report]:
        runs, self._open, self._unsent = self._open, {}, []
        return [
            RunEvent(name, RunFailed(crash.reason, crash.details, can_resume(run.job, run.folder)))
            for name, run in runs.items()
        ]


def can_resume(job: Job, folder: Path | None) -> bool:
    """Whether a job that was interrupted can continue: a measurement always, a training in `folder` by checkpoint."""
    if isinstance(job, MeasureJob):
        return True
    if folder is None:
        return False
    try:
        return RunFolder(folder).has_checkpoint()
    except (RobustGuiError, OSError):  # the folder was never made, or is gone
        return False

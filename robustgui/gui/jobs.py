"""The queue of jobs in the window, and the executor behind it."""

from __future__ import annotations

import time
from itertools import count
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from ..base.errors import Sentence
from ..base.events import Event
from ..engine.engine_executor import EngineExecutor
from ..engine.executor import Executor
from ..engine.messages import (
    EngineCrashed,
    Job,
    KillEngine,
    LogLine,
    PauseRun,
    Ready,
    Report,
    Request,
    RequestDone,
    RequestFailed,
    ResumeJob,
    RunEvent,
    RunPaused,
    SubmitRequest,
)
from ..engine.silence import Silence
from ..evaluation.inspect_request import InspectRequest
from .executor_poller import ExecutorPoller
from .i18n.sentences import LazyText
from .job_row import JobRow, JobStatus
from .open_requests import OpenRequests

__all__ = ["JobRow", "JobStatus", "Jobs"]
STOP_PATIENCE_MS = 2000
IDLE_PATIENCE_S = 0.5  # for an engine that has nothing to save; one that is being started does not respond
PROGRESS_S = 0.2  # a counter is not read faster, and every table that shows it is painted anew


class Jobs(QObject):
    """The queue. Pages call its slots and listen to its signals.

    As many jobs as the executor has slots are with it; the others wait here, where they can be reordered.

    Signals:
        queue_changed: rows were added, removed, moved, or changed their status; for progress alone 5 times a second.
        events_arrived: (JobRow, list of new events), at most 30 times a second.
        job_ended: (JobRow).
        request_done: (topic, Reply) for `request` and `follow`.
        request_failed: (topic, Sentence, details) for `request` and `follow`.
        engine_ready: carries `Ready`.
        engine_crashed: carries a `Sentence` with the reason; a new engine is already being started.
        stop_overdue: a job did not stop within two seconds: offer "force stop". Carries JobRow.
        logged: carries a `LogLine` of the engine.
        silence_changed: `silence` is another one, once a second while the engine does not respond.
    """

    queue_changed = Signal()
    events_arrived = Signal(object, list)
    job_ended = Signal(object)
    request_done = Signal(str, object)
    request_failed = Signal(str, object, str)
    engine_ready = Signal(object)
    engine_crashed = Signal(object)
    stop_overdue = Signal(object)
    logged = Signal(object)
    silence_changed = Signal()

    def __init__(self, parent: QObject | None = None, executor: Executor | None = None) -> None:
        """Nothing is started yet: jobs wait until `start` was called and the executor is ready."""
        super().__init__(parent)
        self.rows: list[JobRow] = []  # in order: ended ones first, then those that run, then those that wait
        self.ready: Ready | None = None  # what the engine offers; None until it is warm
        self._executor = executor or EngineExecutor()
        self._poller = ExecutorPoller(self._executor, self)
        self._poller.reports_arrived.connect(self._on_reports)
        self._poller.silence_changed.connect(self.silence_changed)
        self._ids = count(1)
        self._requests = OpenRequests(self._executor)
        self._closed = False
        self._announced = 0.0  # time.monotonic() of the last queue_changed
        self._overdue = QTimer(self)
        self._overdue.setSingleShot(True)
        self._overdue.setInterval(STOP_PATIENCE_MS)
        self._overdue.timeout.connect(self._on_overdue)

    # ---- the executor

    def start(self) -> None:
        """Start the executor; `engine_ready` follows once an engine is warm."""
        self._poller.start()

    def engine_pid(self) -> int:
        """The engine's process, for the log and for tools that watch it."""
        return self._executor.pid

    @property
    def silence(self) -> Silence | None:
        """The engine is alive but does not respond; None: it does."""
        return self._executor.silence

    @property
    def can_pause(self) -> bool:
        """Whether running jobs can be paused."""
        return PauseRun in self._executor.commands

    def shutdown(self, patience_s: float = 5.0) -> None:
        """The window closes: stop the job with its checkpoint and end the engine; kill it when it takes too long.

        Blocks for `patience_s` at most, and for a moment only if nothing is under way. Waiting jobs are forgotten.
        """
        self._closed = True
        self._overdue.stop()
        under_way = self.busy or (self.has_open_requests and self.ready is not None)
        self._poller.close(patience_s if under_way else min(patience_s, IDLE_PATIENCE_S))

    # ---- the queue

    @property
    def busy(self) -> bool:
        """Whether a job is with the executor."""
        return self.current() is not None

    def current(self) -> JobRow | None:
        """The newest job that runs, is paused or is stopping."""
        return next((row for row in reversed(self.rows) if row.status.is_active), None)

    def submit(self, job: Job, label: LazyText) -> JobRow:
        """Put a job at the end of the queue; `label` names it there."""
        row = JobRow(next(self._ids), job, label)
        self.rows.append(row)
        self._submit_waiting()
        self.queue_changed.emit()
        return row

    def pause(self) -> None:
        """Pause the running job between two steps."""
        self._set_paused(True)

    def go_on(self) -> None:
        """Continue the paused job."""
        self._set_paused(False)

    def stop(self) -> None:
        """Ask the running job to stop; it saves its checkpoint."""
        row = self.current()
        if row is None or row.status is JobStatus.STOPPING:
            return
        self._executor.cancel(row.run)
        row.status = JobStatus.STOPPING
        self._overdue.start()
        self.queue_changed.emit()

    def force_stop(self) -> None:
        """Kill the engine's process; the run can be resumed from its last checkpoint."""
        if KillEngine in self._executor.commands:
            self._executor.send(KillEngine())

    def remove(self, row: JobRow) -> None:
        """Take a waiting or ended job off the list."""
        if row in self.rows and not row.status.is_active:
            self.rows.remove(row)
            self.queue_changed.emit()

    def move(self, row: JobRow, places: int) -> None:
        """Move a waiting job up (negative) or down."""
        if row not in self.rows or row.status is not JobStatus.WAITING:
            return
        first = next(i for i, other in enumerate(self.rows) if other.status is JobStatus.WAITING)
        here = self.rows.index(row)
        there = min(max(here + places, first), len(self.rows) - 1)
        if there != here:
            self.rows.insert(there, self.rows.pop(here))
            self.queue_changed.emit()

    def forget_runs(self, folders: frozenset[Path]) -> None:
        """These runs were removed: ended jobs of theirs cannot be resumed, and those that wait to are dropped."""
        gone = {str(folder) for folder in folders}
        for row in list(self.rows):
            waits = row.status is JobStatus.WAITING
            if waits and isinstance(row.job, ResumeJob) and row.job.folder in gone:
                self.rows.remove(row)
            elif row.status.is_over and str(row.folder) in gone:
                row.folder, row.resumable = None, False
        self.queue_changed.emit()

    # ---- requests

    def request(self, topic: str, request: Request) -> None:
        """Send a request; of several that follow each other quickly only the newest is sure to get a reply."""
        if SubmitRequest not in self._executor.commands:
            self.request_failed.emit(topic, Sentence("Networks cannot be inspected where these jobs run."), "")
            return
        self._requests.submit(next(self._ids), topic, request)
        self._set_pace()

    def forget_inspect_requests(self) -> None:
        """Other data are open: replies to inspection requests that were sent so far are not reported any more."""
        self._requests.forget_inspect_requests()
        self._set_pace()

    def follow(self, topic: str, request: InspectRequest | None) -> None:
        """Have `request` handled after every measurement of whatever trains; None: no more. See `FollowRequest`."""
        self._requests.follow(topic, request)

    @property
    def has_open_requests(self) -> bool:
        """Whether a request has no reply yet."""
        return bool(self._requests)

    # ---- reports

    @Slot(list)
    def _on_reports(self, reports: list[Report]) -> None:
        now = time.monotonic()
        active = {row.run: row for row in self.rows if row.status.is_active}
        before = {run: (row.total, row.folder) for run, row in active.items()}
        news: dict[str, list[Event]] = {}
        changed = False
        for report in reports:
            match report:
                case RunEvent(run, event) if run in active and not active[run].status.is_over:
                    active[run].add(event, now)
                    news.setdefault(run, []).append(event)
                case RunPaused(run, paused) if run in active and not active[run].status.is_over:
                    active[run].pause(paused, now)
                    changed = True
                case RequestDone() | RequestFailed():
                    self._on_reply(report)
                case LogLine():
                    self.logged.emit(report)
        for run, events in news.items():
            row = active[run]
            self._publish(row, events)
            changed = changed or row.status.is_over or before[run] != (row.total, row.folder)
        if changed or (news and now - self._announced > PROGRESS_S):
            self._announced = now
            self.queue_changed.emit()
        for report in reports:
            match report:
                case Ready():
                    self._on_ready(report)
                case EngineCrashed():
                    self._on_crash(report)
        self._submit_waiting()

    def _publish(self, row: JobRow, news: list[Event]) -> None:
        """Emit what a job reported, and its end."""
        row.keep(news)
        self.events_arrived.emit(row, news)
        if row.status.is_over:
            self._overdue.stop()
            self.job_ended.emit(row)
            row.let_go()

    def _on_ready(self, ready: Ready) -> None:
        self.ready = ready
        self.engine_ready.emit(ready)
        self._requests.send_all()

    def _on_reply(self, reply: RequestDone | RequestFailed) -> None:
        if not self._requests.takes(reply):
            return
        if isinstance(reply, RequestDone):
            self.request_done.emit(reply.topic, reply.reply)
        else:
            self.request_failed.emit(reply.topic, reply.message, reply.details)

    def _on_crash(self, crash: EngineCrashed) -> None:
        self.ready = None
        for topic in self._requests.give_up():
            self.request_failed.emit(topic, crash.reason, crash.details)
        self.engine_crashed.emit(crash.reason)

    @Slot()
    def _on_overdue(self) -> None:
        if (row := self.current()) is not None and row.status is JobStatus.STOPPING:
            self.stop_overdue.emit(row)

    def _submit_waiting(self) -> None:
        """Give the executor the next jobs, if it is ready and has free slots."""
        if self._executor.is_ready and not self._closed:
            free = self._executor.slots - sum(row.status.is_active for row in self.rows)
            for row in [row for row in self.rows if row.status is JobStatus.WAITING][: max(0, free)]:
                row.status, row.started = JobStatus.RUNNING, time.monotonic()
                self._executor.submit(row.run, row.job)
                self.queue_changed.emit()
        self._set_pace()

    def _set_paused(self, paused: bool) -> None:
        if (row := self.current()) is not None and row.status is not JobStatus.STOPPING and self.can_pause:
            self._executor.send(PauseRun(row.run, paused))

    def _set_pace(self) -> None:
        self._poller.set_busy(self.busy or bool(self._requests) or not self._executor.is_ready)

"""The queue of jobs and what became of them, as the window sees them; the engine carries out one at a time."""

from __future__ import annotations

import time
from itertools import count
from pathlib import Path
from typing import Literal

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from ..base.errors import Sentence
from ..base.events import Event, RunFailed
from ..engine.crash_report import EngineCrashed
from ..engine.messages import (
    Answer,
    Control,
    Job,
    JobEvent,
    JobState,
    LogLine,
    Question,
    Ready,
    Refusal,
    Report,
    ResumeJob,
    Submit,
)
from ..engine.silence import Silence
from ..evaluation.inspect_request import InspectRequest
from .engine_link import EngineLink
from .i18n.lazy_text import LazyText
from .job_row import JobRow, JobStatus, can_resume
from .open_questions import OpenQuestions

__all__ = ["JobRow", "JobStatus", "Jobs"]

STOP_PATIENCE_MS = 2000
IDLE_PATIENCE_S = 0.5  # for an engine that has nothing to save; one that is being started does not answer
PROGRESS_S = 0.2  # nobody reads a counter faster, and every table that shows it is painted anew
_NO_TIME = Sentence("The engine did not end in time when the window was closed, and was stopped by force.")


class Jobs(QObject):
    """The queue. Pages call its slots and hear its signals; the engine link stands behind it.

    Signals:
        queue_changed: rows were added, removed, moved, or changed their status; for progress alone 5 times a second.
        events_arrived: (JobRow, list of new events), at most 30 times a second.
        job_ended: (JobRow).
        answered: (topic, Reply) for `ask`.
        refused: (topic, Sentence, details) for `ask`.
        engine_ready: carries `Ready`.
        engine_died: carries a `Sentence` with the reason; a new engine is already being started.
        stop_overdue: the running job did not stop within two seconds: offer "force stop". Carries JobRow.
        logged: carries a `LogLine` of the engine.
        silence_changed: `silence` is another one, once a second while the engine gives no sign of life.
    """

    queue_changed = Signal()
    events_arrived = Signal(object, list)
    job_ended = Signal(object)
    answered = Signal(str, object)
    refused = Signal(str, object, str)
    engine_ready = Signal(object)
    engine_died = Signal(object)
    stop_overdue = Signal(object)
    logged = Signal(object)
    silence_changed = Signal()

    def __init__(self, parent: QObject | None = None, link: EngineLink | None = None) -> None:
        """Nothing is started yet: jobs wait until `start` was called and the engine is warm."""
        super().__init__(parent)
        self.rows: list[JobRow] = []  # in order: ended ones first, then the running one, then those that wait
        self.ready: Ready | None = None  # what the engine offers; None until it is warm
        self._link = link or EngineLink(self)
        self._link.reports_arrived.connect(self._on_reports)
        self._link.died.connect(self._on_death)
        self._link.silence_changed.connect(self.silence_changed)
        self._ids = count(1)
        self._questions = OpenQuestions(self._link)
        self._closed = False
        self._announced = 0.0  # time.monotonic() of the last queue_changed
        self._overdue = QTimer(self)
        self._overdue.setSingleShot(True)
        self._overdue.setInterval(STOP_PATIENCE_MS)
        self._overdue.timeout.connect(self._on_overdue)

    # ---- the engine

    def start(self) -> None:
        """Start the engine and warm it up; `engine_ready` follows."""
        self._link.start()

    def engine_pid(self) -> int:
        """The engine's process, for the log and for those who want to watch it."""
        return self._link.pid

    @property
    def silence(self) -> Silence | None:
        """The engine is alive but does not answer; None: it does."""
        return self._link.silence

    def shutdown(self, patience_s: float = 5.0) -> None:
        """The window closes: stop the job with its checkpoint and end the engine; kill it when it takes too long.

        Blocks for `patience_s` at most, and for a moment only where nothing is under way. Waiting jobs are forgotten.
        """
        self._closed = True
        self._overdue.stop()
        under_way = self.busy or (self.asking and self.ready is not None)
        self._link.close(patience_s if under_way else min(patience_s, IDLE_PATIENCE_S))
        row = self.current()
        if row is not None:
            self._break(row, EngineCrashed(_NO_TIME, "", forced=True))

    # ---- the queue

    @property
    def busy(self) -> bool:
        """Whether a job is under way."""
        return self.current() is not None

    def current(self) -> JobRow | None:
        """The job that runs, is paused or is stopping."""
        return next((row for row in reversed(self.rows) if row.status.is_active), None)

    def submit(self, job: Job, label: LazyText) -> JobRow:
        """Put a job at the end of the queue; `label` names it there."""
        row = JobRow(next(self._ids), job, label)
        self.rows.append(row)
        self._go_ahead()
        self.queue_changed.emit()
        return row

    def pause(self) -> None:
        """Pause the running job between two steps."""
        self._control("pause")

    def go_on(self) -> None:
        """Go on with the paused job."""
        self._control("go_on")

    def stop(self) -> None:
        """Ask the running job to stop; it saves its checkpoint."""
        row = self.current()
        if row is None or row.status is JobStatus.STOPPING:
            return
        self._control("stop")
        row.status = JobStatus.STOPPING
        self._overdue.start()
        self.queue_changed.emit()

    def force_stop(self) -> None:
        """Kill the engine's process; the run can be resumed from its last checkpoint."""
        self._link.kill()

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

    # ---- questions

    def ask(self, topic: str, question: Question) -> None:
        """Ask the engine; of questions that follow each other quickly only the newest is sure to be answered."""
        self._questions.ask(next(self._ids), topic, question)
        self._set_pace()

    def forget_inspections(self) -> None:
        """Other data are open: questions about sequences that were asked so far have no answer any more."""
        self._questions.forget_inspections()
        self._set_pace()

    def follow(self, topic: str, question: InspectRequest | None) -> None:
        """Have `question` answered after every measurement of whatever trains; None: no more. See `Follow`."""
        self._questions.follow(topic, question)

    @property
    def asking(self) -> bool:
        """Whether a question has no answer yet."""
        return bool(self._questions)

    # ---- what comes back

    @Slot(list)
    def _on_reports(self, reports: list[Report]) -> None:
        now = time.monotonic()
        row = self.current()
        before = None if row is None else (row.total, row.folder)
        news: list[Event] = []
        changed = False
        for report in reports:
            match report:
                case JobEvent(job_id, event) if row is not None and row.id == job_id and not row.status.is_over:
                    row.add(event, now)
                    news.append(event)
                case JobState(job_id, paused) if row is not None and row.id == job_id and not row.status.is_over:
                    row.pause(paused, now)
                    changed = True
                case Ready():
                    self._on_ready(report)
                case Answer() | Refusal():
                    self._on_reply(report)
                case LogLine():
                    self.logged.emit(report)
        if row is not None and news:
            self._publish(row, news)
            changed = changed or row.status.is_over or before != (row.total, row.folder)
            changed = changed or now - self._announced > PROGRESS_S
        if changed:
            self._announced = now
            self.queue_changed.emit()
        self._go_ahead()

    def _publish(self, row: JobRow, news: list[Event]) -> None:
        """Tell everyone what a job reported; at its end, that too."""
        row.keep(news)
        self.events_arrived.emit(row, news)
        if row.status.is_over:
            self._overdue.stop()
            self.job_ended.emit(row)
            row.let_go()

    def _on_ready(self, ready: Ready) -> None:
        self.ready = ready
        self.engine_ready.emit(ready)
        self._questions.send_all()

    def _on_reply(self, reply: Answer | Refusal) -> None:
        if not self._questions.takes(reply):
            return
        if isinstance(reply, Answer):
            self.answered.emit(reply.topic, reply.reply)
        else:
            self.refused.emit(reply.topic, reply.message, reply.details)

    @Slot(object)
    def _on_death(self, death: EngineCrashed) -> None:
        self.ready = None
        row = self.current()
        if row is not None:
            self._break(row, death)
        for topic in self._questions.give_up():
            self.refused.emit(topic, death.reason, death.details)
        self.engine_died.emit(death.reason)

    def _break(self, row: JobRow, death: EngineCrashed) -> None:
        """The engine cannot say any more how the job ended: that is done here."""
        ending = RunFailed(death.reason, death.details, can_resume(row.job, row.folder))
        row.add(ending, time.monotonic())
        self._publish(row, [ending])
        self.queue_changed.emit()

    @Slot()
    def _on_overdue(self) -> None:
        row = self.current()
        if row is not None and row.status is JobStatus.STOPPING:
            self.stop_overdue.emit(row)

    def _go_ahead(self) -> None:
        """Send the next job, if the engine is warm and free."""
        if self.ready is not None and not self._closed and self.current() is None:
            row = next((row for row in self.rows if row.status is JobStatus.WAITING), None)
            if row is not None:
                row.status, row.started = JobStatus.RUNNING, time.monotonic()
                self._link.send(Submit(row.id, row.job))
                self.queue_changed.emit()
        self._set_pace()

    def _control(self, what: Literal["pause", "go_on", "stop"]) -> None:
        row = self.current()
        if row is not None and row.status is not JobStatus.STOPPING:
            self._link.send(Control(row.id, what))

    def _set_pace(self) -> None:
        self._link.set_busy(self.busy or bool(self._questions))

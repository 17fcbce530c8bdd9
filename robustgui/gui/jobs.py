"""The queue of jobs and what became of them, as the window sees them; the engine carries out one at a time."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from ..base.errors import Sentence
from ..base.events import Event
from ..engine.messages import Job, Question, Ready


class JobStatus(Enum):
    """Where a job stands."""

    WAITING = "waiting"
    RUNNING = "running"
    PAUSED = "paused"
    STOPPING = "stopping"
    FINISHED = "finished"
    STOPPED = "stopped"
    FAILED = "failed"


@dataclass
class JobRow:
    """One job of the queue; only `Jobs` changes it."""

    id: int
    job: Job
    label: str
    status: JobStatus = JobStatus.WAITING
    done: int = 0  # steps
    total: int = 0
    started: float | None = None  # time.monotonic()
    ended: float | None = None
    folder: Path | None = None  # of a training job, once it has one
    message: Sentence | None = None  # why it failed
    resumable: bool = False
    events: list[Event] = field(default_factory=list)  # everything it reported so far


class Jobs(QObject):
    """The queue. Pages call its slots and hear its signals; the engine link stands behind it.

    Signals:
        queue_changed: rows were added, removed, moved, or changed their status or progress.
        events_arrived: (JobRow, list of new events), at most 30 times a second.
        job_ended: (JobRow).
        answered: (topic, Reply) for `ask`.
        refused: (topic, Sentence, details) for `ask`.
        engine_ready: carries `Ready`.
        engine_died: carries a `Sentence` with the reason; a new engine is already being started.
        stop_overdue: the running job did not stop within two seconds: offer "force stop". Carries JobRow.
    """

    queue_changed = Signal()
    events_arrived = Signal(object, list)
    job_ended = Signal(object)
    answered = Signal(str, object)
    refused = Signal(str, object, str)
    engine_ready = Signal(object)
    engine_died = Signal(object)
    stop_overdue = Signal(object)

    rows: list[JobRow]  # in order: ended ones first, then the running one, then those that wait
    ready: Ready | None  # what the engine offers; None until it is warm

    def submit(self, job: Job, label: str) -> JobRow:
        """Put a job at the end of the queue."""
        raise NotImplementedError

    def current(self) -> JobRow | None:
        """The job that runs, is paused or is stopping."""
        raise NotImplementedError

    def pause(self) -> None:
        """Pause the running job between two steps."""
        raise NotImplementedError

    def go_on(self) -> None:
        """Go on with the paused job."""
        raise NotImplementedError

    def stop(self) -> None:
        """Ask the running job to stop; it saves its checkpoint."""
        raise NotImplementedError

    def force_stop(self) -> None:
        """Kill the engine's process; the run can be resumed from its last checkpoint."""
        raise NotImplementedError

    def remove(self, row: JobRow) -> None:
        """Take a waiting or ended job off the list."""
        raise NotImplementedError

    def move(self, row: JobRow, places: int) -> None:
        """Move a waiting job up (negative) or down."""
        raise NotImplementedError

    def ask(self, topic: str, question: Question) -> None:
        """Ask the engine; only the newest question of a topic is answered."""
        raise NotImplementedError

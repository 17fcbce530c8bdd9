"""One job of the queue: its status, progress, and the time that is left."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Hashable, Iterable, Iterator
from dataclasses import dataclass, field
from enum import Enum
from pathlib import Path
from uuid import uuid4

from ..base.errors import Sentence
from ..base.events import DataWarned, Ending, Event, Progress, RunFailed
from ..engine.engine_executor import can_resume
from ..engine.messages import Job, MeasureJob, ResumeJob
from ..measurements import Measurement
from ..runs.events import RunFinished, RunStarted
from ..training.events import EpochDone, StepDone
from .i18n.sentences import LazyText, resolve_text
from .training_curves.history import History

MOST = 50_000  # results of a kind; far more than a measurement of days has
MOST_WARNINGS = 100


class JobResults:
    """Each result once, in the order of the first report; what no page shows is not kept."""

    def __init__(self, measurement: Measurement) -> None:
        self._names = {**measurement.results, DataWarned: ("message",)}  # by which two results of a kind differ
        self._results: dict[Hashable, Event] = {}
        self._counts: Counter[type[Event]] = Counter()

    def extend(self, events: Iterable[Event]) -> None:
        """What was reported since; a repeated result takes the place of the one before."""
        for event in events:
            names = self._names.get(type(event), ())
            key = (type(event), *(str(getattr(event, name)) for name in names))
            most = MOST_WARNINGS if isinstance(event, DataWarned) else MOST
            if names and (key in self._results or self._counts[type(event)] < most):
                self._counts[type(event)] += key not in self._results
                self._results[key] = event

    def __iter__(self) -> Iterator[Event]:
        return iter(self._results.values())


class JobStatus(Enum):
    """The status of a job."""

    WAITING = "waiting"
    RUNNING = "running"
    PAUSED = "paused"
    STOPPING = "stopping"
    FINISHED = "finished"
    STOPPED = "stopped"
    FAILED = "failed"

    @property
    def is_active(self) -> bool:
        """It is with the executor."""
        return self in (JobStatus.RUNNING, JobStatus.PAUSED, JobStatus.STOPPING)

    @property
    def is_over(self) -> bool:
        """It has ended, one way or another."""
        return self in (JobStatus.FINISHED, JobStatus.STOPPED, JobStatus.FAILED)


DETAILS = 20_000  # letters


@dataclass(eq=False)
class JobRow:
    """One job of the queue; only `Jobs` changes it."""

    id: int  # rises in the order of submission
    job: Job
    title: LazyText
    run: str = field(default_factory=lambda: uuid4().hex)  # its id in reports of the executor
    status: JobStatus = JobStatus.WAITING
    done: int = 0  # steps of a training, results of a measurement
    total: int = 0  # 0: not known yet
    submitted: float = field(default_factory=lambda: time.monotonic())
    started: float | None = None  # time.monotonic()
    ended: float | None = None
    folder: Path | None = None  # of a training job, once it has one
    message: Sentence | None = None  # why it failed
    details: str = ""  # the end of the traceback of a mistake of the program's
    resumable: bool = False
    network_epoch: int = 0  # of the stored network that it can continue from where no checkpoint can be read; 0: none
    is_edited: bool = False  # it cannot be resumed, for its spec was edited
    history: History | None = None  # what a training has reported, until it ends: then its folder holds it
    results: JobResults | None = None  # what a measurement has found, until it ends
    scored: EpochDone | RunFinished | None = None  # the newest figures of a training
    phase: Sentence | None = None  # what it does between two other events, such as "Reading the data"
    earlier_s: float = 0.0  # of training before it was resumed
    paused_s: float = 0.0  # of pauses that are over
    _paused_at: float | None = None
    _pace_from: float | None = None  # time.monotonic() of the first step: reading the data says nothing of the pace
    _first: int = 0  # the step of that time

    @property
    def label(self) -> str:
        """What it is called: the name of a run, or what is measured on which runs, in the window's language."""
        return resolve_text(self.title)

    def __post_init__(self) -> None:
        match self.job:
            case ResumeJob(folder):
                self.folder = Path(folder)
            case MeasureJob(folders, measurement):
                self.total, self.results = measurement.total(len(folders)), JobResults(measurement)
        if self.results is None:
            self.history = History()

    def keep(self, events: Iterable[Event]) -> None:
        """Take in what the job reported, as far as anything shows it: memory does not grow with the events."""
        events = list(events)
        if self.history is not None:
            self.history.extend(events)
        if self.results is not None:
            self.results.extend(events)

    def let_go(self) -> None:
        """It has ended, and every listener was notified: all that it reported is stored in the folders of the runs."""
        self.history = self.results = None

    def add(self, event: Event, now: float) -> None:
        """Follow its state by what it reported."""
        if isinstance(event, EpochDone | RunFinished):
            self.scored = event
        match event:
            case RunStarted():
                self.folder = Path(event.folder) if event.folder else None
                self.done, self.earlier_s = event.step, event.seconds
                self.total = event.epochs * event.steps_per_epoch
            case StepDone():
                self._advance(event.step, now)
            case Progress():
                self.phase = event.what
        if isinstance(self.job, MeasureJob) and type(event) is self.job.measurement.counted:
            self._advance(self.done + 1, now)
        if isinstance(event, Ending):
            self._end(event, now)

    def pause(self, paused: bool, now: float) -> None:
        """The engine reports that the job was paused, or continues."""
        if paused and self._paused_at is None:
            self._paused_at = now
        elif not paused and self._paused_at is not None:
            self.paused_s += now - self._paused_at
            self._paused_at = None
        if self.status in (JobStatus.RUNNING, JobStatus.PAUSED):
            self.status = JobStatus.PAUSED if paused else JobStatus.RUNNING

    def measure_elapsed(self, now: float) -> float:
        """Seconds that it has run, without pauses, those before a resume included."""
        if self.started is None:
            return 0.0
        until = self.ended if self.ended is not None else now
        paused = until - self._paused_at if self._paused_at is not None else 0.0
        return self.earlier_s + until - self.started - self.paused_s - paused

    def seconds_left(self, now: float) -> float | None:
        """By the pace so far; None while there is none."""
        if not self.status.is_active or not self.total or self._pace_from is None or self.started is None:
            return None
        steps = self.done - self._first
        if steps < 1:
            return None
        stepping = self.measure_elapsed(now) - self.earlier_s - (self._pace_from - self.started)
        return max(0.0, stepping) / steps * (self.total - self.done)

    @property
    def progress(self) -> float | None:
        """Share that is done, in [0, 1]; None while it is unknown."""
        if self.status is JobStatus.FINISHED:
            return 1.0
        return min(1.0, self.done / self.total) if self.total else None

    def _advance(self, done: int, now: float) -> None:
        if self._pace_from is None:
            self._pace_from, self._first = now, done
        self.done, self.phase = done, None

    def _end(self, ending: Ending, now: float) -> None:
        self.pause(False, now)
        self.ended, self.phase = now, None
        self.status = JobStatus(ending.outcome)
        if isinstance(ending, RunFailed):
            self.message, self.resumable = ending.message, ending.resumable
            self.network_epoch, self.is_edited = ending.network_epoch, ending.is_edited
            self.details = ending.details[-DETAILS:]
        elif self.status is JobStatus.STOPPED:
            self.resumable = can_resume(self.job, self.folder)

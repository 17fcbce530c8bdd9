"""The run of the Train page: the running job, or a stored run."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from ....base.errors import RobustGuiError
from ....base.events import Event
from ....engine.messages import MeasureJob, TrainJob
from ....runs.events import RunStarted
from ....runs.folder import RunFolder, parse_label
from ....runs.spec import RunSpec
from ...jobs import JobRow
from ...training_curves.history import History
from ...widgets.background import Background


@dataclass(frozen=True)
class StoredRun:
    """The contents of a run folder."""

    spec: RunSpec
    history: History
    is_resumable: bool


class FollowedRun(QObject):
    """The history of one run, extended while it is running.

    Signals:
        changed: there is another run or history, or another smoothing of the losses.
        read: a stored run was read.
        replaced: there is another run.
        placed: the folder of the run is known or has changed.
    """

    changed = Signal()
    read = Signal()
    replaced = Signal()
    placed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.history = History()
        self.row: JobRow | None = None  # the job behind it; None: only stored
        self.folder: Path | None = None
        self.label = ""
        self.spec: RunSpec | None = None  # None: not read yet
        self.is_resumable = False  # of a stored run
        self.problem: Exception | None = None  # of a stored run that cannot be read
        self._smoothing = 0.9
        self._unread: list[Event] = []  # reported while the folder is being read
        self._background = Background(self)
        self._background.done.connect(self._on_read)
        self._background.failed.connect(self._on_failed)

    def follow(self, row: JobRow) -> None:
        """Show a training job from the beginning of its run, also if it continues from a checkpoint."""
        self._background.forget()
        self._begin(row.label, row, row.folder)
        started = self.history.started
        if started is not None and started.step and self.history.steps.place(started.step) == 0:
            self._read_again()
        self.changed.emit()

    def show_folder(self, folder: Path | None) -> None:
        """Show a stored run, or nothing."""
        self._begin(parse_label(folder) if folder else "", None, folder)
        self.changed.emit()
        if folder is None:
            self._background.forget()
        else:
            self._read_again()

    def take(self, row: JobRow, events: Sequence[Event]) -> None:
        """New events of a job, which are in its history already; without a signal. Those of other jobs are ignored."""
        if row is not self.row:
            return
        if self._background.busy:
            self._unread.extend(events)
        for event in events:
            if isinstance(event, RunStarted):
                self._on_started(event, events)

    def _on_started(self, event: RunStarted, events: Sequence[Event]) -> None:
        self.folder = self.history.folder = Path(event.folder)
        self.placed.emit()
        if event.step:  # resumed: earlier events are in the folder
            self._read_again()
            self._unread.extend(events)

    def set_smoothing(self, smoothing: float) -> None:
        """Weight of the running mean of the losses at each step."""
        self._smoothing = smoothing
        if self.history.is_thinned and self.folder is not None:
            self._read_again()  # a running mean needs all steps
            return
        self.history.set_smoothing(smoothing)
        self.changed.emit()

    def _begin(self, label: str, row: JobRow | None, folder: Path | None) -> None:
        live = None if row is None else row.history
        self.history = History(smoothing=self._smoothing) if live is None else live
        if live is not None:
            live.set_smoothing(self._smoothing)
        self.label, self.row, self.folder = label, row, folder
        self.history.folder = folder
        self.spec = row.job.spec if row is not None and isinstance(row.job, TrainJob) else None
        self.is_resumable, self.problem = False, None
        self.replaced.emit()
        self.placed.emit()

    def _read_again(self) -> None:
        """Read the folder; events that are reported meanwhile are added to its contents."""
        folder, smoothing = self.folder, self._smoothing
        if folder is not None:
            self._unread = []
            self._background.start(lambda: _read(folder, smoothing))

    def _on_read(self, stored: StoredRun) -> None:
        self.spec, self.label, self.is_resumable = stored.spec, stored.spec.label, stored.is_resumable
        self.history = stored.history
        self.history.extend(self._unread)
        self._unread = []
        if self.row is not None and self.row.history is not None:
            self.row.history = self.history
        self.changed.emit()
        self.read.emit()

    def _on_failed(self, error: Exception) -> None:
        if not isinstance(error, RobustGuiError | OSError):
            raise error
        self.problem = error
        self.changed.emit()


def _read(folder: Path, smoothing: float) -> StoredRun:
    run = RunFolder(folder)
    history = History(run.events(exact=False), smoothing)
    history.folder = folder
    return StoredRun(run.spec(), history, run.is_resumable() and history.finished is None)


def is_training(row: JobRow | None) -> bool:
    """Whether a job trains (a resumed one too)."""
    return row is not None and not isinstance(row.job, MeasureJob)

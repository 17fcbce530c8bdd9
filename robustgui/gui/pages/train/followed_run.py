"""Which run the Train page shows: the job that is going on, or the one chosen in the table of runs."""

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
class Stored:
    """What was read from a run folder."""

    spec: RunSpec
    history: History
    resumable: bool


class FollowedRun(QObject):
    """Holds the history of one run and lets it grow.

    Signals:
        changed: another run, or a stored one was read, or its losses were smoothed anew.
        read: a stored run was read.
        replaced: another run than before.
        placed: its folder is known, or is another one.
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
        self.resumable = False  # says the folder of a stored run
        self.problem: Exception | None = None  # why a stored run cannot be shown
        self._smoothing = 0.9
        self._since: list[Event] = []  # reported since the folder is being read
        self._background = Background(self)
        self._background.done.connect(self._on_read)
        self._background.failed.connect(self._on_failed)

    def follow(self, row: JobRow) -> None:
        """Show a training job, from its beginning; one that goes on behind a checkpoint, from that of its run."""
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
        """New events of a job, which its history holds already, told by no signal; those of others are not for us."""
        if row is not self.row:
            return
        if self._background.busy:
            self._since.extend(events)
        for event in events:
            if isinstance(event, RunStarted):
                self._on_started(event, events)

    def _on_started(self, event: RunStarted, events: Sequence[Event]) -> None:
        self.folder = self.history.folder = Path(event.folder)
        self.placed.emit()
        if event.step:  # resumed: what came before lies in the folder
            self._read_again()
            self._since.extend(events)

    def set_smoothing(self, smoothing: float) -> None:
        """Share of the running mean of the losses that is kept at each step."""
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
        self.resumable, self.problem = False, None
        self.replaced.emit()
        self.placed.emit()

    def _read_again(self) -> None:
        """Read the folder; what is reported until then is added to what it held."""
        folder, smoothing = self.folder, self._smoothing
        if folder is not None:
            self._since = []
            self._background.start(lambda: _read(folder, smoothing))

    def _on_read(self, stored: Stored) -> None:
        self.spec, self.label, self.resumable = stored.spec, stored.spec.label, stored.resumable
        self.history = stored.history
        self.history.extend(self._since)
        self._since = []
        if self.row is not None and self.row.history is not None:
            self.row.history = self.history
        self.changed.emit()
        self.read.emit()

    def _on_failed(self, error: Exception) -> None:
        if not isinstance(error, RobustGuiError | OSError):
            raise error
        self.problem = error
        self.changed.emit()


def _read(folder: Path, smoothing: float) -> Stored:
    run = RunFolder(folder)
    history = History(run.events(exact=False), smoothing)
    history.folder = folder
    return Stored(run.spec(), history, run.is_resumable() and history.finished is None)


def is_training(row: JobRow | None) -> bool:
    """Whether a job trains (a resumed one too)."""
    return row is not None and not isinstance(row.job, MeasureJob)

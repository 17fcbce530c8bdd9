"""Reads datasets in a thread of the window's process; only the newest request counts, and the window never waits."""

from __future__ import annotations

import threading

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from ..base.errors import RobustGuiError
from ..data import Dataset
from ..data.by_name.base import absolute_source
from ..data.cache import ReadProgress
from ..data.load import load
from ..data.settings import DataSettings
from ..runs.spec_adaptation import adapt_spec
from .session import Session
from .widgets.background import Background

_TYPING_MS = 300  # a path that is being typed is read when the typing pauses


class DatasetLoader(QObject):
    """Keeps the open dataset and the data of the spec in step.

    A requested file is read first, and proposed to the forms when it could be read; a spec whose data differ
    from what is open is read as well. Large sources are converted by a process of their own, which can be cancelled.

    Signals:
        started: reading began; carries the name (str).
        progressed: how far the reading of a large source is; carries `ReadProgress`.
        loaded: carries `Dataset`.
        cancelled: the user cancelled it; the open dataset stays.
        failed: carries the `Sentence` that says why; what was open stays open.
    """

    started = Signal(str)
    progressed = Signal(object)
    loaded = Signal(object)
    cancelled = Signal()
    failed = Signal(object)

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._open: DataSettings | None = None  # what the dataset of the session was read from
        self._requested: DataSettings | None = None
        self._declined: DataSettings | None = None  # cancelled: not read again just because a form changed
        self._proposes = False
        self._stop = threading.Event()
        self._reports = _Reports()  # without a parent: a thread may still report when this is gone
        self._reports.came.connect(self._on_progress, Qt.ConnectionType.QueuedConnection)
        self._background = Background(self)
        self._background.done.connect(self._on_read)
        self._background.failed.connect(self._on_failed)
        self._typing = QTimer(self, singleShot=True, interval=_TYPING_MS)
        self._typing.timeout.connect(self.follow_spec)
        session.dataset_requested.connect(self.open)
        session.data_requested.connect(self.open_data)
        session.spec_changed.connect(lambda _: self._typing.start())

    @property
    def busy(self) -> bool:
        """Whether something is being read."""
        return self._background.busy or self._typing.isActive()

    def open(self, name: str) -> None:
        """Open a file or an example; the forms are told when it could be read.

        What was chosen for other data (format, task, split, preparation) is not taken over.
        """
        spec = self._session.spec
        source = absolute_source(name)
        fresh = DataSettings(train=source, validation_share=spec.data.validation_share)
        self._read(spec.data if source == spec.data.train else fresh, proposes=True)

    def open_data(self, data: DataSettings) -> None:
        """Open what `data` name; the forms are told when it could be read."""
        self._read(data, proposes=True)

    def follow_spec(self) -> None:
        """Open what the spec names, if it is not open."""
        data = self._session.spec.data
        if data not in (self._requested if self._background.busy else self._open, self._declined):
            self._read(data, proposes=False)

    def cancel(self) -> None:
        """Read no further; what was converted so far is taken up when the same is wanted again."""
        self._typing.stop()
        if self._background.busy:
            self._stop.set()
            self._background.forget()
            self._declined, self._requested = self._requested, None
            self.cancelled.emit()

    def _read(self, data: DataSettings, *, proposes: bool) -> None:
        self._stop.set()  # whatever is being read is not wanted any more
        self._stop = stop = threading.Event()
        self._requested, self._declined, self._proposes = data, None, proposes
        self.started.emit(data.train)
        reports = self._reports
        self._background.start(lambda: load(data, report=lambda now: reports.came.emit(stop, now), stop=stop.is_set))

    def _on_progress(self, stop: threading.Event, reading: ReadProgress) -> None:
        if stop is self._stop and self._background.busy and not stop.is_set():
            self.progressed.emit(reading)

    def _on_read(self, dataset: Dataset) -> None:
        self._open = self._requested
        self._session.set_dataset(dataset)
        self.loaded.emit(dataset)
        if self._proposes and self._open and self._session.spec.data != self._open:
            self._session.spec_proposed.emit(adapt_spec(self._session.spec, self._open, dataset.train))

    def _on_failed(self, error: Exception) -> None:
        if not isinstance(error, RobustGuiError):
            raise error
        self._requested = None
        self._session.dataset_refused.emit(error.sentence)
        self.failed.emit(error.sentence)


class _Reports(QObject):
    """Carries progress from the thread that reads to the window."""

    came = Signal(object, object)

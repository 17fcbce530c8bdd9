"""Reads datasets in a thread of the window's process; the newest wish wins, and the window never waits."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from ..base.errors import RobustGuiError
from ..data import Dataset
from ..data.examples import PREFIX
from ..data.load import load
from ..data.settings import DataSettings
from .session import Session
from .widgets.background import Background

_TYPING_MS = 300  # a path that is being typed is read when the typing pauses


class DatasetLoader(QObject):
    """Keeps the open dataset and the data of the spec in step.

    A wish for a file is read first and proposed to the forms when it could be read; a spec whose data differ
    from what is open is read as well.

    Signals:
        started: reading began; carries the name (str).
        loaded: carries `Dataset`.
        failed: carries the `Sentence` that says why; what was open stays open.
    """

    started = Signal(str)
    loaded = Signal(object)
    failed = Signal(object)

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._open: tuple[DataSettings, int] | None = None  # what the dataset of the session was read from
        self._wanted: tuple[DataSettings, int] | None = None
        self._proposes = False
        self._background = Background(self)
        self._background.done.connect(self._on_read)
        self._background.failed.connect(self._on_failed)
        self._typing = QTimer(self, singleShot=True, interval=_TYPING_MS)
        self._typing.timeout.connect(self.follow_spec)
        session.dataset_requested.connect(self.open)
        session.spec_changed.connect(lambda _: self._typing.start())

    @property
    def busy(self) -> bool:
        """Whether something is being read."""
        return self._background.busy or self._typing.isActive()

    def open(self, name: str) -> None:
        """Open a file or an example; the forms are told when it could be read."""
        spec = self._session.spec
        source = name if name.startswith(PREFIX) else str(Path(name).expanduser().absolute())
        self._read(spec.data.changed(train=source, test=""), spec.seed, proposes=True)

    def follow_spec(self) -> None:
        """Open what the spec names, if it is not open."""
        wanted = (self._session.spec.data, self._session.spec.seed)
        if wanted != (self._wanted if self._background.busy else self._open):
            self._read(*wanted, proposes=False)

    def _read(self, data: DataSettings, seed: int, *, proposes: bool) -> None:
        self._wanted, self._proposes = (data, seed), proposes
        self.started.emit(data.train)
        self._background.start(lambda: load(data, seed))

    def _on_read(self, dataset: Dataset) -> None:
        self._open = self._wanted
        self._session.set_dataset(dataset)
        self.loaded.emit(dataset)
        if self._proposes and self._open and self._session.spec.data != self._open[0]:
            self._session.spec_proposed.emit(self._session.spec.changed(data=self._open[0]))

    def _on_failed(self, error: Exception) -> None:
        if not isinstance(error, RobustGuiError):
            raise error
        self._wanted = None
        self._session.dataset_refused.emit(error.sentence)
        self.failed.emit(error.sentence)

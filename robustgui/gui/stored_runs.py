"""The stored runs as the window knows them: read in the background, held once, shown by every page."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal, Slot

from ..base.errors import Interrupted
from ..base.slices import Slices
from ..runs.index import RunCache
from ..runs.summary import RunRow
from .widgets.background import Background

REPORT_S = 0.2  # between two reports of how far the first reading has come


class StoredRuns(QObject):
    """All runs below one folder, newest first.

    Signals:
        changed: `rows` are other ones, or were read for the first time.
        progressed: many folders have to be read; carries how many of them are read, and how many there are.
        failed: the folder cannot be read; carries the exception.
    """

    changed = Signal()
    progressed = Signal(int, int)
    failed = Signal(object)
    _reported = Signal(int, int)

    def __init__(self, folder: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.rows: list[RunRow] = []
        self.is_read = False  # whether `rows` were ever read
        self._cache = RunCache(folder)
        self._closed = threading.Event()
        self._again = False  # something has changed since the reading that is under way began
        self._background = Background(self)
        self._background.done.connect(self._on_read)
        self._background.failed.connect(self._on_failed)
        self._reported.connect(self._on_reported, Qt.ConnectionType.QueuedConnection)
        self.destroyed.connect(self._closed.set)

    def refresh(self) -> None:
        """Look at the folder soon; `changed` follows if there is something new."""
        if self._background.busy:
            self._again = True
        else:
            step = _make_step(self._closed, self._reported.emit)
            self._background.start(partial(self._cache.refresh, step))

    def close(self) -> None:
        """The window closes: what is being read is read another time."""
        self._closed.set()

    @Slot(object)
    def _on_read(self, rows: list[RunRow]) -> None:
        is_new = not self.is_read or rows != self.rows
        self.rows, self.is_read = rows, True
        if is_new:
            self.changed.emit()
        self._look_again()

    @Slot(object)
    def _on_failed(self, error: Exception) -> None:
        if not isinstance(error, Interrupted):
            self.failed.emit(error)
            self._look_again()

    @Slot(int, int)
    def _on_reported(self, done: int, total: int) -> None:
        if self._background.busy:
            self.progressed.emit(done, total)

    def _look_again(self) -> None:
        if self._again:
            self._again = False
            self.refresh()


def _make_step(closed: threading.Event, report: Callable[[int, int], None]) -> Callable[[int, int], None]:
    """What is done after every folder, in the thread that reads: make room for the window, and say how far it is."""
    slices, last = Slices(), time.monotonic()

    def step(done: int, total: int) -> None:
        nonlocal last
        if closed.is_set():
            raise Interrupted
        slices.rest()
        now = time.monotonic()
        if total and now - last > REPORT_S:
            last = now
            report(done, total)

    return step

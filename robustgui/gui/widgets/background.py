"""Work that would hold up painting, done in a thread of the pool; only the newest request counts."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from queue import SimpleQueue

from PySide6.QtCore import QObject, QRunnable, Qt, QThreadPool, Signal, Slot


class _Reporter(QObject):
    """Carries an answer from the thread to the window; lives as long as the worker."""

    finished = Signal(int, object, object)


class _Worker(QRunnable):
    """Started once for every request, always the same: PySide never frees a runnable that a pool has run."""

    def __init__(self) -> None:
        super().__init__()
        self.setAutoDelete(False)
        self.requests: SimpleQueue[tuple[int, Callable[[], object]]] = SimpleQueue()
        self.reporter = _Reporter()

    def run(self) -> None:
        """Calls the function of the next request; an exception is handed over, not lost."""
        number, function = self.requests.get()
        try:
            answer, error = function(), None
        except Exception as problem:
            answer, error = None, problem
        with suppress(RuntimeError):  # the program ends: PySide has deleted the reporter already
            self.reporter.finished.emit(number, answer, error)


class Background(QObject):
    """Runs one kind of work for one owner.

    The function must not touch widgets, import torch, or hold the interpreter's lock for long.

    Signals:
        done: the answer of the newest request.
        failed: its exception.
    """

    done = Signal(object)
    failed = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._newest = 0
        self._open: set[int] = set()  # numbers of requests without an answer yet
        self._worker = _Worker()
        self._worker.reporter.finished.connect(self._on_finished, Qt.ConnectionType.QueuedConnection)

    def start(self, function: Callable[[], object]) -> None:
        """Call `function` soon; what was asked before is forgotten."""
        self._newest += 1
        self._open.add(self._newest)
        self._worker.requests.put((self._newest, function))
        QThreadPool.globalInstance().start(self._worker)

    def forget(self) -> None:
        """Whatever is on its way no longer counts."""
        self._newest += 1

    @property
    def busy(self) -> bool:
        """Whether an answer that counts is on its way."""
        return self._newest in self._open

    @Slot(int, object, object)
    def _on_finished(self, number: int, answer: object, error: object) -> None:
        self._open.discard(number)
        if number != self._newest:
            return
        if error is not None:
            self.failed.emit(error)
        else:
            self.done.emit(answer)

"""Work that would hold up painting, done in a thread of the pool; only the newest request counts."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress

from PySide6.QtCore import QObject, QRunnable, Qt, QThreadPool, Signal, Slot


def _nothing() -> None:
    """Stands in for a function that was called."""


class _Reporter(QObject):
    """Carries the answer from the thread to the window; lives as long as its task."""

    finished = Signal(int, object, object)


class _Task(QRunnable):
    def __init__(self, number: int, function: Callable[[], object]) -> None:
        super().__init__()
        self.number = number
        self.function = function
        self.reporter = _Reporter()

    def run(self) -> None:
        """Calls the function; an exception is handed over, not lost."""
        function, self.function = self.function, _nothing  # PySide never frees a task that a pool has run
        try:
            answer, error = function(), None
        except Exception as problem:
            answer, error = None, problem
        with suppress(RuntimeError):  # the window was closed meanwhile and Qt has taken the reporter down: nobody waits
            self.reporter.finished.emit(self.number, answer, error)


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
        self._tasks: dict[int, _Task] = {}

    def start(self, function: Callable[[], object]) -> None:
        """Call `function` soon; what was asked before is forgotten."""
        self._newest += 1
        task = _Task(self._newest, function)
        task.setAutoDelete(False)
        task.reporter.finished.connect(self._on_finished, Qt.ConnectionType.QueuedConnection)
        self._tasks[self._newest] = task
        QThreadPool.globalInstance().start(task)

    def forget(self) -> None:
        """Whatever is on its way no longer counts."""
        self._newest += 1

    @property
    def busy(self) -> bool:
        """Whether an answer that counts is on its way."""
        return self._newest in self._tasks

    @Slot(int, object, object)
    def _on_finished(self, number: int, answer: object, error: object) -> None:
        self._tasks.pop(number, None)
        if number != self._newest:
            return
        if error is not None:
            self.failed.emit(error)
        else:
            self.done.emit(answer)

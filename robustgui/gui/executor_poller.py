"""Asks an executor for its reports by a timer of the window."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot

from ..engine.executor import Executor

BUSY_MS = 33  # thirty pictures a second are enough
IDLE_MS = 200  # only log lines and crashes can come now


class ExecutorPoller(QObject):
    """Everything happens in the window's thread.

    Signals:
        reports_arrived: a list of reports, in order, at most thirty times a second.
        silence_changed: `executor.silence` is another one, once a second while its process does not respond.
    """

    reports_arrived = Signal(list)
    silence_changed = Signal()

    def __init__(self, executor: Executor, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._executor = executor
        self._silence = executor.silence
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self.poll)

    def start(self) -> None:
        """Start the executor, and ask it from now on."""
        self._executor.start()
        self._timer.start(BUSY_MS)

    def set_busy(self, busy: bool) -> None:
        """Ask often while something is under way, seldom otherwise."""
        interval = BUSY_MS if busy else IDLE_MS
        if self._timer.isActive() and self._timer.interval() != interval:
            self._timer.start(interval)

    def close(self, patience_s: float) -> None:
        """End the executor within `patience_s`, and deliver its last reports."""
        self._timer.stop()
        self._executor.close(patience_s)
        self.poll()

    @Slot()
    def poll(self) -> None:
        """Deliver what was reported since the last call."""
        if reports := list(self._executor.events()):
            self.reports_arrived.emit(reports)
        if self._executor.silence != self._silence:
            self._silence = self._executor.silence
            self.silence_changed.emit()

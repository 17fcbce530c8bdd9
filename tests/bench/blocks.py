"""How long the window's event loop stands still, without what other programs on a busy machine take from it."""

from __future__ import annotations

import threading
import time
from pathlib import Path

from PySide6.QtCore import Qt, QTimer

BEAT_MS = 5


class Blocks:
    """A timer that should beat every 5 ms; make it in the window's thread.

    Attributes:
        longest_ms: longest pause between two beats since the last `restart`, in which the thread computed or waited
            for something, but not for a processor.
        per_cent: share of the time since then in which the window was late.
    """

    def __init__(self) -> None:
        self._task = Path(f"/proc/self/task/{threading.get_native_id()}/schedstat")
        self._timer = QTimer(timerType=Qt.TimerType.PreciseTimer, interval=BEAT_MS)
        self._timer.timeout.connect(self._beat)
        self.restart()
        self._timer.start()

    def restart(self) -> None:
        """Measure from now on."""
        self.longest_ms = 0.0
        self._last = self._now()

    def _beat(self) -> None:
        now = self._now()
        self.longest_ms = max(self.longest_ms, (now - self._last) * 1000 - BEAT_MS)
        self._last = now

    def look(self) -> float:
        """The longest pause in milliseconds, one that has not ended yet included."""
        self._beat()
        return self.longest_ms

    def _now(self) -> float:
        """Seconds, without those in which this thread waited for a processor."""
        try:
            waited = int(self._task.read_text(encoding="ascii").split()[1]) / 1e9
        except (OSError, IndexError):  # no such files on this system
            waited = 0.0
        return time.perf_counter() - waited

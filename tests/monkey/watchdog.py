"""Notices when the window's event loop stands still, and says where it stood."""

from __future__ import annotations

import sys
import threading
import time
import traceback
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QTimer

_BEAT_MS, _LOOK_S = 50, 0.1


class Watchdog:
    """Counts only time in which the window's thread computes or is blocked: not what a busy machine takes from it.

    Args:
        limit_s: how long the loop may stand still.
        tell: called in the watchdog's thread with the stack of the window's thread.
    """

    def __init__(self, limit_s: float, tell: Callable[[str], None]) -> None:
        self._limit, self._tell = limit_s, tell
        self._main = threading.main_thread()
        self._task = Path(f"/proc/self/task/{threading.get_native_id()}/stat")
        self._stood, self._told, self._ended = 0.0, False, threading.Event()
        self.longest = 0.0
        self._heart = QTimer(interval=_BEAT_MS)
        self._heart.timeout.connect(self.beat)
        self._thread = threading.Thread(target=self._watch, name="watchdog", daemon=True)

    def start(self) -> None:
        """From now on."""
        self._heart.start()
        self._thread.start()

    def stop(self) -> None:
        """No more."""
        self._ended.set()
        self._heart.stop()
        self._thread.join(5)

    def beat(self) -> None:
        """The window does not stand still."""
        self._stood, self._told = 0.0, False

    def _watch(self) -> None:
        ran = self._computed()
        while not self._ended.wait(_LOOK_S):
            now = self._computed()
            used, ran = now - ran, now
            self._stood += used if self._running() else max(used, _LOOK_S)
            self.longest = max(self.longest, self._stood)
            if self._stood > self._limit and not self._told:
                self._told = True
                frame = sys._current_frames().get(self._main.ident or 0)
                self._tell("".join(traceback.format_stack(frame)))

    def _running(self) -> bool:
        """Whether the thread computes or waits for a processor, rather than for something else."""
        return self._fields()[0] == "R"

    def _computed(self) -> float:
        """Seconds of processor time of the window's thread."""
        fields = self._fields()
        return (int(fields[11]) + int(fields[12])) / 100

    def _fields(self) -> list[str]:
        try:
            return self._task.read_text(encoding="ascii", errors="replace").rpartition(")")[2].split()
        except OSError:  # no such files on this system: count the time of the clock
            return ["S", *["0"] * 10, str(int(100 * time.monotonic())), "0"]

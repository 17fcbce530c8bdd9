"""A window with its engine that lives until a condition holds: what the measurements of the window share."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

LOOK_MS = 10


class BenchWindow:
    """The whole program on `runs`, with the page `page` in front; use it in a process of its own."""

    def __init__(self, runs: Path, page: str, *, size: tuple[int, int] | None = None, patience_s: float = 600) -> None:
        import psutil
        from PySide6.QtCore import QTimer

        from robustgui.gui import app as program
        from robustgui.gui.main_window import MainWindow
        from robustgui.gui.settings_store import SettingsStore

        self.app = program.make_application()
        store = SettingsStore(remembers=False)
        program.dress(self.app, store, "", "")
        self.window = MainWindow(store)
        if size is not None:
            self.window.resize(*size)
        self.window.show()
        self.contents = program.fill(self.window, runs=runs, data="example:japanese_vowels", page=page)
        self.jobs, self.session, self.pages = self.contents.jobs, self.contents.session, self.contents.pages
        self.process = psutil.Process()
        self.patience_s = patience_s
        self.alarm = QTimer(interval=LOOK_MS)  # `until` looks again at least so often
        self.alarm.start()
        self.until(lambda: self.jobs.ready is not None and self.session.dataset is not None)

    def until(self, condition: Callable[[], bool]) -> float:
        """Let the window live until `condition` holds; how many seconds that took."""
        from PySide6.QtCore import QEventLoop

        began = time.perf_counter()
        while not condition():
            self.app.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
            if time.perf_counter() - began > self.patience_s:
                raise TimeoutError(str([str(row.message) for row in self.jobs.rows]))
        return time.perf_counter() - began

    def until_idle(self) -> float:
        """Until nothing is computed in the background, the summary of the data included."""
        from PySide6.QtCore import QThreadPool

        return self.until(lambda: QThreadPool.globalInstance().activeThreadCount() == 0)

    def memory_mb(self) -> float:
        """Of this process."""
        return float(self.process.memory_info().rss / 1e6)

    def close(self) -> None:
        """End the engine too."""
        self.until_idle()
        self.jobs.shutdown()
        self.window.close()

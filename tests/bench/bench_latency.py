"""How smooth the window is while it trains, how fast it trains meanwhile, and how quickly it obeys."""

from __future__ import annotations

import json
import os
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
from PySide6.QtCore import QEventLoop, Qt, QTimer
from PySide6.QtWidgets import QApplication

from robustgui.attacks.pgd import PGD
from robustgui.engine.messages import InspectRequest, TrainJob
from robustgui.gui import app as program
from robustgui.gui.contents import Contents
from robustgui.gui.main_window import MainWindow
from robustgui.gui.settings_store import SettingsStore
from robustgui.threats.linf import Linf
from robustgui.training.events import StepDone

from .figures import spec

TICK_MS = 5
PATIENCE_S = 120


class Bench:
    """One window on private folders."""

    def __init__(self, app: QApplication, folder: Path) -> None:
        self.app = app
        store = SettingsStore(remembers=False)
        program.dress(app, store, "", "")
        self.window = MainWindow(store)
        self.window.show()
        self.contents: Contents = program.fill(self.window, runs=folder / "runs", data="example:japanese_vowels")
        self.jobs = self.contents.jobs
        self.runs = str(folder / "runs")
        self.steps = 0
        self.batches = 0
        self.jobs.events_arrived.connect(self._count)

    def _count(self, _row: object, events: list[object]) -> None:
        self.batches += 1
        self.steps += sum(isinstance(event, StepDone) for event in events)

    def until(self, condition: Callable[[], bool]) -> float:
        """Let the window live until `condition` holds; how many seconds that took."""
        began = time.perf_counter()
        while not condition():
            self.app.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
            if time.perf_counter() - began > PATIENCE_S:
                raise TimeoutError(str([str(row.message) for row in self.jobs.rows]))
        return time.perf_counter() - began

    def watch(self, seconds: float) -> dict[str, float]:
        """Gaps of the event loop, and what arrives meanwhile."""
        ticks: list[float] = []
        timer = QTimer(timerType=Qt.TimerType.PreciseTimer, interval=TICK_MS)
        timer.timeout.connect(lambda: ticks.append(time.perf_counter()))
        steps, batches, began = self.steps, self.batches, time.perf_counter()
        timer.start()
        self.until(lambda: time.perf_counter() - began > seconds)
        took = time.perf_counter() - began
        gaps = np.diff(ticks) * 1000
        return {
            "gap_p50_ms": float(np.percentile(gaps, 50)),
            "gap_p99_ms": float(np.percentile(gaps, 99)),
            "gap_max_ms": float(gaps.max()),
            "updates_per_s": (self.batches - batches) / took,
            "steps_per_s": (self.steps - steps) / took,
        }

    def ask(self, times: int = 20) -> dict[str, float]:
        """Questions, one after the other, in the midst of training."""
        found: list[object] = []
        self.jobs.request_done.connect(lambda topic, reply: found.append(reply) if topic == "bench" else None)
        waits = []
        for number in range(times):
            self.jobs.request("bench", InspectRequest(None, None, "test", number, PGD(steps=10), Linf(eps=0.1)))
            waits.append(self.until(lambda wanted=number + 1: len(found) >= wanted))
        return {"answer_ms": float(np.median(waits)) * 1000}


def main(seconds: float) -> None:
    """Measure one window and print the figures."""
    app = program.make_application()
    with tempfile.TemporaryDirectory() as folder:
        os.environ["ROBUSTGUI_CONFIG"] = folder
        bench = Bench(app, Path(folder))
        alarm = QTimer(interval=10)  # `until` looks again at least so often
        alarm.start()
        figures = {"ready_s": bench.until(lambda: bench.jobs.ready is not None)}
        bench.until(lambda: bench.contents.session.dataset is not None)
        bench.contents.pages.show_page("train")
        quiet = time.perf_counter()
        bench.until(lambda: time.perf_counter() - quiet > 1)
        bench.jobs.submit(TrainJob(spec(), bench.runs), "bench")
        figures["first_step_s"] = bench.until(lambda: bench.steps > 0)
        bench.until(lambda: bench.steps > 10)
        figures |= bench.watch(seconds)
        figures |= bench.ask()
        bench.jobs.stop()
        figures["stop_ms"] = bench.until(lambda: not bench.jobs.busy) * 1000
        bench.jobs.submit(TrainJob(spec(), bench.runs), "bench")
        before = bench.steps
        bench.until(lambda: bench.steps > before)
        began = time.perf_counter()
        bench.jobs.shutdown()
        figures["shutdown_ms"] = (time.perf_counter() - began) * 1000
        bench.window.close()
    print(json.dumps(figures))


if __name__ == "__main__":
    main(float(sys.argv[1]))

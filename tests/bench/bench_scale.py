"""A million sequences in the window: first and later opening, memory, scrolling, cancelling, going on after a kill.

Started as `python -m tests.bench.bench_scale SEQUENCES [csv|npz] [FOLDER]`; the folder keeps the data for another time.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import numpy as np

from .bench_window import BenchWindow

STEPS = 100
DISTINCT = 20_000  # sequences; more differ from one of them in their first value alone
PATIENCE_S = 600


def write(path: Path, count: int) -> None:
    """`count` sequences of `STEPS` steps of four classes."""
    stream = np.random.default_rng(0)
    some = min(count, DISTINCT)
    labels = stream.integers(0, 4, some)
    time_ = np.arange(STEPS)
    phase = stream.uniform(0, 6, (some, 1))
    values = np.sin(time_ * (0.1 + 0.05 * labels[:, None]) + phase) + 0.3 * stream.standard_normal((some, STEPS))
    chosen = stream.integers(0, some, count)
    if path.suffix == ".npz":
        x = values.astype(np.float32)[chosen]
        x[:, 0] += np.arange(count) / count
        np.savez(path, x=x, y=labels[chosen])
        return
    texts = (",".join(map("{:.6g}".format, row)) for row in values[:, 1:].tolist())
    lines = [f"{text},{label}\n".encode() for text, label in zip(texts, labels.tolist(), strict=True)]
    with path.open("wb") as file:
        file.write((",".join(f"t{step}" for step in range(STEPS)) + ",label\n").encode())
        for start in range(0, count, 10_000):
            numbers = enumerate(chosen[start : start + 10_000].tolist(), start=start)
            file.write(b"".join(b"%.7g," % (number / count) + lines[i] for number, i in numbers))


class Window(BenchWindow):
    """Opens the data, and is weighed meanwhile."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder / "runs", "data", patience_s=PATIENCE_S)
        self.loader = self.contents.loader
        self.peak = 0.0
        self.reports: list[object] = []
        self.loader.progressed.connect(self.reports.append)
        self.alarm.timeout.connect(self._weigh)
        self.until_idle()

    def _weigh(self) -> None:
        self.peak = max(self.peak, self.memory_mb())

    def open(self, path: Path) -> float:
        """Seconds until the sequences can be seen."""
        self.session.dataset_requested.emit(str(path))
        return self.until(lambda: self.session.dataset.train.source == str(path))

    def scroll(self, frames: int = 600) -> dict[str, float]:
        """Milliseconds a frame: line by line, page by page, and to any place."""
        table = self.contents.pages.page("data").table
        bar = table.verticalScrollBar()
        stream = np.random.default_rng(1)
        times, work = [], []
        for number in range(frames):
            place = (bar.value() + 3, bar.value() + bar.pageStep(), int(stream.integers(0, bar.maximum())))[number % 3]
            began, worked = time.perf_counter(), time.thread_time()
            bar.setValue(place)
            table.viewport().repaint()
            times.append((time.perf_counter() - began) * 1000)
            work.append((time.thread_time() - worked) * 1000)
            self.app.processEvents()
        return {
            "frame_p50_ms": float(np.percentile(times, 50)),
            "frame_p99_ms": float(np.percentile(times, 99)),
            "frame_max_ms": max(times),
            "frame_cpu_p99_ms": float(np.percentile(work, 99)),
            "shown_rows": float(bar.pageStep()),
        }


def first(folder: Path, path: Path) -> dict[str, float]:
    """Cancel in the midst of the first opening, go on, and look around."""
    window = Window(folder)
    figures = {"empty_mb": window.memory_mb()}
    window.session.dataset_requested.emit(str(path))
    window.until(lambda: any(report.share is not None and report.share > 0.1 for report in window.reports))
    children = [child for child in window.process.children() if "convert" in " ".join(child.cmdline())]
    began = time.perf_counter()
    window.loader.cancel()
    window.until(lambda: not any(child.is_running() for child in children))
    figures["cancel_ms"] = (time.perf_counter() - began) * 1000
    window.reports.clear()
    figures["rest_s"] = window.open(path)
    counts = [report.sequences for report in window.reports if report.sequences]
    figures["taken_up"] = float(counts[0]) if counts else 0.0
    figures["progress_reports"] = float(len(window.reports))
    window.close()
    return figures


def whole(folder: Path, path: Path) -> dict[str, float]:
    """The first opening without a break."""
    window = Window(folder)
    figures = {"first_open_s": window.open(path)}
    window.close()
    return figures


def later(folder: Path, path: Path) -> dict[str, float]:
    """Open what was converted before, and look through it."""
    window = Window(folder)
    figures = {"empty_mb": window.memory_mb(), "later_open_s": window.open(path)}
    figures["open_mb"] = window.memory_mb()
    figures["summary_s"] = window.until_idle()
    figures["summary_peak_mb"] = window.peak
    figures |= window.scroll()
    window.until_idle()
    figures["scrolled_mb"] = window.memory_mb()
    figures["peak_mb"] = window.peak
    window.close()
    return figures


def main(count: int, kind: str, kept: str = "") -> None:
    """Measure in fresh processes and print the figures."""
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(kept or temporary)
        path = folder / f"scale_{count}.{kind}"
        if not path.exists():
            write(path, count)
        figures: dict[str, float] = {"source_mb": path.stat().st_size / 1e6}
        parts = ("first", "whole", "later") if kind == "csv" else ("whole", "later")
        for part in parts:
            cache = Path(temporary, "broken" if part == "first" else "cache")
            environment = os.environ | {"ROBUSTGUI_CONFIG": temporary, "ROBUSTGUI_CACHE": str(cache)}
            command = [sys.executable, "-m", "tests.bench.bench_scale", part, temporary, str(path)]
            done = subprocess.run(command, stdout=subprocess.PIPE, env=environment, check=True, text=True)
            figures |= json.loads(done.stdout.splitlines()[-1])
    print(json.dumps({f"{kind}_{name}": value for name, value in figures.items()}))


if __name__ == "__main__":
    parts = {"first": first, "whole": whole, "later": later}
    if sys.argv[1] in parts:
        print(json.dumps(parts[sys.argv[1]](Path(sys.argv[2]), Path(sys.argv[3]))))
    else:
        main(int(sys.argv[1]), *sys.argv[2:])

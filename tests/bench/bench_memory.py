"""A hundred thousand events from a real training: memory of window and engine by quarter, and the longest block.

`python -m tests.bench.bench_memory [EVENTS]`. The window shows the page Train, whose watched sequence is attacked after
every measurement. The first tenth is warm-up: caches fill, curves reach their full number of points.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from .bench_window import BenchWindow

PATIENCE_S = 3600
QUARTERS = 4
SPEC = {
    "defence": "none", "model.hidden": 8, "training.epochs": 100_000, "training.batch_size": 2, "watch.every": 4,
    "watch.samples": 20, "watch.attack.steps": 2, "device.device": "cpu", "device.threads": 1,
}  # fmt: skip


class Bench(BenchWindow):
    """Counts the events of its jobs."""

    def __init__(self, folder: Path) -> None:
        import psutil

        from .blocks import Blocks

        self.runs = folder / "runs"
        super().__init__(self.runs, "train", size=(1500, 1000), patience_s=PATIENCE_S)
        self.events = 0
        self.jobs.events_arrived.connect(self._count)
        self.until(lambda: not self.pages.building)
        self.blocks = Blocks()
        self.engine = psutil.Process(self.jobs.engine_pid())

    def _count(self, _row: object, events: list[object]) -> None:
        self.events += len(events)

    def memory(self) -> list[float]:
        """MB of window and engine."""
        return [self.memory_mb(), self.engine.memory_info().rss / 1e6]


def measure(count: int) -> list[tuple[str, float, float, float, float]]:
    """(what, seconds, longest block in ms, MB of the window, MB of the engine) of each part."""
    from robustgui.engine.messages import TrainJob
    from robustgui.runs.spec import RunSpec

    lines = []
    with tempfile.TemporaryDirectory() as folder:
        bench = Bench(Path(folder))
        bench.jobs.submit(TrainJob(RunSpec().replace_paths(SPEC), str(bench.runs)), "bench")
        parts = [("warm-up", count // 10), *((f"quarter {n}", count * n // QUARTERS) for n in range(1, QUARTERS + 1))]
        for title, events in parts:
            began = time.perf_counter()
            bench.blocks.restart()
            bench.until(lambda events=events: bench.events >= events or not bench.jobs.busy)
            if not bench.jobs.busy:
                raise RuntimeError(str(bench.jobs.rows[-1].message))
            lines.append((title, time.perf_counter() - began, bench.blocks.look(), *bench.memory()))
        bench.close()
    return lines


def main(count: int) -> None:
    """Measure in a process of its own and print the table."""
    with tempfile.TemporaryDirectory() as private:
        environment = os.environ | {"ROBUSTGUI_CONFIG": private, "ROBUSTGUI_CACHE": private}
        command = [sys.executable, "-m", "tests.bench.bench_memory", "measure", str(count)]
        done = subprocess.run(command, stdout=subprocess.PIPE, env=environment, check=True, text=True)
    lines = json.loads(done.stdout.splitlines()[-1])
    print(f"{count} events{'':12} seconds  longest block   window   engine")
    for title, seconds, block, window, engine in lines:
        print(f"{title:22} {seconds:9.1f} {block:11.0f} ms {window:5.0f} MB {engine:5.0f} MB", flush=True)
    for name, place in (("window", 3), ("engine", 4)):
        grown = lines[-1][place] / lines[1][place] - 1
        print(f"the {name} from the first to the last quarter: {grown:+.1%}")


if __name__ == "__main__":
    if sys.argv[1:2] == ["measure"]:
        print(json.dumps(measure(int(sys.argv[2]))))
    else:
        main(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000)

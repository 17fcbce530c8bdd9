"""A run of a million steps, opened as the page Train opens it and followed as it does: time, and memory of opening.

`python -m tests.bench.bench_long_log [STEPS]`
"""

from __future__ import annotations

import json
import random
import sys
import tempfile
import time
import tracemalloc
from pathlib import Path

from robustgui.gui.pages.train import followed_run
from robustgui.gui.training_curves.history import History
from robustgui.runs.event_json import to_json
from robustgui.runs.events import RunStarted
from robustgui.runs.folder import EVENTS, RunFolder
from robustgui.runs.spec import RunSpec
from robustgui.training.events import EpochDone, StepDone

STEPS = 1_000_000
PER_EPOCH = 100
BATCH = 500  # steps that reach the window at once
_SMOOTHING = 0.9


def write_run(folder: Path, steps: int) -> RunFolder:
    """A run folder whose log has `steps` steps, with numbers of all digits, and their epochs."""
    run = RunFolder.create(folder, RunSpec())
    luck = random.Random(0)
    with (run.path / EVENTS).open("w", encoding="utf-8") as file:
        started = RunStarted(
            "r", str(run.path), "cpu", 100, steps // PER_EPOCH, PER_EPOCH, 1000, 100, "test", "accuracy"
        )
        file.write(to_json(started) + "\n")
        for step in range(1, steps + 1):
            epoch = (step - 1) // PER_EPOCH + 1
            loss, clean, adversarial, norm, rate = (luck.random() for _ in range(5))
            parts = (("clean", clean), ("adversarial", adversarial))
            file.write(to_json(StepDone(step, epoch, loss, parts, norm, rate)) + "\n")
            if step % PER_EPOCH == 0:
                file.write(to_json(EpochDone(epoch, luck.random(), 0.5, 0.4, "accuracy", 100, 1.5, 0.5)) + "\n")
    return run


def follow(steps: int) -> float:
    """Seconds that the curves need for `steps` reported steps: what the window must stay ahead of."""
    made = [StepDone(step, 1, 0.5, (("clean", 0.4), ("adversarial", 0.6)), 1.0, 0.1) for step in range(1, steps + 1)]
    history = History(smoothing=_SMOOTHING)
    began = time.perf_counter()
    for start in range(0, steps, BATCH):
        history.extend(made[start : start + BATCH])
    seconds = time.perf_counter() - began
    assert history.step == steps
    return seconds


def main() -> None:
    """Print one line of JSON for `tests.bench`."""
    steps = int(sys.argv[1]) if len(sys.argv) > 1 else STEPS
    with tempfile.TemporaryDirectory() as folder:
        run = write_run(Path(folder), steps)
        began = time.perf_counter()
        followed_run._read(run.path, _SMOOTHING)
        seconds = time.perf_counter() - began
        tracemalloc.start()
        stored = followed_run._read(run.path, _SMOOTHING)
        peak = tracemalloc.get_traced_memory()[1]
        assert stored.history.step == steps
    live = min(follow(steps // 5) for _ in range(3)) / (steps // 5)
    print(json.dumps({"long_log_s": seconds, "long_log_mb": peak / 1e6, "live_step_us": live * 1e6}))


if __name__ == "__main__":
    main()

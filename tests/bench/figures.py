"""What is measured, in which unit, and what we want it to be."""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from robustgui.runs.spec import RunSpec

ROOT = Path(__file__).parents[2]


@dataclass(frozen=True)
class Figure:
    """One line of the table."""

    key: str
    title: str
    unit: str
    goal: str = ""


FIGURES = (
    Figure("painted_s", "start of the process to the first picture", "s", "<= 0.8"),
    Figure("ready_s", "start of the engine until it is warm", "s"),
    Figure("first_step_s", "Train to the first step in the window, warm engine", "s", "<= 0.5"),
    Figure("updates_per_s", "batches of events that arrive", "1/s", "~ 30"),
    Figure("gap_p50_ms", "gap of the event loop, median", "ms"),
    Figure("gap_p99_ms", "gap of the event loop, 99 %", "ms", "<= 16"),
    Figure("gap_max_ms", "gap of the event loop, longest", "ms"),
    Figure("answer_ms", "question to answer while training, median", "ms"),
    Figure("steps_per_s", "training steps with the window", "1/s"),
    Figure("headless_steps_per_s", "training steps without a window", "1/s"),
    Figure("throughput", "with the window / without", "ratio", ">= 0.95"),
    Figure("stop_ms", "Stop until the window says stopped", "ms", "<= 200"),
    Figure("shutdown_ms", "closing the window in the middle of a run", "ms"),
    Figure("long_log_s", "a stored run of a million steps is opened", "s", "<= 2"),
    Figure("long_log_mb", "memory while it is opened", "MB", "<= 100"),
    Figure("live_step_us", "a step of a running training is added to the curves", "us", "<= 5"),
    Figure("csv_source_mb", "a million sequences of 100 steps as a table", "MB"),
    Figure("csv_first_open_s", "its first opening", "s", "<= 60"),
    Figure("csv_cancel_ms", "cancelling that", "ms", "<= 200"),
    Figure("csv_taken_up", "sequences that the next attempt does not read again", ""),
    Figure("csv_later_open_s", "its later openings", "s", "<= 1"),
    Figure("npz_first_open_s", "the same as arrays: first opening", "s", "<= 60"),
    Figure("npz_later_open_s", "the same as arrays: later openings", "s", "<= 1"),
    Figure("csv_empty_mb", "memory of the window before it is opened", "MB"),
    Figure("csv_open_mb", "memory of the window when it is open", "MB"),
    Figure("csv_peak_mb", "most memory of the window, summary and scrolling included", "MB", "<= 400"),
    Figure("csv_frame_p50_ms", "a frame while scrolling through it, median", "ms"),
    Figure("csv_frame_p99_ms", "a frame while scrolling through it, 99 %", "ms", "<= 16"),
    Figure("csv_frame_cpu_p99_ms", "the processor's share of that, 99 %", "ms"),
    Figure("autoattack_ours_s", "AutoAttack on 200 sequences of 28 steps, GRU(64)", "s"),
    Figure("autoattack_faster", "that of torchattacks / ours", "ratio", "> 1"),
    Figure("autoattack_excess", "accuracy that ours leaves more than theirs", "", "<= 0"),
    Figure("curve_ours_s", "curve of 12 budgets by PGD of 20 steps, 500 sequences", "s"),
    Figure("curve_faster", "Foolbox's PGD once a budget / ours", "ratio", ">= 3"),
    Figure("curve_worst_excess", "most accuracy that ours leaves more at a budget", "", "<= 0"),
)


def spec() -> RunSpec:
    """JapaneseVowels without a defence: more steps a second than pictures, so that every update carries something."""
    return RunSpec().replace_paths(
        {"defence": "none", "training.epochs": 100_000, "watch.every": 100_000, "device.device": "cpu"}
    )


def measured_in_a_process(module: str, *arguments: str) -> dict[str, float]:
    """What `python -m tests.bench.<module>` prints as its last line: numbers as JSON."""
    done = subprocess.run(
        [sys.executable, "-m", f"tests.bench.{module}", *arguments],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
        check=True,
        env=os.environ | {"PYTHONUNBUFFERED": "1"},
    )
    found: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return found


def table(runs: Sequence[dict[str, float]]) -> str:
    """Median and range of every figure over several runs."""
    lines = [f"{'':54} {'median':>9} {'least':>9} {'most':>9}  {'unit':6} goal"]
    for figure in FIGURES:
        values = [run[figure.key] for run in runs if figure.key in run]
        if values:
            numbers = " ".join(f"{v:9.3g}" for v in (statistics.median(values), min(values), max(values)))
            lines.append(f"{figure.title:54} {numbers}  {figure.unit:6} {figure.goal}")
    return "\n".join(lines)

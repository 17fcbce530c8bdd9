"""Repeats every measurement in fresh processes, window and headless in turn, and prints the table."""

from __future__ import annotations

import argparse
import os
import platform
import subprocess
import sys
from pathlib import Path

from robustgui.training.devices import count_cores

from .figures import measured_in_a_process, table


def main() -> int:
    """Measure and print; the exit code is 0 whatever the numbers are."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("--runs", type=int, default=3, help="how often everything is repeated")
    parser.add_argument("--seconds", type=float, default=8.0, help="how long training is watched")
    parser.add_argument("--sequences", type=int, default=1_000_000, help="of large data, measured once; 0: none")
    parser.add_argument("--stored", type=int, default=10_000, help="stored runs in the window; 0: none")
    parser.add_argument("--events", type=int, default=100_000, help="events while memory is watched; 0: none")
    parser.add_argument("--no-attacks", action="store_true", help="leave out our attacks beside other libraries'")
    chosen = parser.parse_args()
    screen = "offscreen" if os.environ.get("QT_QPA_PLATFORM") == "offscreen" else "a real window"
    print(
        f"Python {platform.python_version()}, {count_cores()} cores, load {os.getloadavg()[0]:.1f}, {screen}",
        flush=True,
    )
    measured_in_a_process("bench_start")  # the first start reads everything from disk
    found = []
    for number in range(1, chosen.runs + 1):
        figures = measured_in_a_process("bench_start")
        figures |= measured_in_a_process("bench_headless", str(chosen.seconds))
        figures |= measured_in_a_process("bench_latency", str(chosen.seconds))
        figures["throughput"] = figures["steps_per_s"] / figures["headless_steps_per_s"]
        found.append(figures)
        print(f"run {number} of {chosen.runs} done", flush=True)
    if chosen.sequences:
        for kind in ("csv", "npz"):
            found.append(measured_in_a_process("bench_scale", str(chosen.sequences), kind))
    found.append(measured_in_a_process("bench_long_log"))
    if not chosen.no_attacks:
        found.append(measured_in_a_process("bench_attacks"))
    print(table(found))
    if not chosen.no_attacks:
        print(flush=True)
        subprocess.run([sys.executable, str(Path(__file__).with_name("bench_black_box.py"))], check=True)
    for name, count in (("many_runs", chosen.stored), ("memory", chosen.events)):
        if count:
            print(flush=True)
            subprocess.run([sys.executable, "-m", f"tests.bench.bench_{name}", str(count)], check=True)
    return 0

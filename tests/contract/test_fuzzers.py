"""The short form of the fuzzers: a few damaged inputs of every format, the same each time; `make fuzz` tries more."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SEED = 900_000  # far from the seeds that people begin with


@pytest.mark.skipif(sys.platform != "linux", reason="memory and time are measured as Linux counts them")
@pytest.mark.parametrize(("kind", "count"), [("readers", 5), ("weights", 8), ("runs", 2), ("specs", 15)])
def test_that_damaged_inputs_are_read_or_refused_within_limits(kind: str, count: int) -> None:
    command = [sys.executable, "-m", "tests.fuzz", kind, "--count", str(count), "--seed", str(SEED)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr

"""A short form of `make monkey`: random acts at a real window with a real engine break nothing."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize("seed", [1, 2])
def test_that_random_acts_break_nothing(tmp_path: Path, seed: int) -> None:
    command = [sys.executable, "-m", "tests.monkey", "--seeds", "1", "--first", str(seed), "--actions", "100"]
    done = subprocess.run(
        [*command, "--no-shrink", "--keep", str(tmp_path)], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr

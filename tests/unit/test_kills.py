"""The short form of `make kills`: two kills of each of three kinds."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest


@pytest.mark.skipif(sys.platform == "win32", reason="processes are forked and killed by signals")
def test_that_kills_lose_hide_and_halve_nothing() -> None:
    kinds = ["resume", "evaluate", "convert"]
    done = subprocess.run(
        [sys.executable, "-m", "tests.kills", *kinds, "--count", "6"],
        cwd=Path(__file__).parents[2],
        env=os.environ | {"OMP_NUM_THREADS": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr

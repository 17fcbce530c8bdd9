"""The program as its user starts it: a process of its own that opens a window and ends well."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path


def test_that_the_command_opens_a_window_and_ends_when_it_is_closed(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "robustgui", "gui", "--runs", str(tmp_path / "runs")]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as program:
        try:
            search = ["xdotool", "search", "--sync", "--onlyvisible", "--pid", str(program.pid), "--name", "robustgui"]
            window = subprocess.run(search, capture_output=True, text=True, timeout=60, check=True).stdout.split()[0]
            subprocess.run(["xdotool", "windowfocus", "--sync", window], timeout=20, check=True)
            subprocess.run(["xdotool", "key", "ctrl+q"], timeout=20, check=True)
            output, _ = program.communicate(timeout=60)
        finally:
            if program.poll() is None:
                program.send_signal(signal.SIGKILL)
    assert program.returncode == 0, output
    assert "Traceback" not in output

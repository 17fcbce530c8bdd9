"""Starts a module of this program as a Python process of its own, and gives that process its two pipes."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import IO, BinaryIO

from .safe_path import absolute_entries

_NO_WINDOW = 0x08000000  # CREATE_NO_WINDOW
_BELOW_NORMAL = 0x00004000  # BELOW_NORMAL_PRIORITY_CLASS


def start_module(
    module: str,
    *arguments: str,
    errors: IO[bytes],
    variables: dict[str, str] | None = None,
    background: bool = False,
) -> subprocess.Popen[bytes]:
    """Start `python -m module arguments`, with pipes as its standard input and output.

    It imports this very program whatever the current folder holds (`-P`, and no relative entry of PYTHONPATH), has no
    console window on Windows, and does not hear a Ctrl+C in the terminal.

    Args:
        module: of this program, by its full name.
        arguments: for `sys.argv`.
        errors: file that its standard error is written to.
        variables: of its environment, in place of those of this process.
        background: on Windows it yields to the window; elsewhere it calls `os.nice` by itself.

    Raises:
        OSError: the system refuses.
    """
    package = str(Path(__file__).parents[2])
    paths = [package, *absolute_entries(os.environ.get("PYTHONPATH", ""))]
    return subprocess.Popen(
        [sys.executable, "-P", "-m", module, *arguments],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=errors,
        # NumPy's own threads spin on busy cores too: with two a plane of hidden states takes nine times as long.
        env={"OPENBLAS_NUM_THREADS": "1"} | os.environ | {"PYTHONPATH": os.pathsep.join(paths)} | (variables or {}),
        start_new_session=True,
        creationflags=(_NO_WINDOW | (_BELOW_NORMAL if background else 0)) if sys.platform == "win32" else 0,
    )


def take_pipes() -> tuple[BinaryIO, BinaryIO]:
    """In such a process: its standard input and output, from now on for messages alone.

    What anything else prints goes to standard error, and who reads from standard input gets nothing.
    """
    commands, reports = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, 0)
    os.close(nothing)
    os.dup2(2, 1)
    return commands, reports


def last_words(errors: IO[bytes], most: int) -> str:
    """The last `most` bytes of what a process has written to the file of its standard error, as text."""
    errors.seek(max(0, errors.seek(0, os.SEEK_END) - most))
    return errors.read().decode("utf-8", "replace")


def signal_name(number: int) -> str:
    """Such as "SIGSEGV"."""
    try:
        return signal.Signals(number).name
    except ValueError:
        return str(number)

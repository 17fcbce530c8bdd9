"""Watches the process that converts a source: how far it is, how it ended; kills it on cancellation."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Generator
from dataclasses import dataclass
from pathlib import Path
from queue import Empty, SimpleQueue
from typing import IO, Any, Literal

from ...base.errors import DataError, Interrupted
from .entry import Entry

_LOOK_S = 0.05  # between two looks whether it is still wanted
_TAIL = 4000  # characters of its last words
_WINDOWS_FLAGS = 0x08000000  # CREATE_NO_WINDOW


@dataclass(frozen=True)
class Reading:
    """How far the reading of a large source has come.

    Attributes:
        file: its name.
        phase: "waiting" for another process that converts the same; "reading"; "storing"; "comparing" with what was
            converted before.
        sequences: found so far.
        share: of the phase, in [0, 1]; None: not known.
        eta_s: seconds that the phase will still take; None: not known.
    """

    file: str
    phase: Literal["waiting", "reading", "storing", "comparing"]
    sequences: int = 0
    share: float | None = None
    eta_s: float | None = None


def conversion(entry: Entry, stop: Callable[[], bool]) -> Generator[Reading, None, None]:
    """Convert `entry`; closing the generator ends the process, which leaves what the next one can take up.

    Raises:
        Interrupted: `stop` said so.
        DataError: the source cannot be read, the disk is full, or the system ended the process.
    """
    with tempfile.TemporaryFile() as words:
        child = _started(entry, words)
        lines: SimpleQueue[str | None] = SimpleQueue()
        pump = threading.Thread(target=_pump, args=(child, lines), name="conversion", daemon=True)
        pump.start()
        last: dict[str, Any] = {}
        ended = False
        try:
            while True:
                if stop():
                    raise Interrupted
                try:
                    line = lines.get(timeout=_LOOK_S)
                except Empty:
                    continue
                if line is None:
                    ended = True
                    break
                last = json.loads(line)
                if "phase" in last:
                    yield Reading(entry.path.name, **last)
        finally:
            child.kill()
            code = child.wait()
            while not ended:  # not `pump.join`, which makes a stranger of the window's thread known to Python for good
                ended = lines.get() is None
        _end(entry, last, code, words)


def _started(entry: Entry, words: IO[bytes]) -> subprocess.Popen[str]:
    package = str(Path(__file__).parents[3])
    paths = [package, *filter(None, [os.environ.get("PYTHONPATH")])]
    return subprocess.Popen(
        [sys.executable, "-P", "-m", "robustgui.data.cache.convert", entry.to_json()],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=words,
        encoding="utf-8",
        env={"OPENBLAS_NUM_THREADS": "1"} | os.environ | {"PYTHONPATH": os.pathsep.join(paths)},
        start_new_session=True,  # a Ctrl+C in the terminal is for whoever waits
        creationflags=_WINDOWS_FLAGS if sys.platform == "win32" else 0,
    )


def _pump(child: subprocess.Popen[str], lines: SimpleQueue[str | None]) -> None:
    """Runs in a thread, because a pipe cannot be waited for with a patience on every system."""
    if child.stdout is not None:
        with child.stdout as output:
            for line in output:
                lines.put(line)
    lines.put(None)


def _end(entry: Entry, last: dict[str, Any], code: int, words: IO[bytes]) -> None:
    """What the last line said, as an error; none if the conversion is there."""
    if last.get("done"):
        return
    if "error" in last:
        raise DataError(last["error"], **last["facts"])
    if "bug" in last:
        raise RuntimeError(f"the conversion of {entry.path} failed\n{last['bug']}")
    words.seek(0)
    tail = words.read().decode("utf-8", "replace")[-_TAIL:]
    if code < 0:
        raise DataError(
            "The conversion of {file} was terminated by the system (signal {signal}), perhaps for lack of memory. "
            "Open it again: it continues where it stopped.",
            file=entry.path.name, signal=-code,
        )  # fmt: skip
    raise RuntimeError(f"the conversion of {entry.path} ended with exit code {code}\n{tail}")

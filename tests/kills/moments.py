"""When a process is killed: after some time, or when something changes in its folder."""

from __future__ import annotations

import os
import random
import re
import time
from dataclasses import dataclass
from pathlib import Path

from .command import Process

State = dict[str, tuple[int, int]]  # of each file below a folder size and time
_LOOK_S = 0.001


@dataclass(frozen=True)
class Moment:
    """The time to kill.

    Attributes:
        name: for the table.
        file: the process is killed at a change of a file whose path, relative to the folder, matches; empty: at any.
        changes: at which of them.
        seconds: after it.
    """

    name: str
    file: str
    changes: int
    seconds: float

    def wait(self, process: Process, folder: Path) -> bool:
        """Whether it has come; False: the process ended before."""
        pattern, left, before = re.compile(self.file), self.changes, state_of(folder)
        while left > 0:
            if process.poll() is not None:
                return False
            now = state_of(folder)
            left -= sum(now.get(name) != before.get(name) and bool(pattern.search(name)) for name in now)
            before = now
            time.sleep(_LOOK_S)
        until = time.monotonic() + self.seconds
        while time.monotonic() < until:
            if process.poll() is not None:
                return False
            time.sleep(_LOOK_S)
        return process.poll() is None

    def __str__(self) -> str:
        return f"{self.name} (change {self.changes}, {1000 * self.seconds:.1f} ms later)"


def draw(stream: random.Random, files: dict[str, tuple[str, int]], work_s: float) -> Moment:
    """A random moment.

    Args:
        stream: of chance.
        files: by name patterns of files, and at how many changes of them at most a process may be killed.
        work_s: for how long it works from its first change of a file on.
    """
    choice = stream.random()
    if choice < 0.1:
        return Moment("any time", "", 0, stream.uniform(0, work_s + 3))
    if choice < 0.45:
        return Moment("working", "", 1, stream.uniform(0, work_s))
    name = stream.choice(sorted(files))
    pattern, most = files[name]
    return Moment(name, pattern, stream.randint(1, most), stream.choice((0.0, 0.0, stream.uniform(0, 0.02))))


def state_of(folder: Path) -> State:
    """All files below `folder`; those that go meanwhile are left out."""
    found: State = {}
    waiting = [str(folder)]
    while waiting:
        try:
            with os.scandir(waiting.pop()) as entries:
                for entry in entries:
                    if entry.is_dir(follow_symlinks=False):
                        waiting.append(entry.path)
                    else:
                        status = entry.stat(follow_symlinks=False)
                        found[os.path.relpath(entry.path, folder)] = (status.st_size, status.st_mtime_ns)
        except OSError:
            continue
    return found

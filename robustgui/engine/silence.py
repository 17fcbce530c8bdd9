"""Detects an engine that is alive but does not respond, and tells a stopped process from a busy one."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from ..base.errors import Sentence

if TYPE_CHECKING:
    from .client import EngineClient

State = Literal["stopped", "busy", "waiting", "unknown"]

STOPPED_S = 3.0  # three heartbeats; a process that the system says to be stopped needs no more patience
SILENT_S = 10.0  # some calls of libraries hold the interpreter for seconds
_GAP_S = 1.0  # between two looks; more, and it was the window that stood still


@dataclass(frozen=True)
class Silence:
    """The engine has not responded for some time.

    Attributes:
        seconds: for how long.
        pid: its process.
        state: "stopped" (by a signal or a debugger), "busy" (it computes), "waiting" (for the disk, as when memory is
            swapped out), or "unknown".
    """

    seconds: int
    pid: int
    state: State

    @property
    def sentence(self) -> Sentence:
        """What is known of it, for the user."""
        facts = {"seconds": self.seconds, "pid": self.pid}
        match self.state:
            case "stopped":
                return Sentence("The engine has not answered for {seconds} s: process {pid} is stopped.", facts)
            case "busy":
                return Sentence("The engine has not answered for {seconds} s: process {pid} is busy.", facts)
            case "waiting":
                return Sentence(
                    "The engine has not answered for {seconds} s: process {pid} waits for the disk or for memory.",
                    facts,
                )
            case _:
                return Sentence("The engine has not answered for {seconds} s (process {pid}).", facts)

    @property
    def advice(self) -> Sentence:
        """What the user can do."""
        if self.state == "stopped":
            return Sentence(
                "A signal or a debugger stopped it. It continues after “kill -CONT {pid}”. Force stop ends it; a run "
                "then resumes from its last checkpoint.",
                {"pid": self.pid},
            )
        return Sentence("Wait, or use Force stop, which ends it; a run then resumes from its last checkpoint.")


class SilenceWatch:
    """Measures how long one client has been silent.

    Only the time between calls that follow each other counts: a window that was itself suspended reports no silence.
    """

    def __init__(self, client: EngineClient) -> None:
        self._client = client
        self._seen = -1
        self._silent_s = 0.0
        self._last: float | None = None
        self._cpu = 0
        self._state_second = -1  # the second of the silence that the system was asked in
        self._silence: Silence | None = None

    def look(self, now: float, *, warm: bool) -> Silence | None:
        """The silence at `now` (`time.monotonic()`); None: there is none.

        Args:
            now: the time of this look.
            warm: whether the engine has started: before, only a stopped process is reported, since imports take long.
        """
        passed = 0.0 if self._last is None else min(now - self._last, _GAP_S)
        self._last = now
        if self._client.signs != self._seen:
            self._seen, self._silent_s, self._state_second, self._silence = self._client.signs, 0.0, -1, None
            return None
        self._silent_s += passed
        seconds = int(self._silent_s)
        if self._silent_s < STOPPED_S or not self._client.running:
            self._silence = None
        elif seconds != self._state_second:  # once a second: shorter, and a busy process may have had no turn
            self._state_second, state = seconds, self._state()
            is_certain = state == "stopped" or (warm and self._silent_s >= SILENT_S)
            self._silence = Silence(seconds, self._client.pid, state) if is_certain else None
        return self._silence

    def _state(self) -> State:
        """What the system says of the process; only Linux does."""
        if sys.platform != "linux":
            return "unknown"
        process = Path(f"/proc/{self._client.pid}")
        try:
            state, cpu = _read_stat(process / "stat")
            threads = [_read_stat(thread / "stat")[0] for thread in (process / "task").iterdir()]
        except (OSError, ValueError, IndexError):  # it has just ended
            return "unknown"
        before, self._cpu = self._cpu, cpu
        if state in "Tt":
            return "stopped"
        if cpu > before or state == "R":
            return "busy"
        return "waiting" if "D" in threads else "unknown"


def _read_stat(file: Path) -> tuple[str, int]:
    """State and processor time, in ticks, of a process or thread; see proc(5)."""
    fields = file.read_bytes().rpartition(b")")[2].split()
    return fields[0].decode(), int(fields[11]) + int(fields[12])

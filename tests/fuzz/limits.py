"""One case under measurement: what came of it, how long it took, and how much memory it needed at its peak."""

from __future__ import annotations

import contextlib
import gc
import resource
import signal
import sys
import time
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from types import FrameType
from typing import Any, Literal

from robustgui.base.errors import RobustGuiError

SECONDS = 10.0
MEMORY = 1 << 30  # bytes above what the process has when a case begins
_ADDRESSES = 4 << 30  # bytes above what it has mapped at its start: beyond them an allocation fails
DEAF_SECONDS = 120.0  # in native code, which hears no signal: then the process is ended

Outcome = Literal["read", "refused", "contained", "broken", "hung", "memory", "crashed"]
OUTCOMES: tuple[Outcome, ...] = ("read", "refused", "contained", "broken", "hung", "memory", "crashed")
FAILURES: tuple[Outcome, ...] = ("broken", "hung", "memory", "crashed")


_began = 0.0  # when the present case was, by `_now`


class Hung(BaseException):
    """A case takes too long; nothing that catches exceptions catches it."""


@dataclass(frozen=True)
class Trial:
    """What came of one case.

    Attributes:
        outcome: "read", or "refused" with a sentence; "broken": an exception that is no `RobustGuiError`; "hung": it
            took longer than `SECONDS`; "memory": it needed more than `MEMORY`; "crashed": the process died of it.
            "contained": one of the last three in this process, refused where the program reads in another one.
        seconds: of wall-clock, without waiting for a processor that other processes used.
        memory: bytes of the process and the largest of its children above what the process had before.
        problem: the traceback, where it failed.
    """

    outcome: Outcome
    seconds: float
    memory: int
    problem: str = ""


def set_limits() -> None:
    """From now on a single huge allocation fails rather than exhausts the machine."""
    mapped = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0]) * resource.getpagesize()
    resource.setrlimit(resource.RLIMIT_AS, (mapped + _ADDRESSES, mapped + _ADDRESSES))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    signal.signal(signal.SIGALRM, _hung)


def measured(attempt: Callable[[], None]) -> Trial:
    """Carry `attempt` out and say what came of it."""
    unraisable: list[str] = []
    sys.unraisablehook = lambda failure: unraisable.append(_unraisable(failure))
    gc.collect(0)
    before, children = _peak(reset=True), _peak_of_children()
    global _began
    _began = _now()
    signal.setitimer(signal.ITIMER_REAL, SECONDS)
    outcome: Outcome = "read"
    problem = ""
    try:
        try:
            attempt()
        finally:
            signal.setitimer(signal.ITIMER_REAL, 0)
    except RobustGuiError as error:
        outcome = "refused"
        if not str(error).strip():
            outcome, problem = "broken", "an empty sentence"
    except Hung:
        outcome, problem = "hung", described(sys.exception())
    except MemoryError:
        outcome, problem = "memory", described(sys.exception())
    except (Exception, SystemExit):
        outcome, problem = "broken", described(sys.exception())
    seconds = _now() - _began
    memory = max(_peak() - before, _peak_of_children() - max(children, before))
    if outcome in ("read", "refused"):
        if seconds > SECONDS:
            outcome, problem = "hung", f"{seconds:.1f} s"
        elif memory > MEMORY:
            outcome, problem = "memory", f"{memory / 2**30:.2f} GiB"
        elif any(unraisable):
            outcome, problem = "broken", "\n".join(unraisable)
    return Trial(outcome, seconds, max(0, memory), problem)


def _peak(*, reset: bool = False) -> int:
    """The most memory that this process has had since it was last reset, in bytes."""
    if reset:
        with contextlib.suppress(OSError), Path("/proc/self/clear_refs").open("wb", buffering=0) as file:
            file.write(b"5")
    for line in Path("/proc/self/status").read_text(encoding="ascii", errors="replace").splitlines():
        if line.startswith("VmHWM:"):
            return int(line.split()[1]) * 1024
    return 0


def _peak_of_children() -> int:
    """The most memory of one child that has ended, ever."""
    return resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * 1024


def _unraisable(failure: Any) -> str:
    return "" if failure.exc_type is Hung else f"unraisable: {described(failure.exc_value)}"


def described(error: BaseException | None) -> str:
    """What was raised and where: the frames of this project, and the last three of others. The first line is the same
    for the same failure."""
    if error is None:
        return ""
    frames = traceback.extract_tb(error.__traceback__)
    own = [frame for frame in frames if "/robustgui/" in frame.filename]
    place = f"{Path(own[-1].filename).name}, {own[-1].name}" if own else "outside of the package"
    lines = [f"  {frame.filename}:{frame.lineno} {frame.name}: {frame.line}" for frame in (*own[-12:], *frames[-3:])]
    text = str(error)
    return "\n".join(
        [
            f"{type(error).__name__} in {place}",
            *lines,
            text if len(text) < 3000 else text[:500] + "\n...\n" + text[-2000:],
        ]
    )


def _hung(number: int, frame: FrameType | None) -> None:
    left = SECONDS - (_now() - _began)
    if left <= 0:
        raise Hung
    signal.setitimer(signal.ITIMER_REAL, max(left, 0.01))


def _now() -> float:
    """Seconds of wall-clock, without those in which this thread waited for a processor that others used."""
    waited = int(Path("/proc/self/schedstat").read_text(encoding="ascii").split()[1])
    return time.monotonic() - waited / 1e9

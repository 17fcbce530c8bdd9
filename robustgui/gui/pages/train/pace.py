"""How fast a run goes: sequences a second over the last seconds, and how long the rest will take."""

from __future__ import annotations

import math
import time
from collections import deque

_WINDOW = 3.0  # seconds that the throughput is averaged over


class Pace:
    """Told the step now and then; knows nothing of pauses but what `rest` tells it."""

    def __init__(self) -> None:
        self._marks: deque[tuple[float, int]] = deque()
        self._busy = 0.0  # seconds in which steps were made or measured
        self._first: int | None = None
        self._last: tuple[float, int] | None = None

    def mark(self, step: int, now: float | None = None) -> None:
        """The run is at `step`."""
        now = time.monotonic() if now is None else now
        if self._first is None:
            self._first = step
        if self._last is not None:
            self._busy += now - self._last[0]
        self._last = (now, step)
        self._marks.append((now, step))
        while now - self._marks[0][0] > _WINDOW and len(self._marks) > 2:
            self._marks.popleft()

    def rest(self) -> None:
        """The run pauses: the time until the next mark is not counted."""
        self._last = None
        self._marks.clear()

    def steps_a_second(self) -> float:
        """Over the last seconds; NaN until two marks are far enough apart."""
        if len(self._marks) < 2:
            return math.nan
        (t0, s0), (t1, s1) = self._marks[0], self._marks[-1]
        return (s1 - s0) / (t1 - t0) if t1 - t0 > 0.05 else math.nan

    def remaining(self, total: int) -> float:
        """Seconds until step `total`, at the mean speed so far, measurements included; NaN if not known."""
        if self._last is None or self._first is None or self._last[1] <= self._first:
            return math.nan
        return self._busy / (self._last[1] - self._first) * (total - self._last[1])

"""Long work beside a window, in slices: between two of them the interpreter's lock is free for other threads."""

from __future__ import annotations

import time

WORK_S = 0.002  # well below the interval after which the interpreter takes itself away from a thread (5 ms)
REST_S = 0.002


class Slices:
    """Call `rest` after every small piece of work: it sleeps whenever a slice has passed.

    A thread that computes in Python without a rest lets a window wait 5 ms at each of the thousands of calls that
    paint one table.
    """

    def __init__(self, work_s: float = WORK_S, rest_s: float = REST_S) -> None:
        self._work, self._rest_s = work_s, rest_s
        self._until = time.monotonic() + work_s

    def rest(self) -> None:
        """Sleep, if there was enough work since the last sleep."""
        if time.monotonic() >= self._until:
            time.sleep(self._rest_s)
            self._until = time.monotonic() + self._work

"""Measures the time of a run, without pauses."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager


class Stopwatch:
    """Counts the wall-clock seconds inside `running` blocks, on top of `seconds` from before."""

    def __init__(self, seconds: float = 0.0) -> None:
        self._before = seconds
        self._began: float | None = None

    @property
    def seconds(self) -> float:
        """The total so far, an open block included."""
        return self._before + (0.0 if self._began is None else time.perf_counter() - self._began)

    def add(self, seconds: float) -> None:
        """Add `seconds`, such as those before a resume."""
        self._before += seconds

    @contextmanager
    def running(self) -> Iterator[None]:
        """Counts the time inside."""
        self._began = time.perf_counter()
        try:
            yield
        finally:
            self._before, self._began = self.seconds, None

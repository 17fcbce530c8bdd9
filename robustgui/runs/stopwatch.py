"""Time spent on a run, without the time that others let it wait."""

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
        """All so far, the block that is running included."""
        return self._before + (0.0 if self._began is None else time.perf_counter() - self._began)

    def add(self, seconds: float) -> None:
        """Count `seconds` that were spent elsewhere, before a resume."""
        self._before += seconds

    @contextmanager
    def running(self) -> Iterator[None]:
        """Counts inside."""
        self._began = time.perf_counter()
        try:
            yield
        finally:
            self._before, self._began = self.seconds, None

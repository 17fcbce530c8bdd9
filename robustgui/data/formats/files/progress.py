"""Progress of reading a large file, for a child process that reports it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import IO, Any


class ReadTracker:
    """The read position in a file, observed from another thread than the one that reads it."""

    def __init__(self) -> None:
        self._file: IO[Any] | None = None
        self._size = 0

    def follow(self, file: IO[Any]) -> None:
        """Observe `file` from now on."""
        self._size = os.fstat(file.fileno()).st_size
        self._file = file

    def share(self) -> float | None:
        """Share of the file that has been read, in [0, 1]; None if none is being read."""
        try:
            return min(os.lseek(self._file.fileno(), 0, os.SEEK_CUR) / self._size, 1.0) if self._file else None
        except (OSError, ValueError, ZeroDivisionError):  # closed in the meantime
            return None


_meter: ContextVar[ReadTracker | None] = ContextVar("meter", default=None)


@contextmanager
def track_reading() -> Iterator[ReadTracker]:
    """Inside, files given to `follow` are observed by the tracker that this yields."""
    meter = ReadTracker()
    token = _meter.set(meter)
    try:
        yield meter
    finally:
        _meter.reset(token)


def follow(file: IO[Any]) -> None:
    """Report the position in an open file that is read from begin to end; no effect outside of `track_reading`."""
    if (meter := _meter.get()) is not None:
        meter.follow(file)

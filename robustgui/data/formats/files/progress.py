"""How far the reading of a large file has come, for a process that does nothing else and tells others."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import IO, Any


class ReadTracker:
    """Looks at the place in a file from another thread than the one that reads it."""

    def __init__(self) -> None:
        self._file: IO[Any] | None = None
        self._size = 0

    def follow(self, file: IO[Any]) -> None:
        """From now on `file` counts."""
        self._size = os.fstat(file.fileno()).st_size
        self._file = file

    def share(self) -> float | None:
        """How much of the file is behind its reader, in [0, 1]; None if none is being read."""
        try:
            return min(os.lseek(self._file.fileno(), 0, os.SEEK_CUR) / self._size, 1.0) if self._file else None
        except (OSError, ValueError, ZeroDivisionError):  # closed in the meantime
            return None


_meter: ContextVar[ReadTracker | None] = ContextVar("meter", default=None)


@contextmanager
def track_reading() -> Iterator[ReadTracker]:
    """What is followed inside is measured by the meter that this gives."""
    meter = ReadTracker()
    token = _meter.set(meter)
    try:
        yield meter
    finally:
        _meter.reset(token)


def follow(file: IO[Any]) -> None:
    """Report the position in an open file that is read from begin to end; no effect without a listener."""
    if (meter := _meter.get()) is not None:
        meter.follow(file)

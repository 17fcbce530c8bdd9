"""Who works in a folder: a lock that the system takes back when its process dies, however it dies."""

from __future__ import annotations

import os
import sys
from pathlib import Path


class FolderLock:
    """A lock on one file; two holders, in one process or in several, exclude each other."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._descriptor: int | None = None

    def take(self) -> bool:
        """Whether the lock is ours now; raises `OSError` if its file cannot be made."""
        descriptor = os.open(self.path, os.O_RDWR | os.O_CREAT, 0o644)
        if not _lock(descriptor):
            os.close(descriptor)
            return False
        self._descriptor = descriptor
        return True

    def release(self) -> None:
        """Give it back, if it is ours."""
        if self._descriptor is not None:
            os.close(self._descriptor)
            self._descriptor = None

    def is_held(self) -> bool:
        """Whether someone holds it now."""
        if self._descriptor is not None:
            return True
        if not self.path.exists():
            return False
        try:
            taken = self.take()
        except OSError:  # a folder that we may not write to: nobody of ours works there
            return False
        self.release()
        return not taken


if sys.platform == "win32":
    import msvcrt

    def _lock(descriptor: int) -> bool:
        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True
else:
    import fcntl

    def _lock(descriptor: int) -> bool:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

"""A lock on a folder in use, which the operating system releases when its process ends, however it ends."""

from __future__ import annotations

import os
import random
import sys
import time
from pathlib import Path

_PATIENCE_S = 5.0  # a look lasts microseconds, unless its process is suspended within it
_FLAGS = getattr(os, "O_NONBLOCK", 0) | getattr(
    os, "O_NOFOLLOW", 0
)  # neither a pipe nor a link is waited for or followed


class FolderLock:
    """A lock on one file; two holders, in one process or in several, exclude each other.

    `is_held` locks shared for a moment, so that neither another `is_held` nor `take` mistakes it for a holder.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._descriptor: int | None = None

    def take(self) -> bool:
        """Whether the lock is ours now; raises `OSError` if its file cannot be made."""
        latest = time.monotonic() + _PATIENCE_S
        while True:
            descriptor = os.open(self.path, os.O_RDWR | os.O_CREAT | _FLAGS, 0o644)
            try:
                is_locked = _lock(descriptor, shared=False)
                is_ours = is_locked and _lies_at(descriptor, self.path)  # not that of a file that was removed meanwhile
                only_looks = not is_locked and _lock(descriptor, shared=True)
            except BaseException:
                os.close(descriptor)
                raise
            if is_ours:
                self._descriptor = descriptor
                return True
            os.close(descriptor)
            if not (is_locked or only_looks) or time.monotonic() > latest:
                return False
            time.sleep(random.uniform(0, 0.002))  # so that two that take it do not keep step

    def release(self) -> None:
        """Give it back, if it is ours."""
        if self._descriptor is not None:
            os.close(self._descriptor)
            self._descriptor = None

    def is_held(self) -> bool:
        """Whether it is held now; makes no file, and does not make a simultaneous `take` fail."""
        if self._descriptor is not None:
            return True
        try:
            descriptor = os.open(self.path, os.O_RDONLY | _FLAGS)
        except OSError:  # no file, or no right to read the folder: no process of ours works there
            return False
        try:
            return not _lock(descriptor, shared=True)
        except OSError:  # a file system without locks
            return False
        finally:
            os.close(descriptor)


def _lies_at(descriptor: int, path: Path) -> bool:
    """Whether `path` still names the opened file."""
    try:
        return os.path.samestat(os.fstat(descriptor), path.stat())
    except FileNotFoundError:
        return False


if sys.platform == "win32":
    import ctypes
    import msvcrt
    from ctypes import wintypes

    _FAIL_IMMEDIATELY, _EXCLUSIVE = 1, 2  # of LockFileEx
    _TAKEN = {33, 997}  # ERROR_LOCK_VIOLATION, ERROR_IO_PENDING

    class _Overlapped(ctypes.Structure):
        """OVERLAPPED of the Windows API; all zero: the lock begins at the first byte."""

        _fields_ = (
            ("internal", ctypes.c_size_t), ("internal_high", ctypes.c_size_t), ("offset", wintypes.DWORD),
            ("offset_high", wintypes.DWORD), ("event", wintypes.HANDLE),
        )  # fmt: skip

    _lock_file = ctypes.WinDLL("kernel32", use_last_error=True).LockFileEx
    _lock_file.argtypes = (
        wintypes.HANDLE, wintypes.DWORD, wintypes.DWORD, wintypes.DWORD, wintypes.DWORD, ctypes.POINTER(_Overlapped),
    )  # fmt: skip
    _lock_file.restype = wintypes.BOOL

    def _lock(descriptor: int, *, shared: bool) -> bool:
        """Lock the first byte until the file is closed; False: others hold it."""
        flags = _FAIL_IMMEDIATELY | (0 if shared else _EXCLUSIVE)
        if _lock_file(msvcrt.get_osfhandle(descriptor), flags, 0, 1, 0, ctypes.byref(_Overlapped())):
            return True
        code = ctypes.get_last_error()
        if code in _TAKEN:
            return False
        raise ctypes.WinError(code)
else:
    import fcntl

    def _lock(descriptor: int, *, shared: bool) -> bool:
        """Lock the file until it is closed; False: others hold it."""
        try:
            fcntl.flock(descriptor, (fcntl.LOCK_SH if shared else fcntl.LOCK_EX) | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

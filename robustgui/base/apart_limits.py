"""Limits of a process on itself: memory, and no core dumps.

On Linux the kernel limits the data segment (memory that is private and can be written to; files that are mapped to be
read do not count): an allocation beyond it fails. macOS and Windows lack such a limit, so a
thread looks ten times a second how much memory the process has ever had, and ends the process when it was too much;
an allocation in one piece can exceed the limit there until that thread looks.
"""

from __future__ import annotations

import math
import os
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from .apart_messages import TOO_LARGE

_LOOK_S = 0.1

if sys.platform == "win32":
    import ctypes
    from ctypes import wintypes

    class _Counters(ctypes.Structure):
        """PROCESS_MEMORY_COUNTERS of psapi.h."""

        _fields_ = (
            ("cb", wintypes.DWORD),
            ("page_faults", wintypes.DWORD),
            *((name, ctypes.c_size_t) for name in ("peak_set", "set", "pp", "p", "pnp", "np", "page_file", "peak")),
        )

    def _peak_bytes() -> int:
        counters = _Counters(cb=ctypes.sizeof(_Counters))
        current = wintypes.HANDLE(-1)  # this process
        ctypes.windll.kernel32.K32GetProcessMemoryInfo(current, ctypes.byref(counters), counters.cb)
        return int(counters.peak)

    def forbid_core_dumps() -> None:
        """Windows writes none."""
else:
    import resource

    def _peak_bytes() -> int:
        unit = 1 if sys.platform == "darwin" else 1024
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit

    def forbid_core_dumps() -> None:
        """A crash is expected here, and leaves no file."""
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


@contextmanager
def limit_memory(memory: float) -> Iterator[None]:
    """Inside, this process gets no more than `memory` bytes above what it has now (`inf`: as much as it likes)."""
    if math.isinf(memory):
        yield
    elif sys.platform == "linux":
        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[5])
        soft, hard = resource.getrlimit(resource.RLIMIT_DATA)
        most = pages * resource.getpagesize() + int(memory)
        if soft != resource.RLIM_INFINITY:
            most = min(most, soft)
        resource.setrlimit(resource.RLIMIT_DATA, (most, hard))
        try:
            yield
        finally:
            resource.setrlimit(resource.RLIMIT_DATA, (soft, hard))
    else:
        ended = threading.Event()
        watch = threading.Thread(target=_watch, args=(_peak_bytes() + memory, ended), daemon=True)
        watch.start()
        try:
            yield
        finally:
            ended.set()
            watch.join()


def _watch(most: float, ended: threading.Event) -> None:
    while not ended.wait(_LOOK_S):
        if _peak_bytes() > most:
            os._exit(TOO_LARGE)

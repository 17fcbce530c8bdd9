"""Functions that tests run in a process of their own: each does one thing that can happen there."""

from __future__ import annotations

import ctypes
import os
import signal
import sys
import time
import warnings
from pathlib import Path
from types import SimpleNamespace

import numpy as np
from numpy.typing import NDArray

from robustgui.base import apart_limits
from robustgui.base.apart_messages import is_apart, report_progress
from robustgui.base.errors import DataError, DataWarning


def double(values: NDArray[np.float64]) -> tuple[NDArray[np.float64], int, bool]:
    return values * 2, os.getpid(), is_apart()


def abort() -> None:
    os.write(2, b"terminate called after throwing an instance of 'std::out_of_range'\n")
    os.abort()


def end_by_signal(number: int) -> None:
    os.kill(os.getpid(), number)


def read_from_null() -> None:
    ctypes.string_at(0)


def leave(code: int) -> None:
    os._exit(code)


def spin(pid_file: str) -> None:
    write_pid(pid_file)
    while True:
        pass


def spin_with_the_lock(pid_file: str) -> None:
    """A library that gives the interpreter's lock to no other thread."""
    write_pid(pid_file)
    ctypes.PyDLL(None).sleep(600)


def write_pid(pid_file: str) -> None:
    part = Path(pid_file + ".part")
    part.write_text(str(os.getpid()))
    part.rename(pid_file)


def allocate(count: int) -> int:
    return len(bytes(count))


def exceed_a_watched_limit(memory: int, count: int) -> None:
    """As on a system that cannot limit memory; on Linux the largest size is inherited, so the current one stands in."""
    apart_limits.sys = SimpleNamespace(platform="another")
    apart_limits._peak_bytes = lambda: int(Path("/proc/self/statm").read_text().split()[1]) * 4096
    with apart_limits.limit_memory(memory):
        values = np.ones(count, np.uint8)
        time.sleep(600)
    del values


def abort_for_memory() -> None:
    os.write(2, b"terminate called after throwing an instance of 'std::bad_alloc'\n")
    os.abort()


def refuse(file: str) -> None:
    warnings.warn("a guess", DataWarning, stacklevel=1)
    raise DataError("{file} is damaged.", file=file)


def divide_by_zero() -> float:
    return 1 / 0


class Strange(Exception):
    """Of a module that the other process shall not import."""


def raise_strange() -> None:
    raise Strange("odd")


def return_a_lock() -> object:
    import threading

    return threading.Lock()


def warn(text: str) -> str:
    warnings.warn(text, DataWarning, stacklevel=1)
    sys.stdout.write("for nobody\n")
    return sys.stdin.read()


def count_to(number: int) -> int:
    for i in range(number):
        report_progress(i)
    return number


def sleep(seconds: float) -> None:
    time.sleep(seconds)


def ignore_terminate() -> None:
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    time.sleep(600)


def abort_at(path: Path) -> None:
    os.abort()


def spin_at(path: Path) -> None:
    while True:
        pass


def fill_memory_at(path: Path) -> None:
    list(range(10**9))

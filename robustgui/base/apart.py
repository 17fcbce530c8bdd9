"""Runs a function in a process of its own, within limits of time and memory, so that a crash stays there.

For libraries of compiled code, which a damaged file can make crash, hang or fill the memory.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager
from typing import Any, ParamSpec, TypeVar

from .apart_messages import Request
from .apart_process import ApartProcess
from .generators import run_to_end
from .interrupts import no_cancel

T = TypeVar("T")
P = ParamSpec("P")


def run_apart(
    function: Callable[..., T], *arguments: Any, seconds: float, memory: float, stop: Callable[[], bool] = no_cancel
) -> T:
    """The value of `function(*arguments)`, computed in a process of its own; may be called from any thread.

    Args:
        function: of a module that can be imported; it is sent by its name.
        arguments: can be pickled, like the result; arrays travel beside the pickle.
        seconds: wall clock time that the function may take, `inf` for any; starting the process does not count.
        memory: bytes that the process may need above what it has when the function is called, `inf` for any; see
            `apart_limits` for what a system counts.
        stop: asked many times a second.

    Raises:
        RobustGuiError: the function raised it. Warnings that it issued are issued here.
        ApartCrashed, ApartTooSlow, ApartTooLarge: the process crashed, or reached a limit.
        Interrupted: `stop` said so.
        Exception: a bug in the function; its cause is the traceback there.
        OSError: the system refuses to start a process.
    """
    return run_to_end(iterate_apart(function, *arguments, seconds=seconds, memory=memory, stop=stop))


def iterate_apart(
    function: Callable[..., T],
    *arguments: Any,
    seconds: float,
    memory: float,
    stop: Callable[[], bool] = no_cancel,
    alone: bool = False,
) -> Generator[Any, None, T]:
    """`run_apart` as a generator of what the function gives to `report_progress`; closing it ends the process.

    With `alone` the process runs nothing before or after it, also inside of `share_process`.
    """
    shared: list[ApartProcess] | None = None if alone else getattr(_thread, "shared", None)
    process = shared.pop() if shared else ApartProcess()
    try:
        value: T = yield from process.call(Request(function, arguments, seconds, memory), stop)
    finally:
        if shared is not None and process.idle:
            shared.append(process)
        else:
            process.close()
    return value


_thread = threading.local()


@contextmanager
def share_process() -> Iterator[None]:
    """Inside, functions that this thread runs apart run in one process, which saves the start of others.

    The process ends when the block does; after a crash the next function gets a new one.
    """
    if hasattr(_thread, "shared"):
        yield
        return
    _thread.shared = []
    try:
        yield
    finally:
        for process in _thread.shared:
            process.close()
        del _thread.shared

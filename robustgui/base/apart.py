"""Runs a function in a process of its own, within limits of time and memory, so that a crash stays there.

For libraries of compiled code, which a damaged file can make crash, hang or fill the memory.
"""

from __future__ import annotations

import threading
import time
import warnings
from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager
from queue import Empty
from typing import Any, ParamSpec, TypeVar, cast

from .apart_messages import TOO_LARGE, Answer, Begun, OutOfMemory, Progress, Raised, Request, Returned
from .child_process import ChildProcess, UnreadableMessage, signal_name
from .errors import ApartCrashed, ApartError, ApartTooLarge, ApartTooSlow, Interrupted
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


_LOOK_S = 0.05  # between two looks whether the call is cancelled
_START_S = 60.0  # for the interpreter and for all that is imported before the function is called
_DETAIL = 4000  # bytes of standard error that an error keeps
_OUT_OF_MEMORY = ("std::bad_alloc", "memory allocation of", "out of memory")  # last words of C++ and of Rust
_TOO_SLOW = "Timeout ("  # last words of a process that ended itself at its time limit
_VARIABLES = {  # each thread of a library's own needs memory, which is limited
    "OMP_NUM_THREADS": "1",
    "MALLOC_ARENA_MAX": "2",
    "ARROW_DEFAULT_MEMORY_POOL": "system",
}


class ApartProcess:
    """One process, from its making to `close`; runs one function at a time."""

    def __init__(self) -> None:
        self._process = ChildProcess("robustgui.base.apart_child", name="apart", variables=_VARIABLES)
        self._limits = Request(len, (), 0, 0)  # of the newest call
        self.idle = True  # whether it can be called

    def call(self, request: Request, stop: Callable[[], bool]) -> Generator[Any, None, Any]:
        """What the function of `request` returns; yields what it reports. See `iterate_apart`."""
        self._limits, self.idle = request, False
        self._process.send(request)
        deadline = time.monotonic() + _START_S
        while True:
            if stop():
                raise Interrupted
            try:
                answer = self._process.receive(_LOOK_S)
            except Empty:
                if time.monotonic() > deadline:
                    raise self._too_slow() from None
                continue
            except EOFError:
                raise self._describe_end() from None
            except UnreadableMessage as error:
                raise RuntimeError(f"{error} while an answer was read") from error
            if isinstance(answer, Begun):
                deadline = time.monotonic() + request.seconds
            elif isinstance(answer, Progress):
                yield answer.value
            else:
                self.idle = True
                return self._conclude(answer)

    def close(self) -> None:
        """End the process; it is killed if it computes."""
        self._process.close()

    def _conclude(self, answer: Answer) -> Any:
        if isinstance(answer, OutOfMemory):
            raise self._too_large()
        if isinstance(answer, Returned | Raised):
            for warned in answer.warnings:
                warnings.warn(warned.text, warned.category, stacklevel=2)
        if isinstance(answer, Raised):
            raise answer.error from (_TracebackThere(answer.trace) if answer.trace else None)
        return cast("Returned", answer).value

    def _describe_end(self) -> ApartError:
        code, words = self._process.exit_code or 0, self._last_words()
        if code == TOO_LARGE or any(sign in words for sign in _OUT_OF_MEMORY):
            return self._too_large()
        if _TOO_SLOW in words:
            return self._too_slow()
        reason = signal_name(-code) if code < 0 else f"exit code {code}"
        return ApartCrashed("A process of its own crashed ({reason}).", reason=reason, detail=words)

    def _too_slow(self) -> ApartTooSlow:
        return ApartTooSlow(
            "A process of its own did not finish within {seconds:.0f} s.",
            seconds=self._limits.seconds, detail=self._last_words(),
        )  # fmt: skip

    def _too_large(self) -> ApartTooLarge:
        return ApartTooLarge(
            "A process of its own needed more than {gib:.1f} GiB of memory.",
            gib=self._limits.memory / 2**30, detail=self._last_words(),
        )  # fmt: skip

    def _last_words(self) -> str:
        return self._process.error_text(_DETAIL)


class _TracebackThere(Exception):
    """The traceback of an exception in the other process, as its cause."""

    def __str__(self) -> str:
        return f'\n"""\n{self.args[0]}"""'

"""The parent's end of a process that runs functions for it: asks, waits within limits, and ends the process."""

from __future__ import annotations

import tempfile
import threading
import time
import warnings
from collections.abc import Callable, Generator
from contextlib import suppress
from queue import Empty, SimpleQueue
from typing import Any, BinaryIO, cast

from .apart_messages import TOO_LARGE, Answer, Begun, OutOfMemory, Progress, Raised, Request, Returned
from .child_process import last_words, signal_name, start_module
from .errors import ApartCrashed, ApartError, ApartTooLarge, ApartTooSlow, Interrupted
from .wire import packed, receive

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
        self._errors = tempfile.TemporaryFile()  # noqa: SIM115 (closed by `close`)
        self._process = start_module("robustgui.base.apart_child", errors=self._errors, variables=_VARIABLES)
        self._limits = Request(len, (), 0, 0)  # of the newest call
        self.idle = True  # whether it can be asked

    def call(self, request: Request, stop: Callable[[], bool]) -> Generator[Any, None, Any]:
        """What the function of `request` returns; yields what it reports. See `iterate_apart`."""
        self._limits, self.idle = request, False
        answers: SimpleQueue[Answer | None] = SimpleQueue()
        pieces = packed(request)
        threading.Thread(target=self._converse, args=(pieces, answers), name="apart", daemon=True).start()
        ended = False
        deadline = time.monotonic() + _START_S
        try:
            while True:
                if stop():
                    raise Interrupted
                try:
                    answer = answers.get(timeout=_LOOK_S)
                except Empty:
                    if time.monotonic() > deadline:
                        raise self._too_slow() from None
                    continue
                if isinstance(answer, Begun):
                    deadline = time.monotonic() + request.seconds
                elif isinstance(answer, Progress):
                    yield answer.value
                elif answer is None:
                    ended = True
                    raise self._describe_end()
                else:
                    self.idle = ended = answers.get() is None
                    return self._conclude(answer)
        finally:
            if not ended:
                self._process.kill()
                while answers.get() is not None:  # not a join, which makes the caller's thread known to Python for good
                    pass

    def close(self) -> None:
        """End the process."""
        self._process.kill()
        for stream in (self._process.stdin, self._process.stdout):
            with suppress(OSError):  # what was not written yet is lost with the process
                cast("BinaryIO", stream).close()
        self._process.wait()
        self._errors.close()

    def _converse(self, pieces: list[bytes | memoryview], answers: SimpleQueue[Answer | None]) -> None:
        """Runs in a thread: a pipe cannot be waited for with a time limit on every system."""
        to, back = cast("BinaryIO", self._process.stdin), cast("BinaryIO", self._process.stdout)
        try:
            for piece in pieces:
                to.write(piece)
            to.flush()
            while True:
                answer = receive(back)
                answers.put(answer)
                if not isinstance(answer, Begun | Progress):
                    break
        except (OSError, EOFError):
            pass  # the process is dead
        except Exception as error:  # an answer that cannot be read: a bug
            answers.put(Raised(error, f"{error!r} while an answer was read", ()))
        finally:
            answers.put(None)

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
        code = self._process.wait()
        words = self._last_words()
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
        return last_words(self._errors, _DETAIL)


class _TracebackThere(Exception):
    """The traceback of an exception in the other process, as its cause."""

    def __str__(self) -> str:
        return f'\n"""\n{self.args[0]}"""'

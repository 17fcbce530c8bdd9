"""Methods of a reader in a child process, where they could crash this one or exhaust its memory."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from math import inf
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar, cast

from ....base.apart import iterate_apart, run_apart, share_process
from ....base.apart_messages import is_apart
from ....base.errors import ApartCrashed, ApartError, ApartTooSlow, DataError
from ....base.generators import run_to_end
from ....base.interrupts import no_cancel
from ....base.settings import from_table, to_table
from ..files.source import COPIES, allow_memory, memory_limit, source_size
from ..registry import READERS
from .libraries import ApartNeeded, NativeLibrary, import_native

if TYPE_CHECKING:
    from ..base import Reader

F = TypeVar("F", bound=Callable[..., Any])
_IMPORT_S = 120.0
_SECONDS, _BYTES_PER_SECOND = 8.0, 250_000  # that any file may take, and what is read in each further second
_UNFOLDED_PER_SECOND = 10_000_000  # bytes of memory that are filled in each further second
_MEMORY = 800 << 20  # bytes that any file may need
_UNDECLARED = 8  # bytes for each of its own, before it declares how many it needs
_UNFOLDED = 1100  # bytes for each of its own at most, by deflate's bound of 1032


_stop: ContextVar[Callable[[], bool]] = ContextVar("stop", default=no_cancel)


@contextmanager
def cancel_reading(stop: Callable[[], bool]) -> Iterator[None]:
    """Inside, a process that reads is ended, and `Interrupted` raised, when `stop` says so."""
    token = _stop.set(stop)
    try:
        yield
    finally:
        _stop.reset(token)


def read_apart_if_needed(method: F) -> F:
    """Wrap a method of a reader so that it runs in a process of its own where it raises `ApartNeeded`.

    A file that needs too much memory, or is nested too deeply, is a `DataError`.
    """

    @functools.wraps(method)
    def call(self: Reader, path: Path, *arguments: Any, **named_arguments: Any) -> Any:
        try:
            return method(self, path, *arguments, **named_arguments)
        except ApartNeeded as error:
            if is_apart():
                raise
            needed = error
        except MemoryError as error:
            if is_apart():  # the process that asked says how much was allowed
                raise
            raise DataError(
                "There is not enough memory to read {file}. Close other programs, or use a part of the data.",
                file=path.name,
            ) from error  # fmt: skip
        except RecursionError as error:
            raise DataError(
                "{file} is nested too deeply: lists in lists, or brackets in brackets. It is damaged or malicious; "
                "get it again.",
                file=path.name,
            ) from error  # fmt: skip
        return _call_apart(self, method.__name__, path, arguments, named_arguments, needed)

    return cast("F", call)


def _call_apart(
    reader: Reader,
    method: str,
    path: Path,
    arguments: tuple[Any, ...],
    named_arguments: dict[str, Any],
    needed: ApartNeeded,
) -> Any:
    size, stop, library = source_size(path), _stop.get(), needed.library

    def note_library(progress: object) -> None:
        nonlocal library
        library = progress.name if isinstance(progress, NativeLibrary) else library

    values = to_table(reader)
    most = min(memory_limit(), _MEMORY + _UNFOLDED * size)
    with share_process():
        # Without the time limit of reading, since a slow disk can take long.
        run_apart(import_reader, values["name"], library, seconds=_IMPORT_S, memory=inf, stop=stop)
        while True:
            # What the file declares comes on top, once that has been checked against its size.
            granted = min(most, _MEMORY + _UNDECLARED * size + COPIES * needed.memory)
            steps = iterate_apart(
                call_reader, values, method, path, arguments, named_arguments, most, granted,
                seconds=_SECONDS + size / _BYTES_PER_SECOND + needed.memory / _UNFOLDED_PER_SECOND,
                memory=granted, stop=stop,
            )  # fmt: skip
            try:
                value = run_to_end(steps, note_library)
            except ApartError as error:
                raise describe_failure(error, path, library) from error
            if not isinstance(value, ApartNeeded):
                return value
            needed = value


def import_reader(name: str, library: str) -> None:
    """Import what reading needs; runs in the other process."""
    with suppress(ImportError):  # the reader says what is missing
        if library:
            import_native(library)
    READERS[name]


def call_reader(
    settings: dict[str, Any],
    method: str,
    path: Path,
    arguments: tuple[Any, ...],
    named_arguments: dict[str, Any],
    most: int,
    granted: int,
) -> Any:
    """What `method` of a reader with these settings gives, or the `ApartNeeded` by which it asks for more memory.

    Runs in the child process. `most` and `granted` are as in `allow_memory`.
    """
    reader = from_table(READERS, settings)
    try:
        with allow_memory(most, granted):
            return getattr(reader, method)(path, *arguments, **named_arguments)
    except ApartNeeded as error:
        return error


def describe_failure(error: ApartError, path: Path, library: str) -> DataError:
    """What happened to the process that read `path` with `library` ("" for none), and what to do."""
    facts = error.sentence.facts
    if isinstance(error, ApartCrashed) and facts["reason"] == "SIGKILL":
        return DataError(
            "The operating system killed the process that read {file} (SIGKILL), probably because memory ran out. "
            "Close other programs and try again, or use a part of the data.",
            file=path.name,
        )  # fmt: skip
    if isinstance(error, ApartCrashed):
        return DataError(
            "{file} makes {library} crash ({reason}): it is damaged or malicious. Get it again from its source, or "
            "convert it to another format with the program that wrote it.",
            file=path.name, library=library or "Python", reason=facts["reason"],
        )  # fmt: skip
    if isinstance(error, ApartTooSlow):
        return DataError(
            "{file} was not read within {seconds:.0f} s, far longer than a file of its size takes: it is damaged "
            "or malicious. Get it again, or convert it to another format with the program that wrote it.",
            file=path.name, seconds=facts["seconds"],
        )  # fmt: skip
    return DataError(
        "Reading {file} needs more than {gib:.1f} GiB of memory, which exceeds the limit for a file of this size "
        "on this machine. The file is damaged, or expands too much when decompressed. Get it again, or use a part "
        "of the data.",
        file=path.name, gib=facts["gib"],
    )  # fmt: skip

"""Checks of a file before it is read: existence, permission, first bytes, and whether it fits in memory."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from itertools import islice
from pathlib import Path
from typing import BinaryIO

from ....base.apart_messages import is_apart
from ....base.errors import DataError
from ....base.files import open_regular
from ..native.libraries import ApartNeeded

HEAD_BYTES = 1 << 16
_FALLBACK_BYTES = 4 << 30
_USUAL = 256 << 20  # bytes that any file may need without another process
_UNFOLDED = 8  # bytes for each of its own
_allowed: ContextVar[int] = ContextVar("allowed", default=0)
_granted: ContextVar[int] = ContextVar("granted", default=0)
_MOST_FILES = 200_000
COPIES = 4  # that reading makes of values at the same time, at most


def read_head(path: Path, *, whole: bool = True) -> bytes:
    """The first 64 KiB of `path`; `whole`: whether all of it is going to be read into memory. Raises `DataError` if
    there is nothing, a folder, no permission, or the file is empty or larger than memory."""
    try:
        if path.is_dir():
            raise DataError("{path} is a folder. Choose one data file inside it.", path=str(path))
        if not path.exists():
            raise DataError("There is no file {path}. Check the spelling, or choose another file.", path=str(path))
        with open_source(path) as file:
            head = file.read(HEAD_BYTES)
            size = os.fstat(file.fileno()).st_size
    except (OSError, ValueError) as error:  # ValueError: a zero byte in the name
        raise unreadable(path, error) from error
    if not head:
        raise DataError("{file} is empty. Choose a file with sequences.", file=path.name)
    if whole:
        check_fits(path, size)
    return head


def open_source(path: Path) -> BinaryIO:
    """An ordinary file for reading bytes; every file of a source is opened by this. Raises `DataError` if it is a pipe,
    a device, a socket or a folder, or cannot be read."""
    try:
        return open_regular(path)
    except (OSError, ValueError) as error:  # ValueError: a zero byte in the name
        raise unreadable(path, error) from error


def read_source(path: Path, start: int = 0, size: int = -1) -> bytes:
    """Bytes of a file, all of them or `size` from `start`; raises `DataError` if it cannot be read."""
    try:
        with open_source(path) as file:
            file.seek(start)
            return file.read(size)
    except OSError as error:
        raise unreadable(path, error) from error


def source_size(path: Path) -> int:
    """Bytes of a file, or of the first files of a folder, which may be a whole disk; 0 if they cannot be seen."""
    if not path.is_dir():
        files: Iterable[Path] = [path]
    else:
        files = (Path(folder, name) for folder, _, names in os.walk(path) for name in names)
    total = 0
    for file in islice(files, _MOST_FILES):
        with suppress(OSError, ValueError):
            total += file.stat().st_size
    return total


def unreadable(path: Path, error: Exception) -> DataError:
    """The error for what the operating system says while a file is read."""
    if isinstance(error, PermissionError):
        return DataError(
            "{path} cannot be read: permission denied. Change its permissions, or choose another file.", path=str(path)
        )  # fmt: skip
    return DataError("{path} cannot be read: {reason}.", path=str(path), reason=getattr(error, "strerror", "") or error)


def check_fits(path: Path, needed: int) -> None:
    """Check that `needed` bytes may be allocated for the file, or folder, at `path`.

    Raises `DataError` if they exceed what is allowed, and `ApartNeeded` if they are far more than the file has, so that
    only a child process may try, or if a child process needs a higher limit than it has.
    """
    if needed > _USUAL and not is_apart() and needed > _USUAL + _UNFOLDED * source_size(path):
        raise ApartNeeded(memory=needed)
    if needed > memory_limit():
        raise DataError(
            "{file} needs {needed:.1f} GiB of memory, and {limit:.1f} GiB are allowed here. Use a part of the data.",
            file=path.name, needed=needed / 2**30, limit=memory_limit() / 2**30,
        )  # fmt: skip
    if 0 < _granted.get() < COPIES * needed:
        raise ApartNeeded(memory=needed)


def memory_limit() -> int:
    """Half of the machine's memory in bytes, 4 GiB where it is not known; inside of `allow_memory` at most that."""
    try:
        half = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") // 2
    except (AttributeError, ValueError, OSError):
        half = _FALLBACK_BYTES
    return min(half, _allowed.get() or half)


@contextmanager
def allow_memory(most: int, granted: int) -> Iterator[None]:
    """Inside, `check_fits` refuses more than `most` bytes, and asks for a limit above `granted` where it is too low."""
    tokens = _allowed.set(most), _granted.set(granted if granted < most else 0)
    try:
        yield
    finally:
        _allowed.reset(tokens[0])
        _granted.reset(tokens[1])

"""A file before it is read: is it there, may it be read, how does it begin, does it fit in memory?"""

from __future__ import annotations

import os
from pathlib import Path

from ...base.errors import DataError

HEAD_BYTES = 1 << 16
_FALLBACK_BYTES = 4 << 30


def read_head(path: Path, *, whole: bool = True) -> bytes:
    """The first 64 KiB of `path`.

    Args:
        path: of a file.
        whole: whether it is going to be read into memory as a whole; else it may be larger than that.

    Raises:
        DataError: nothing there, a folder, no permission, empty, or larger than memory.
    """
    try:
        if path.is_dir():
            raise DataError("{path} is a folder. Choose one data file inside it.", path=str(path))
        if not path.exists():
            raise DataError("There is no file {path}. Check the spelling, or choose another file.", path=str(path))
        if not path.is_file():
            raise DataError("{path} is a device or a pipe. Choose an ordinary data file.", path=str(path))
        with path.open("rb") as file:
            head = file.read(HEAD_BYTES)
        size = path.stat().st_size
    except PermissionError as error:
        raise DataError(
            "{path} cannot be read: permission denied. Give yourself permission to read it.", path=str(path)
        ) from error
    except (OSError, ValueError) as error:  # ValueError: a zero byte in the name
        raise unreadable(path, error) from error
    if not head:
        raise DataError("{file} is empty. Choose a file with sequences.", file=path.name)
    if whole:
        check_fits(path, size)
    return head


def unreadable(path: Path, error: Exception) -> DataError:
    """The error for what the operating system says while a file is read."""
    return DataError("{path} cannot be read: {reason}.", path=str(path), reason=getattr(error, "strerror", "") or error)


def check_fits(path: Path, needed: int) -> None:
    """Refuse `needed` bytes before they are allocated if they exceed half of the machine's memory."""
    if needed > memory_limit():
        raise DataError(
            "{file} needs {needed:.1f} GiB of memory, and {limit:.1f} GiB are allowed here. Use a part of the data.",
            file=path.name, needed=needed / 2**30, limit=memory_limit() / 2**30,
        )  # fmt: skip


def memory_limit() -> int:
    """Half of the machine's memory in bytes; 4 GiB where the system does not tell."""
    try:
        return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") // 2
    except (AttributeError, ValueError, OSError):
        return _FALLBACK_BYTES

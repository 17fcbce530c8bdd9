"""Files that grow by whole lines; half a line that a killed process left at the end costs no later one."""

from __future__ import annotations

import errno
import os
from pathlib import Path

from .files import sync_folder


def append_line(path: Path, line: bytes, *, durable: bool = False) -> None:
    """Add `line`, which has no line end, to the file `path`, which need not exist.

    Args:
        path: in a folder that exists.
        line: without an end.
        durable: wait until the disk has it, and the name of a new file, so that it also survives a power cut.

    Raises:
        OSError: it could not be written; the file ends as it did before.
    """
    line += b"\n"
    with path.open("ab", buffering=0) as file:
        end = file.tell()
        if end and not _ends_a_line(path):
            line = b"\n" + line  # what a killed process left unfinished must not swallow this line
        try:
            written = file.write(line)
            if written != len(line):
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(path))
            if durable:
                os.fsync(file.fileno())
            if durable and not end:
                sync_folder(path.parent)
        except OSError:
            file.truncate(end)
            raise


def _ends_a_line(path: Path) -> bool:
    with path.open("rb") as file:
        file.seek(-1, os.SEEK_END)
        return file.read(1) == b"\n"

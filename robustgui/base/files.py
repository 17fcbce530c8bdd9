"""Files that are either whole or not there: written beside their place and renamed into it."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

from .errors import ExistsError


def refuse_to_replace(files: Iterable[Path]) -> None:
    """Raises `ExistsError` if any of `files` exists: nothing is overwritten unless that is allowed."""
    existing = [str(file) for file in files if file.exists()]
    if existing:
        raise ExistsError(
            "{files} exists already, and nothing was written. Choose another name, or allow it to be replaced "
            "(--overwrite, overwrite=True).",
            files=", ".join(existing),
        )  # fmt: skip


def write_whole(path: Path, content: bytes | str, *, durable: bool = True) -> None:
    """Write `content` to `path` so that nobody ever sees half of it.

    Args:
        path: in a folder that exists.
        content: text is written as UTF-8 with plain line ends.
        durable: wait until the disk has it, so that it also survives a power cut.

    Raises:
        OSError: disk full, no permission; what was at `path` before is still there.
    """
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        with part.open("wb") as file:
            file.write(content.encode() if isinstance(content, str) else content)
            file.flush()
            if durable:
                os.fsync(file.fileno())
        part.replace(path)
    except BaseException:
        part.unlink(missing_ok=True)
        raise

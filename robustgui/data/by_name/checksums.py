"""Writes and checks SHA-256 checksums of fetched files."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path

from ...base.errors import DataError
from ...base.files import open_regular, read_regular, write_whole
from ..formats.files.source import unreadable

NOTE = "checksums.sha256"  # as the program sha256sum writes and checks them
_MOST = 1 << 26  # bytes of it


def note_checksums(folder: Path, files: Iterable[Path]) -> None:
    """Write the SHA-256 of each of `files` below `folder` beside them."""
    lines = (f"{_sha256(file)}  {file.relative_to(folder).as_posix()}\n" for file in sorted(files))
    write_whole(folder / NOTE, "".join(lines))


def check_checksums(folder: Path) -> bool:
    """Whether `folder` holds files with their checksums.

    Raises:
        DataError: a file is missing, or its checksum differs.
    """
    try:
        lines = read_regular(folder / NOTE, _MOST).decode("utf-8").splitlines()
    except (FileNotFoundError, NotADirectoryError):
        return False
    except (OSError, UnicodeError) as error:
        raise unreadable(folder / NOTE, error) from error
    for line in lines:
        noted, _, name = line.partition("  ")
        file = folder / name
        if not file.is_file() or _sha256(file) != noted:
            raise DataError(
                "{path} has changed since it was downloaded: its checksum differs, or it is missing. Remove the "
                "folder {folder}; it is then downloaded again.",
                path=str(file), folder=str(folder),
            )  # fmt: skip
    return bool(lines)


def _sha256(file: Path) -> str:
    try:
        with open_regular(file) as content:
            return hashlib.file_digest(content, "sha256").hexdigest()
    except OSError as error:
        raise unreadable(file, error) from error

"""Fetched data in the cache: stored completely with SHA-256 checksums or not at all, and checked afterwards."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Callable, Iterable
from pathlib import Path

from ...base.errors import DataError
from ...base.files import open_regular, read_regular, write_whole
from ...base.parts import scratch_folder
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
                "{path} is missing or has changed since it was downloaded. Remove the folder {folder} to download "
                "it again.",
                path=str(file), folder=str(folder),
            )  # fmt: skip
    return bool(lines)


def _sha256(file: Path) -> str:
    try:
        with open_regular(file) as content:
            return hashlib.file_digest(content, "sha256").hexdigest()
    except OSError as error:
        raise unreadable(file, error) from error


def keep(name: str, folder: Path, fetch: Callable[[Path], Iterable[Path]]) -> None:
    """Make `folder` out of what `fetch` puts into the folder that it is given; it says which files are the data.

    Raises:
        DataError: whatever `fetch` raises; or the disk does not take the data, and then there is no `folder`.
    """
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        with scratch_folder("fetched", folder.parent) as place:
            whole = place / "whole"
            whole.mkdir()
            note_checksums(whole, fetch(whole))
            shutil.rmtree(folder, ignore_errors=True)  # half of it, from an attempt that was cut short
            whole.replace(folder)
    except OSError as error:
        raise DataError(
            "The dataset {name} cannot be stored in {folder}: {reason}. Free some space, or set ROBUSTGUI_CACHE to "
            "another folder.",
            name=name, folder=str(folder.parent), reason=error.strerror or str(error),
        ) from error  # fmt: skip

"""The files of a source: their size, their modification times, and a checksum of their content."""

from __future__ import annotations

import hashlib
import os
import sys
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from ...base.errors import DataError
from ..formats.files.source import open_source, unreadable

_PIECE = 1 << 24  # bytes between two chances to stop
_GZIP = b"\x1f\x8b"

Stamp = list[list[Any]]  # of each file its path, size in bytes and time of its last change in ns


def estimate_size(path: Path, enough: int) -> int:
    """Approximate size of `path` without compression in bytes, counted no further than `enough`; 0 if unreadable."""
    total = 0
    for file in _files(path):
        try:
            total += _measure_unpacked(file)
        except (OSError, ValueError, DataError):
            continue  # reading it says what is wrong
        if total >= enough:
            break
    return total


def stamp(files: list[Path]) -> Stamp:
    """Path, size and modification time of each file; raises `DataError` if one is missing."""
    stamps: Stamp = []
    for file in files:
        try:
            state = file.stat()
        except OSError as error:
            raise unreadable(file, error) from error
        stamps.append([str(file), state.st_size, state.st_mtime_ns])
    return stamps


def files_of(path: Path, opened_files: set[Path]) -> list[Path]:
    """What sequences of `path` depend on: all files of a folder; of a file also those beside it that were opened."""
    if path.is_dir():
        return sorted(_files(path))
    return sorted({path} | {file for file in opened_files if path.parent in file.parents and file.is_file()})


def checksum(files: list[Path], each: Callable[[int], None]) -> str:
    """BLAKE2b over the content of `files`; `each` is called with the number of bytes done and may raise.

    Raises:
        DataError: a file cannot be read.
    """
    digest, done = hashlib.blake2b(digest_size=32), 0
    for path in files:
        try:
            with open_source(path) as file:
                digest.update(path.stat().st_size.to_bytes(8, "little"))
                while piece := file.read(_PIECE):
                    digest.update(piece)
                    done += len(piece)
                    each(done)
        except OSError as error:
            raise unreadable(path, error) from error
    return digest.hexdigest()


def record_opened_files(folder: Path, apart_from: Path) -> set[Path]:
    """A set that from now on collects every file below `folder` that this process opens; for a child process.

    Files below `apart_from` do not count, nor do those of Python and its packages.
    """
    opened: set[Path] = set()
    start = str(folder) + os.sep
    excluded = (str(apart_from) + os.sep, sys.prefix, sys.base_prefix, str(Path(__file__).parents[2]))

    def hear(event: str, arguments: tuple[Any, ...]) -> None:
        if event == "open" and isinstance(arguments[0], (str, Path)):
            name = os.path.abspath(arguments[0])
            if name.startswith(start) and not name.startswith(excluded):
                opened.add(Path(name))

    sys.addaudithook(hear)
    return opened


def refuse_change(before: Stamp, path: Path) -> None:
    """Raises `DataError` if a file is not as it was."""
    if stamp([Path(name) for name, _, _ in before]) != before:
        raise DataError("{path} changed while it was being read. Open it again.", path=str(path))


def _files(path: Path) -> Iterator[Path]:
    """The file itself, or all regular files of a folder."""
    if not path.is_dir():
        yield path
        return
    for folder, _, names in os.walk(path):
        yield from filter(Path.is_file, (Path(folder, name) for name in names))


def _measure_unpacked(file: Path) -> int:
    """Size in bytes without compression, as far as the file says."""
    size = file.stat().st_size
    with open_source(file) as opened:
        head = opened.read(2)
        if head == _GZIP and size > 4:
            opened.seek(-4, os.SEEK_END)
            return max(size, int.from_bytes(opened.read(4), "little"))
    if head == b"PK":
        try:
            with open_source(file) as opened, zipfile.ZipFile(opened) as archive:
                return max(size, sum(member.file_size for member in archive.infolist()))
        except zipfile.BadZipFile:
            return size
    return size

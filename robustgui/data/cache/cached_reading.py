"""Reads a source, through the cache if it is large."""

from __future__ import annotations

from collections.abc import Callable, Generator
from pathlib import Path

from ...base.errors import DataError, Interrupted
from ..formats import Reader
from ..formats.base import reader_for
from ..formats.native.child_reading import cancel_reading
from ..formats.recognised import Recognised
from ..sequence_set import SequenceSet
from .conversion import convert_in_child
from .entry import Entry, Part
from .read_progress import ReadProgress
from .source_files import estimate_size

THRESHOLD = 64 << 20  # bytes of source; what is smaller is read at once


def read_cached(
    reader: Reader, path: Path, part: Part, stop: Callable[[], bool]
) -> Generator[ReadProgress, None, SequenceSet | None]:
    """What `reader` finds in `path`: its training part, or its test part where it holds one (else None).

    A large source is converted by another process, once; afterwards it is mapped from the cache.

    Raises:
        DataError: see `Reader.read`.
        Interrupted: `stop` said so.
    """
    if estimate_size(path, THRESHOLD) < THRESHOLD:
        with cancel_reading(stop):
            return reader.read(path) if part == "train" else reader.read_test(path)
    path = path.absolute()
    if isinstance(reader, Recognised):
        reader = reader_for(path)
    if part == "test" and type(reader).read_test is Reader.read_test:
        return None
    entry = Entry(path, reader, part)
    yield ReadProgress(path.name, "comparing")
    sound, data = entry.open(_raise_when(stop))
    if not sound:
        yield from convert_in_child(entry, stop)
        sound, data = entry.open(_raise_when(stop))
    if not sound:
        raise DataError(
            "The converted copy of {file} is missing or damaged immediately after it was written. Check the disk of "
            "the folder {folder}.",
            file=path.name, folder=str(entry.folder),
        )  # fmt: skip
    return data


def _raise_when(stop: Callable[[], bool]) -> Callable[[int], None]:
    def each(_: int) -> None:
        if stop():
            raise Interrupted

    return each

"""Reads a source through the cache if it is large: a child process converts it once, then it is mapped."""

from __future__ import annotations

from collections.abc import Callable, Generator
from pathlib import Path

from ...base.apart import iterate_apart
from ...base.errors import ApartError, DataError, Interrupted
from ..formats import Reader
from ..formats.base import reader_for
from ..formats.files.source import memory_limit, source_size
from ..formats.native.child_reading import cancel_reading, describe_failure
from ..formats.native.libraries import NativeLibrary
from ..formats.recognised import Recognised
from ..sequence_set import SequenceSet
from .convert import ReadProgress, convert
from .entry import Entry, Part
from .source_files import estimate_size

THRESHOLD = 64 << 20  # bytes of source; what is smaller is read at once


def read_cached(
    reader: Reader, path: Path, part: Part, stop: Callable[[], bool]
) -> Generator[ReadProgress, None, SequenceSet | None]:
    """What `reader` finds in `path`: its training part, or its test or validation part where it holds one (else None).

    A large source is converted by another process, once; afterwards it is mapped from the cache.

    Raises:
        DataError: see `Reader.read`.
        Interrupted: `stop` said so.
    """
    if estimate_size(path, THRESHOLD) < THRESHOLD:
        with cancel_reading(stop):
            return reader.read_named_part(path, part)
    path = path.absolute()
    if isinstance(reader, Recognised):
        reader = reader_for(path)
    if getattr(type(reader), f"read_{part}", None) in (Reader.read_test, Reader.read_validation):
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


_SECONDS, _BYTES_PER_SECOND = 600.0, 20_000  # it is watched, and can be cancelled: a limit for what would never end


def convert_in_child(entry: Entry, stop: Callable[[], bool]) -> Generator[ReadProgress, None, None]:
    """Convert `entry`; closing the generator ends the process, which leaves what the next one can take up.

    Raises:
        Interrupted: `stop` said so.
        DataError: the source cannot be read, the disk is full, or the process crashed or needs too much.
    """
    library = ""
    steps = iterate_apart(
        convert, entry.to_json(), stop=stop, alone=True, memory=memory_limit(),
        seconds=_SECONDS + source_size(entry.path) / _BYTES_PER_SECOND,
    )  # fmt: skip
    try:
        for progress in steps:
            if isinstance(progress, NativeLibrary):
                library = progress.name
            else:
                yield progress
    except ApartError as error:
        raise describe_failure(error, entry.path, library) from error
    finally:
        steps.close()

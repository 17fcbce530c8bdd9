"""Converts a source in a child process and yields its progress; closing the generator ends the process."""

from __future__ import annotations

from collections.abc import Callable, Generator

from ...base.apart import iterate_apart
from ...base.errors import ApartError
from ..formats.files.source import memory_limit, source_size
from ..formats.native.child_reading import describe_failure
from ..formats.native.libraries import NativeLibrary
from .convert import convert
from .entry import Entry
from .read_progress import ReadProgress

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

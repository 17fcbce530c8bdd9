"""Libraries of compiled code that open files: imported only where a crash of theirs harms nobody."""

from __future__ import annotations

import importlib
from dataclasses import dataclass
from typing import Any

from ...base.apart_messages import is_apart, report_progress


class NativeLibraryNeeded(Exception):
    """A file needs a library of compiled code, and this process must not crash; `Reader` then asks another process."""


@dataclass(frozen=True)
class NativeLibrary:
    """Progress of a process that reads: from now on this library looks at the file."""

    name: str


_newest: list[str] = []  # the library that was reported


def import_native(name: str) -> Any:
    """The module `name` of a library of compiled code that opens files.

    A damaged file can make such a library crash, which no `except` stops. So it works in a process of its own only:
    every method of a reader that calls this is run there, without doing anything for it.

    Raises:
        NativeLibraryNeeded: this process is not one for reading; not to be caught.
        ImportError: it is not installed.
    """
    library = name.partition(".")[0]
    if not is_apart():
        raise NativeLibraryNeeded(library)
    if _newest[-1:] != [library]:
        _newest[:] = [library]
        report_progress(NativeLibrary(library))
    return importlib.import_module(name)

"""What a process of its own is needed for: libraries of compiled code that open files, and much memory."""

from __future__ import annotations

import importlib
from dataclasses import dataclass
from typing import Any

from ....base.apart_messages import is_apart, report_progress


class ApartNeeded(Exception):
    """A file asks for more than this process risks; `Reader` then does the same in another one. Not to be caught.

    Attributes:
        library: of compiled code that may crash; "" for none.
        memory: bytes that will be needed, as far as that is known.
    """

    def __init__(self, library: str = "", memory: int = 0) -> None:
        super().__init__(library, memory)
        self.library, self.memory = library, memory


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
        ApartNeeded: this process is not one for reading.
        ImportError: it is not installed.
    """
    library = name.partition(".")[0]
    if not is_apart():
        raise ApartNeeded(library)
    if _newest[-1:] != [library]:
        _newest[:] = [library]
        report_progress(NativeLibrary(library))
    return importlib.import_module(name)

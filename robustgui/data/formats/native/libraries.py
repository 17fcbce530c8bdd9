"""Libraries of compiled code that open files: they are imported in a child process only."""

from __future__ import annotations

import importlib
from dataclasses import dataclass
from typing import Any

from ....base.apart_messages import is_apart, report_progress


class ApartNeeded(Exception):
    """A method of a reader must run in a child process, or in one with more memory; only `Reader` catches it."""

    def __init__(self, library: str = "", memory: int = 0) -> None:
        super().__init__(library, memory)
        self.library = library  # of compiled code that may crash; "" for none
        self.memory = memory  # bytes that will be needed, as far as that is known


@dataclass(frozen=True)
class NativeLibrary:
    """Progress of a child process: this library opens the file next."""

    name: str


_newest: list[str] = []  # the library that was reported


def import_native(name: str) -> Any:
    """The module `name` of a library of compiled code that opens files; raises `ApartNeeded` outside of a child
    process.

    A damaged file can crash such a library, which no `except` stops. So it is used in child processes only: every
    method of a reader that calls this runs in one.
    """
    library = name.partition(".")[0]
    if not is_apart():
        raise ApartNeeded(library)
    if _newest[-1:] != [library]:
        _newest[:] = [library]
        report_progress(NativeLibrary(library))
    return importlib.import_module(name)

"""Sources of data by name, such as archive:GunPoint: the interface of a scheme, and the path of a source."""

from __future__ import annotations

import os
from abc import ABC, abstractmethod
from pathlib import Path
from typing import ClassVar

from ...base.errors import DataError
from ...base.registry import Registry
from ..examples import PREFIX


class Scheme(ABC):
    """Fetches data by name. A subclass in a file of its own, registered in SCHEMES as `key`, makes `key:name` a source.

    Fetched data are stored in `base.paths.cache_folder()` with their checksums, and are opened from there afterwards.
    """

    name: ClassVar[str] = ""
    title: ClassVar[str]  # shown to users: the collection that the names belong to
    example: ClassVar[str]  # a name that exists

    @classmethod
    @abstractmethod
    def open(cls, name: str) -> Path:
        """The file or folder that a reader takes, fetched if it is not there yet.

        Raises:
            DataError: no such name, no network, a library is missing, or a checksum differs.
        """


MEMORY = "memory:"  # before the name of data that only a notebook holds

SCHEMES: Registry[Scheme] = Registry("source of data by name", __package__ or "robustgui.data.by_name")


def locate_source(source: str) -> Path:
    """The path of `source`: the path itself, or what was fetched for a name with a known prefix.

    Raises:
        DataError: see `Scheme.open`; or the system refuses access to the path, as for a loop of links.
    """
    if source.startswith(MEMORY):
        raise DataError(
            "The data {source} were in the memory of a notebook, and were not stored. Pass the objects to "
            "robustgui.load again, or train with runs=, which stores them beside the run.",
            source=source,
        )
    prefix, colon, name = source.partition(":")
    if colon and prefix in SCHEMES:
        return SCHEMES[prefix].open(name.strip())
    path = Path(os.path.expanduser(source))  # `Path.expanduser` refuses users that there are not
    try:
        path.stat()
    except (FileNotFoundError, NotADirectoryError, ValueError):  # ValueError: a zero byte
        pass  # `read_head`, which every reader calls, raises an error that says more
    except OSError as error:
        raise DataError("{file} cannot be read: {problem}.", file=str(path), problem=error.strerror) from error
    return path


def absolute_source(source: str) -> str:
    """`source` as it is named from any working folder; the empty name stays as it is."""
    prefix, colon, _ = source.partition(":")
    if not source or source.startswith((PREFIX, MEMORY)) or (colon and prefix in SCHEMES):
        return source
    return str(Path(os.path.expanduser(source)).absolute())


def is_same_source(one: str, other: str) -> bool:
    """Whether two names denote the same file, folder or example."""
    return absolute_source(one) == absolute_source(other)

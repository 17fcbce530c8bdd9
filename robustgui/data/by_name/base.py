"""What stands behind a name with a prefix, and where a source lies, whether it is a path or such a name."""

from __future__ import annotations

import os
from abc import ABC, abstractmethod
from pathlib import Path
from typing import ClassVar

from ...base.errors import DataError
from ...base.registry import Registry


class Scheme(ABC):
    """Fetches data by name. A subclass in a file of its own, registered in SCHEMES as `key`, makes `key:name` a source.

    What was fetched lies in `base.paths.cache_folder()` with its checksums, and is opened from there afterwards.
    """

    name: ClassVar[str] = ""
    title: ClassVar[str]  # for people: whose names these are
    example: ClassVar[str]  # a name that exists

    @classmethod
    @abstractmethod
    def open(cls, name: str) -> Path:
        """The file or folder that a reader takes, fetched if it is not there yet.

        Raises:
            DataError: no such name, no network, a library is missing, or a file is not what it was when it came.
        """


SCHEMES: Registry[Scheme] = Registry("source of data by name", __package__ or "robustgui.data.by_name")


def locate_source(source: str) -> Path:
    """Where `source` lies: the path itself, or for a name behind a known prefix what was fetched.

    Raises:
        DataError: see `Scheme.open`; or it cannot be looked at, as a loop of links.
    """
    prefix, colon, name = source.partition(":")
    if colon and prefix in SCHEMES:
        return SCHEMES[prefix].open(name.strip())
    path = Path(os.path.expanduser(source))  # `Path.expanduser` refuses users that there are not
    try:
        path.stat()
    except (FileNotFoundError, NotADirectoryError, ValueError):  # said by who reads it; a zero byte in the name
        pass
    except OSError as error:
        raise DataError("{file} cannot be read: {problem}.", file=str(path), problem=error.strerror) from error
    return path

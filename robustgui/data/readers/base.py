"""What a reader of one format promises, and which reader takes a given file."""

from __future__ import annotations

from abc import ABC, abstractmethod
from pathlib import Path
from typing import ClassVar

from ...base.errors import DataError
from ...base.registry import Registry
from ..parsing.source import read_head
from ..sequence_set import SequenceSet


class Reader(ABC):
    """Reads one format. A subclass in a file of its own, registered in READERS, adds a format."""

    name: ClassVar[str] = ""  # set by the registry
    title: ClassVar[str]  # for the file dialog
    suffixes: ClassVar[tuple[str, ...]]  # lower case, with the dot

    @classmethod
    @abstractmethod
    def sniff(cls, head: bytes, path: Path) -> float:
        """How surely `path`, which begins with `head` (up to 64 KiB), is in this format: 0 (not) to 1."""

    @classmethod
    @abstractmethod
    def sample(cls) -> bytes:
        """A small file of this format, to show and to test: four sequences of two classes, one of them shorter."""

    @abstractmethod
    def read(self, path: Path) -> SequenceSet:
        """All sequences of `path`; missing values are NaN. Raises `DataError` that names file and place."""

    def read_test(self, path: Path) -> SequenceSet | None:
        """The test part, where the format can hold one beside the training part in the same file."""
        return None


READERS: Registry[Reader] = Registry("data format", "robustgui.data.readers")


def reader_for(path: Path) -> Reader:
    """The reader whose format the content of `path` looks most like; in doubt, the one of its suffix.

    Raises:
        DataError: the file cannot be read, or no reader knows it.
    """
    head = read_head(path)
    suffix = path.suffix.lower()
    scores = {name: READERS[name].sniff(head, path) for name in READERS}
    best = max(scores, key=lambda name: (scores[name], suffix in READERS[name].suffixes))
    if scores[best] > 0:
        return READERS[best]()
    for name in READERS:
        if suffix in READERS[name].suffixes:
            return READERS[name]()  # its own message says best what is wrong
    raise DataError(
        "{file} is in no format that can be read here. Convert it to one of these: {formats}.",
        file=path.name,
        formats="; ".join(f"{READERS[name].title} ({', '.join(READERS[name].suffixes)})" for name in READERS),
    )


def read(path: Path) -> SequenceSet:
    """All sequences of `path`, whatever its format; see `reader_for` and `Reader.read`."""
    return reader_for(path).read(path)

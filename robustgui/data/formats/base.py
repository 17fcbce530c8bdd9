"""The interface of a reader of one format, and the choice of the reader for a given file or folder."""

from __future__ import annotations

import re
from abc import abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, ClassVar

import numpy as np

from ...base.errors import DataError, Sentence
from ...base.settings import Named
from ..sequence_set import Kind, SequenceSet
from .files.source import read_head
from .native.child_reading import read_apart_if_needed
from .registry import READERS as READERS
from .sequences.precision import warn_of_lost_digits


@dataclass(frozen=True)
class Preview:
    """The beginning of a source as it was parsed, to be checked before the import.

    A role of a column is "label", "id", "time", "value", "text", "target", "group" or "" (excluded).
    """

    header: tuple[str, ...]  # names of the columns that are shown
    rows: tuple[tuple[str, ...], ...]  # texts of the first rows; all as long as `header`
    roles: tuple[str, ...]  # of each column
    facts: tuple[Sentence, ...] = ()  # what was detected: encoding, number of columns, source of the labels
    total: int | None = None  # rows or sequences in the whole source, if that is known without reading it


AUTO_CHOICE = {"auto": "detected automatically"}  # the first choice of many settings of readers


class Reader(Named):
    """Reads one format. A subclass in a file of its own, registered in READERS, adds a format.

    Its settings can be corrected by hand where detection fails (delimiter, roles of columns). Their defaults mean
    "detected automatically"; `guess` replaces them by what was detected, so that a form can show it.
    """

    suffixes: ClassVar[tuple[str, ...]]  # lower case, with the dot; () for folders
    reads_folders: ClassVar[bool] = False
    has_labels: ClassVar[bool] = True  # False: the format has no place for them
    kind: ClassVar[Kind] = "series"  # what its sequences usually are
    roles: ClassVar[Mapping[str, str]] = {}  # role of a column in the preview to the setting that names such columns

    def __init_subclass__(cls, **arguments: Any) -> None:
        """Wrap the methods of every reader: they warn of lost digits, and run libraries that may crash in a child."""
        super().__init_subclass__(**arguments)
        for name in ("read", "read_test", "read_validation"):
            if name in cls.__dict__:
                setattr(cls, name, warn_of_lost_digits(cls.__dict__[name]))
        for name in ("read", "read_test", "read_validation", "guess", "preview"):
            if name in cls.__dict__:
                setattr(cls, name, read_apart_if_needed(cls.__dict__[name]))

    @classmethod
    @abstractmethod
    def sniff(cls, head: bytes, path: Path) -> float:
        """Confidence that `path` is in this format, 0 to 1; `head` holds its first 64 KiB, nothing for a folder."""

    @classmethod
    @abstractmethod
    def sample(cls, folder: Path) -> Path:
        """Write a small source into `folder` and give its path: four sequences of two classes, one shorter."""

    @abstractmethod
    def read(self, path: Path, limit: int | None = None) -> SequenceSet:
        """All sequences of `path`, or about the first `limit`; missing values are NaN. Raises `DataError` that names
        file and place."""

    def read_test(self, path: Path) -> SequenceSet | None:
        """The test part, where the format can hold one beside the training part in the same source."""
        return None

    def read_validation(self, path: Path) -> SequenceSet | None:
        """The validation part, where the format holds one besides training and test part in the same source."""
        return None

    def read_named_part(self, path: Path, part: str) -> SequenceSet | None:
        """ "train", "test" or "validation"; None: there is no such part."""
        return {"train": self.read, "test": self.read_test, "validation": self.read_validation}[part](path)

    def guess(self, path: Path) -> Reader:
        """The same reader with everything that it detects about `path` written into its settings."""
        return self

    def preview(self, path: Path, rows: int = 50) -> Preview:
        """The first rows of `path` as they are parsed; by default one row per sequence."""
        return of_sequences(self.read(path, limit=rows), rows)


def head_of(path: Path) -> bytes:
    """The first 64 KiB of a file; nothing of a folder. Raises `DataError` if there is nothing to read."""
    return b"" if _is_folder(path) else read_head(path, whole=False)


def reader_for(path: Path) -> Reader:
    """The reader with the highest confidence for the content of `path`; for ties, the one of its suffix. Raises
    `DataError` if the file cannot be read, or no reader knows it."""
    head = head_of(path)
    folder = _is_folder(path)
    suffix = "" if folder else path.suffix.lower()
    able = [name for name in READERS if READERS[name].reads_folders or not folder]
    scores = {name: READERS[name].sniff(head, path) for name in able}
    best = max(scores, key=lambda name: (scores[name], suffix in READERS[name].suffixes), default="")
    if scores.get(best, 0) > 0:
        return READERS[best]()
    if error := refusal(head, path):
        raise error
    for name in able:
        if suffix and suffix in READERS[name].suffixes:
            return READERS[name]()  # its own message says best what is wrong
    if folder:
        raise DataError(
            "The folder {path} cannot be read as one dataset. Choose a data file in it, or a folder with .wav "
            "files, with one folder of text files per class, or with one file per channel.",
            path=str(path),
        )  # fmt: skip
    raise DataError(
        "{file} is in a format that cannot be read. Convert it to one of these: {formats}.",
        file=path.name,
        formats="; ".join(
            f"{READERS[name].title} ({', '.join(READERS[name].suffixes)})" for name in READERS if READERS[name].suffixes
        ),
    )


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except (OSError, ValueError):  # an impossible name; reading it says why
        return False


def read(path: Path) -> SequenceSet:
    """All sequences of `path`, whatever its format; see `reader_for` and `Reader.read`."""
    return reader_for(path).read(path)


_PICKLE = re.compile(rb"\x80[\x02-\x05]|c[A-Za-z_][\w.]*\n[A-Za-z_]\w*\n")  # protocols 2 to 5; or a name to be imported
_ZIP = b"PK\x03\x04"
_PACKED = {b"\x1f\x8b": "gzip", _ZIP: "zip", b"BZh": "bzip2", b"\xfd7zXZ": "xz", b"7z\xbc\xaf": "7-Zip", b"Rar!": "rar"}
_ENTRY = 512  # bytes that contain the first name in an archive


def refusal(head: bytes, path: Path) -> DataError | None:
    """The error for a file of a known kind that no reader supports, with what to do; None for unknown files."""
    inside = head.startswith(_ZIP) and b"/data.pkl" in head[:_ENTRY]  # what torch.save writes
    if inside or _PICKLE.match(head):
        return DataError(
            "{file} contains Python objects (pickle), and reading them could run untrusted code. Save its arrays "
            "again with numpy.savez as numbers or text of fixed width.",
            file=path.name,
        )  # fmt: skip
    for mark, form in _PACKED.items():
        if head.startswith(mark):
            return DataError(
                "{file} is compressed with {form}; only NumPy archives, IDX, and folders with one file per channel "
                "are read compressed. Decompress it first.",
                file=path.name, form=form,
            )  # fmt: skip
    return None


_COLUMNS = 8  # values shown of a sequence
_LETTERS = 200  # of a text


def of_sequences(data: SequenceSet, rows: int) -> Preview:
    """Label, length and the first values (the first feature's, where there are several) of the first sequences."""
    count = min(rows, len(data))
    if data.symbolic:
        header: tuple[str, ...] = ("label", "steps", "text")
        lines = [(_label(data, i), str(int(data.lengths[i])), data.text(i)[:_LETTERS]) for i in range(count)]
        return Preview(header, tuple(lines), ("label", "", "text"), data.notes)
    width = min(_COLUMNS, int(data.lengths[:count].max(initial=1)))
    header = ("label", "steps", *(f"{data.features[0]} [{step}]" for step in range(width)))
    table = []
    for i in range(count):
        values = [f"{value:.6g}" if np.isfinite(value) else "" for value in data[i][:width, 0].tolist()]
        table.append((_label(data, i), str(int(data.lengths[i])), *values, *[""] * (width - len(values))))
    return Preview(header, tuple(table), ("label", "", *["value"] * width), data.notes)


def _label(data: SequenceSet, index: int) -> str:
    if data.task == "classification":
        return data.classes[int(data.labels[index])]
    return ", ".join(f"{value:g}" for value in data.labels[index].tolist())

"""A folder for each class with one text file a sequence; perhaps all of it twice, below train/ and test/."""

from __future__ import annotations

import os
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import ClassVar

from ...base.errors import DataError, Sentence
from ..sequence_set import Kind, SequenceSet
from .base import READERS, Reader
from .files.encodings import ENCODINGS, Encoding
from .files.lines import TextFile, head_lines
from .files.source import read_head
from .sequences.numbers import is_number
from .tables.settings import encoding_setting
from .texts.collector import TextCollector

_TRAIN, _TEST = ("train", "training"), ("test", "testing")
_ENDINGS = (".txt", ".text")
_UNLABELLED = ("unsup", "unlabeled", "unlabelled")


@READERS.register("text_folder")
class TextFolder(Reader):
    """The name of a folder is the class of the texts in it."""

    title: ClassVar[str] = "Folder of texts for each class"
    suffixes: ClassVar[tuple[str, ...]] = ()
    reads_folders: ClassVar[bool] = True
    kind: ClassVar[Kind] = "text"

    encoding: Encoding = encoding_setting()

    @classmethod
    def sniff(cls, head: bytes, path: Path) -> float:
        """At least two folders, here or below train/, with text files that do not hold numbers."""
        try:
            folders = _classes(_part(path, _TRAIN) or path) if path.is_dir() else []
            if len(folders) < 2:
                return 0.0
            lines = head_lines(read_head(next(_texts(folders[0])), whole=False))
        except (OSError, DataError):
            return 0.0
        words = [word for line in lines[:20] for word in line.split()]
        return 0.8 if 2 * sum(map(is_number, words)) < len(words) else 0.0

    @classmethod
    def sample(cls, folder: Path) -> Path:
        """Two classes."""
        path = folder / "sample"
        texts = {"good": ("a film to see again", "lovely"), "bad": ("dull, dull, dull", "never again\nno")}
        for name, samples in texts.items():
            (path / name).mkdir(parents=True, exist_ok=True)
            for number, text in enumerate(samples):
                (path / name / f"{number}.txt").write_bytes(text.encode())
        return path

    def read(self, path: Path, limit: int | None = None) -> SequenceSet:
        """See `Reader.read`; of a folder with train/, what is in there. With a limit, about as many of each class."""
        return self._read(path, _part(path, _TRAIN) or path, limit)

    def read_test(self, path: Path) -> SequenceSet | None:
        """What is below test/, if there is a train/ beside it."""
        test = _part(path, _TEST)
        return self._read(path, test, None) if test and _part(path, _TRAIN) else None

    def _read(self, path: Path, part: Path, limit: int | None) -> SequenceSet:
        folders = _classes(part)
        if not folders:
            raise DataError(
                "The folder {path} contains no folders of text files. Put the texts of each class into a folder of "
                "its own, named for the class.",
                path=str(part),
            )  # fmt: skip
        collector = TextCollector(path)
        each = None if limit is None else max(1, limit // len(folders))
        guessed: dict[str, int] = {}
        doubtful: set[str] = set()
        for folder in folders:
            for file in islice(_texts(folder), each):
                try:
                    text = TextFile(file, self.encoding)
                    content = "".join(text.raw_lines()).strip()
                except DataError as error:
                    raise DataError(
                        "{folder}, class {name}: {problem}", folder=path.name, name=folder.name, problem=str(error)
                    ) from error
                collector.add(content, folder.name, 1)
                if text.notes:
                    guessed[text.encoding] = guessed.get(text.encoding, 0) + 1
                    doubtful |= {text.encoding for note in text.notes if note.severity == "warning"}
        notes = tuple(
            Sentence(
                "{count} {count:file|files} below {folder} {count:is|are} not UTF-8 and {count:was|were} read as "
                "{encoding}.",
                {"count": count, "folder": path.name, "encoding": ENCODINGS[name]},
                severity="warning" if name in doubtful else "note",
            )
            for name, count in guessed.items()
        )
        return collector.finish(notes=notes, name=path.name)


def _part(path: Path, names: tuple[str, ...]) -> Path | None:
    """The folder directly below `path` with one of the names."""
    try:
        return next((p for p in sorted(path.iterdir()) if p.name.lower() in names and p.is_dir()), None)
    except OSError:
        return None


def _classes(path: Path) -> list[Path]:
    """The folders directly below `path` that hold text files, without those that are said to have no label."""
    try:
        folders = [p for p in sorted(path.iterdir()) if p.is_dir() and p.name.lower() not in _UNLABELLED]
    except OSError as error:
        raise DataError("{path} cannot be read: {reason}.", path=str(path), reason=error.strerror or error) from error
    return [folder for folder in folders if next(_texts(folder), None) is not None]


def _texts(folder: Path) -> Iterator[Path]:
    """Text files of a folder by name; empty files are no texts."""
    with os.scandir(folder) as entries:
        names = [e.name for e in entries if e.name.lower().endswith(_ENDINGS) and _has_content(e)]
    return (folder / name for name in sorted(names))


def _has_content(entry: os.DirEntry[str]) -> bool:
    """Whether it is a file with something in it; links that lead nowhere are none."""
    return os.path.isfile(entry) and os.path.getsize(entry) > 0

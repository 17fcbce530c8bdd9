"""Text files line by line, whatever their encoding: UTF-8, UTF-16 with its mark, or Windows-1252."""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from pathlib import Path

from ...base.errors import DataError, Sentence
from .meter import follow
from .source import HEAD_BYTES, read_head, unreadable

_CHUNK = 1 << 20
_LONGEST_LINE = 1 << 28
_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_CONTROL = bytes(set(range(32)) - set(b"\t\n\r\f"))


class TextFile:
    """A text file whose encoding is known and whose lines can be walked any number of times.

    Attributes:
        encoding: as Python names it.
        notes: says so when the encoding had to be guessed.
    """

    def __init__(self, path: Path) -> None:
        """Find the encoding; raises `DataError` if the file cannot be read or is not text."""
        self.path = path
        self.encoding = _encoding(path, read_head(path, whole=False))
        self.notes: tuple[Sentence, ...] = ()
        if self.encoding == "cp1252":
            self.notes = (
                Sentence(
                    "{file} is not UTF-8 and was read as Windows-1252; check the names of the classes.",
                    {"file": path.name},
                ),
            )

    def lines(self) -> Iterator[tuple[int, str]]:
        """Each line that is not blank, stripped, with its number counted from 1."""
        try:
            with self.path.open(encoding=self.encoding) as file:
                follow(file)
                number = 0
                while line := file.readline(_LONGEST_LINE):
                    number += 1
                    if len(line) >= _LONGEST_LINE:
                        raise DataError(
                            "{file}, line {line} is longer than {limit} characters. Put each sequence on its own line.",
                            file=self.path.name, line=number, limit=_LONGEST_LINE,
                        )  # fmt: skip
                    if "\0" in line:
                        raise _not_text(self.path)
                    if line := line.strip(" \r\n\f"):
                        yield number, line
        except UnicodeError as error:
            raise _not_text(self.path) from error
        except OSError as error:
            raise unreadable(self.path, error) from error


def head_lines(head: bytes) -> list[str]:
    """The lines that a file begins with, for a look at its content; empty if it is not text."""
    encoding = next((name for mark, name in _MARKS if head.startswith(mark)), "")
    if not encoding and head.translate(None, _CONTROL) != head:
        return []
    try:
        text = codecs.getincrementaldecoder(encoding or "utf-8")().decode(head)
    except UnicodeError:
        text = head.decode("cp1252", "replace")
    lines = [line for line in text.splitlines() if line.strip()]
    if len(head) == HEAD_BYTES and len(lines) > 1:
        lines.pop()  # cut in the middle
    elif len(head) == HEAD_BYTES and lines:
        lines[0] = lines[0][: max(lines[0].rfind(mark) for mark in ",;\t ")]
    return lines


def _encoding(path: Path, head: bytes) -> str:
    for mark, name in _MARKS:
        if head.startswith(mark):
            return name
    if head.translate(None, _CONTROL) != head:
        raise _not_text(path)
    possible = {"utf-8": codecs.getincrementaldecoder("utf-8")(), "cp1252": codecs.getincrementaldecoder("cp1252")()}
    try:
        with path.open("rb") as file:
            while chunk := file.read(_CHUNK):
                if b"\0" in chunk:
                    raise _not_text(path)
                for name in list(possible):
                    try:
                        possible[name].decode(chunk)
                    except UnicodeDecodeError:
                        del possible[name]
    except OSError as error:
        raise unreadable(path, error) from error
    if not possible:
        raise _not_text(path)
    return next(iter(possible))


def _not_text(path: Path) -> DataError:
    return DataError(
        "{file} is not a text file in UTF-8, UTF-16 with a byte order mark, or Windows-1252. "
        "If it is text, save it as UTF-8; if it is not, convert it to one of the formats that can be read.",
        file=path.name,
    )

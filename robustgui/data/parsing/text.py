"""Text files line by line, whatever their encoding: UTF-8, UTF-16, Windows-1252, GB18030, or one named by hand."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from ...base.errors import DataError, Sentence
from .encodings import ENCODINGS, Encoding, is_binary, is_utf8, marked, of_bytes, of_head, utf16_without_mark
from .meter import follow
from .source import HEAD_BYTES, read_head, unreadable

_CHUNK = 1 << 20
_LONGEST_LINE = 1 << 28
_MARK = "\ufeff"


class TextFile:
    """A text file whose encoding is known and whose lines can be walked any number of times.

    Attributes:
        encoding: as Python names it.
        notes: says so when the encoding had to be guessed.
    """

    def __init__(self, path: Path, encoding: Encoding = "auto") -> None:
        """Find the encoding unless it is named; raises `DataError` if the file cannot be read or is not text."""
        self.path = path
        head = read_head(path, whole=False)
        self._named = encoding != "auto"
        self.encoding = encoding if self._named else _encoding(path, head)
        self.notes: tuple[Sentence, ...] = () if self._named else _notes(path, self.encoding, bool(marked(head)))

    def lines(self) -> Iterator[tuple[int, str]]:
        """Each line that is not blank, stripped, with its number counted from 1."""
        for number, line in enumerate(self.raw_lines(), start=1):
            if line := line.strip(" \r\n\f"):
                yield number, line

    def raw_lines(self, newline: str | None = None) -> Iterator[str]:
        """Every line as it is, its end included; `newline` as for `open`: None makes every line end a newline."""
        try:
            with self.path.open(encoding=self.encoding, newline=newline) as file:
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
                        raise self._not_text()
                    yield line.removeprefix(_MARK) if number == 1 else line
        except UnicodeError as error:
            raise self._not_text() from error
        except OSError as error:
            raise unreadable(self.path, error) from error

    def _not_text(self) -> DataError:
        if not self._named:
            return _not_text(self.path)
        return DataError(
            "{file} is not text in {encoding}. Choose another encoding, or let it be found out.",
            file=self.path.name, encoding=ENCODINGS[self.encoding],
        )  # fmt: skip


def head_lines(head: bytes) -> list[str]:
    """The lines that a file begins with, for a look at its content; empty if it is not text."""
    encoding = of_head(head)
    if not encoding:
        if is_binary(head):
            return []
        encoding = "cp1252"
    text = head.decode(encoding, "replace").removeprefix(_MARK)
    lines = [line for line in text.splitlines() if line.strip()]
    if len(head) == HEAD_BYTES and len(lines) > 1:
        lines.pop()  # cut in the middle
    elif len(head) == HEAD_BYTES and lines:
        lines[0] = lines[0][: max(lines[0].rfind(mark) for mark in ",;\t ")]
    return lines


def _encoding(path: Path, head: bytes) -> str:
    if name := marked(head):
        return name
    if is_binary(head):
        name = utf16_without_mark(head)
        if not name:
            raise _not_text(path)
        return name
    try:
        if is_utf8(_chunks(path)):
            return "utf-8"
        name = of_bytes(_chunks(path))
    except OSError as error:
        raise unreadable(path, error) from error
    if not name:
        raise _not_text(path)
    return name


def _chunks(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            if b"\0" in chunk:
                raise _not_text(path)
            yield chunk


def _notes(path: Path, encoding: str, has_mark: bool) -> tuple[Sentence, ...]:
    facts = {"file": path.name}
    if encoding == "cp1252":
        return (
            Sentence("{file} is not UTF-8 and was read as Windows-1252; check the names of the classes.", facts),
        )  # fmt: skip
    if encoding == "gb18030":
        return (Sentence("{file} is not UTF-8 and was read as GB18030 (Chinese); check that it can be read.", facts),)
    if encoding.startswith("utf-16") and not has_mark:
        return (Sentence("{file} has no byte order mark and was read as UTF-16; check that it can be read.", facts),)
    return ()


def _not_text(path: Path) -> DataError:
    return DataError(
        "{file} is not a text file in UTF-8, UTF-16, Windows-1252 or GB18030. "
        "If it is text, save it as UTF-8 or name its encoding; if it is not, convert it to a format that can be read.",
        file=path.name,
    )

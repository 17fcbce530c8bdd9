"""Text files line by line, in an encoding that is detected or named by hand."""

from __future__ import annotations

import io
import os
from collections.abc import Iterator
from pathlib import Path

from ....base.errors import DataError, Sentence
from .east_asian import Guess
from .encodings import (
    CODECS,
    ENCODINGS,
    Encoding,
    encoding_of_mark,
    guess_encoding,
    guess_encoding_of_head,
    guess_utf16,
    is_binary,
    is_utf8,
)
from .progress import follow
from .source import HEAD_BYTES, check_fits, open_source, read_head, unreadable

_CHUNK = 1 << 20
_ZEROS = 4  # UTF-16 ends with up to three
_MOST_ZEROS = 1 << 28
LONGEST_LINE = 1 << 26  # characters
_LONG_LINE, _CELL_BYTES = 1 << 22, 32  # characters of a line that is taken apart with care, and memory for each
_MARK = "\ufeff"


class TextFile:
    """A text file of known `encoding` (Python's name), whose lines can be walked any number of times.

    `notes` says so when the encoding had to be guessed, and when zero bytes at the end were left out.
    """

    def __init__(self, path: Path, encoding: Encoding = "auto") -> None:
        """Find the encoding unless it is named; raises `DataError` if the file cannot be read or is not text."""
        self.path = path
        head = read_head(path, whole=False)
        self._named = encoding != "auto"
        self._end = end_of_text(path)
        head = head[: self._end]
        guess = Guess(encoding) if self._named else _encoding(path, head, self._end)
        self.encoding = guess.name
        self.notes: tuple[Sentence, ...] = () if self._named else _notes(path, guess, bool(encoding_of_mark(head)))
        if self._end < (size := path.stat().st_size):
            facts = {"file": path.name, "count": size - self._end}
            template = "{file} ends with {count} {count:zero byte|zero bytes}, which {count:was|were} ignored."
            self.notes += (Sentence(template, facts),)

    @property
    def known_encoding(self) -> str:
        """The encoding for a setting: "auto" where it was guessed, so that this is said again."""
        return "auto" if self.notes and not self._named else self.encoding

    def lines(self) -> Iterator[tuple[int, str]]:
        """Each line that is not blank, stripped, with its number counted from 1."""
        for number, line in enumerate(self.raw_lines(), start=1):
            if line := line.strip(" \r\n\f"):
                yield number, line

    def raw_lines(self, newline: str | None = None) -> Iterator[str]:
        """Every line as it is, its end included; `newline` as for `open`: None makes every line end a newline."""
        try:
            encoding = CODECS.get(self.encoding, self.encoding)
            with io.TextIOWrapper(open_source(self.path), encoding=encoding, newline=newline) as file:
                follow(file)
                number = 0
                while line := file.readline(LONGEST_LINE):
                    number += 1
                    if len(line) >= LONGEST_LINE:
                        raise too_long_line(self.path.name, number)
                    if len(line) >= _LONG_LINE:
                        check_fits(self.path, len(line) * _CELL_BYTES)
                    if "\0" in line and "\0" in (line := line.rstrip("\0")):
                        raise _zeros(self.path, number)
                    if line:
                        yield line.removeprefix(_MARK) if number == 1 else line
        except UnicodeError as error:
            raise self._not_text() from error
        except OSError as error:
            raise unreadable(self.path, error) from error

    def _not_text(self) -> DataError:
        if not self._named:
            return _not_text(self.path)
        return DataError(
            "{file} is not text in {encoding}. Choose another encoding, or let it be detected automatically.",
            file=self.path.name, encoding=ENCODINGS[self.encoding],
        )  # fmt: skip


def head_lines(head: bytes) -> list[str]:
    """The lines that a file begins with, for a look at its content; empty if it is not text."""
    encoding = guess_encoding_of_head(head.rstrip(b"\0") if len(head) - len(head.rstrip(b"\0")) >= _ZEROS else head)
    if not encoding:
        if is_binary(head):
            return []
        encoding = "cp1252"
    text = head.decode(CODECS.get(encoding, encoding), "replace").rstrip("\0").removeprefix(_MARK)
    lines = [line for line in text.splitlines() if line.strip()]
    if len(head) == HEAD_BYTES and len(lines) > 1:
        lines.pop()  # cut in the middle
    elif len(head) == HEAD_BYTES and lines:
        lines[0] = lines[0][: max(lines[0].rfind(mark) for mark in ",;\t ")]
    return [line for line in lines if line]


def too_long_line(file: str, line: int) -> DataError:
    """The error for a line of `LONGEST_LINE` characters or more."""
    return DataError(
        "{file}, line {line} is longer than {limit} {limit:character|characters}. Put each sequence on its own line.",
        file=file, line=line, limit=LONGEST_LINE,
    )  # fmt: skip


def end_of_text(path: Path) -> int:
    """Number of bytes before the zero bytes at the end of a file, which data loggers leave when their power fails.
    Raises `DataError` if it cannot be read, or has more zero bytes at its end than any logger leaves."""
    try:
        with open_source(path) as file:
            end = size = file.seek(0, os.SEEK_END)
            while end:
                start = max(end - _CHUNK, 0)
                file.seek(start)
                length = len(file.read(end - start).rstrip(b"\0"))
                end = start + length
                if length:
                    break
                if size - end > _MOST_ZEROS:
                    raise DataError(
                        "{file} ends with more than {mib:.0f} MiB of zero bytes: it is not text, or damaged. Get it "
                        "again.",
                        file=path.name, mib=_MOST_ZEROS / 2**20,
                    )  # fmt: skip
    except OSError as error:
        raise unreadable(path, error) from error
    return end if end and size - end >= _ZEROS else size


def _encoding(path: Path, head: bytes, end: int) -> Guess:
    if name := encoding_of_mark(head):
        return Guess(name)
    if is_binary(head):
        name = guess_utf16(head)
        if not name:
            raise (
                _zeros(path, head.count(b"\n", 0, head.find(b"\0")) + 1)
                if _is_text_with_zeros(head)
                else _not_text(path)
            )
        return Guess(name)
    try:
        if is_utf8(_chunks(path, end)):
            return Guess("utf-8")
        guess = guess_encoding(_chunks(path, end))
    except OSError as error:
        raise unreadable(path, error) from error
    if not guess.name:
        raise _not_text(path)
    return guess


def _chunks(path: Path, end: int) -> Iterator[bytes]:
    with open_source(path) as file:
        at = 0
        while chunk := file.read(min(_CHUNK, end - at)):
            at += len(chunk)
            if b"\0" in chunk:
                raise _not_text(path)
            yield chunk


def _is_text_with_zeros(head: bytes) -> bool:
    """Whether the first line is plain text, and nothing but zero bytes speaks against the rest."""
    first, _, _ = head.partition(b"\n")
    return b"\n" in head and first.isascii() and not is_binary(head.replace(b"\0", b"")) and b"\0" not in first


def _notes(path: Path, guess: Guess, has_mark: bool) -> tuple[Sentence, ...]:
    facts = {"file": path.name, "encoding": ENCODINGS[guess.name]}
    if guess.others:
        facts["others"] = ", ".join(ENCODINGS[name] for name in guess.others)
        template = (
            "{file} is not UTF-8 and was read as {encoding}; it may also be {others}. If characters look wrong, "
            "choose the encoding in the settings of the format."
        )
        return (Sentence(template, facts, "warning"),)
    if guess.name.startswith("utf-16"):
        template = "{file} has no byte order mark and was read as UTF-16. Check that the characters look right."
        return () if has_mark else (Sentence(template, facts),)
    if guess.name == "utf-8":
        return ()
    return (Sentence("{file} is not UTF-8 and was read as {encoding}. Check that the characters look right.", facts),)


def _zeros(path: Path, line: int) -> DataError:
    return DataError(
        "{file}, line {line}: there are zero bytes in the text, such as those of a data logger after a power "
        "failure. Remove them, or the part of the file after them.",
        file=path.name, line=line,
    )  # fmt: skip


def _not_text(path: Path) -> DataError:
    return DataError(
        "{file} is not a text file in UTF-8, UTF-16 or another encoding that can be recognised. "
        "If it is text, save it as UTF-8 or name its encoding; if it is not, convert it to a format that can be read.",
        file=path.name,
    )

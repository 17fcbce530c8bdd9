"""Tables of numbers in text files, compressed or not, a block of lines at a time: one row a line, no header."""

from __future__ import annotations

import gzip
import io
import zlib
from collections.abc import Generator
from itertools import islice
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from ....base.errors import DataError
from ..files.source import HEAD_BYTES, check_fits, open_source, read_head, unreadable
from ..sequences.fast_parse import AT_ONCE, parse_lines
from ..sequences.numbers import BadCell, is_missing, is_number, numbers
from ..sequences.precision import to_float32

_LONGEST_LINE = 1 << 26
_GZIP = b"\x1f\x8b"


def text_lines(path: Path, displayed_name: str) -> Generator[tuple[int, str], None, None]:
    """Each line that is not blank, with its number from 1, of a text file that may be compressed by gzip.

    Args:
        path: of the file.
        displayed_name: its name in messages.

    Raises:
        DataError: the file cannot be read, is damaged, or is no text in UTF-8.
    """
    packed = read_head(path, whole=False).startswith(_GZIP)
    try:
        with (
            open_source(path) as raw,
            io.TextIOWrapper(gzip.open(raw) if packed else raw, encoding="utf-8-sig") as file,
        ):
            number = 0
            while line := file.readline(_LONGEST_LINE):
                number += 1
                if len(line) >= _LONGEST_LINE:
                    raise DataError(
                        "{file}, line {line} is longer than {limit} {limit:character|characters}. Put each "
                        "sequence on its own line.",
                        file=displayed_name, line=number, limit=_LONGEST_LINE,
                    )  # fmt: skip
                if line := line.strip():
                    yield number, line
    except (UnicodeError, EOFError, zlib.error, gzip.BadGzipFile) as error:
        raise DataError(
            "{file} is not UTF-8 text, or it is damaged or truncated. Get it again.", file=displayed_name
        ) from error
    except OSError as error:
        raise unreadable(path, error) from error


def is_line_of_numbers(path: Path) -> bool:
    """Whether the first line of a file is numbers alone, and more than one; quiet about what cannot be read."""
    try:
        with open_source(path) as raw:
            head = raw.read(HEAD_BYTES)
            if head.startswith(_GZIP):
                raw.seek(0)
                with gzip.open(raw) as packed:
                    head = packed.read(HEAD_BYTES)
    except (EOFError, zlib.error, gzip.BadGzipFile):
        return True  # a table that is damaged; reading it says so
    except (OSError, DataError):
        return False
    lines = head.splitlines()
    if not lines or b"\0" in head:
        return False
    text = lines[0].decode("utf-8-sig", "replace")
    cells = _cells(text if len(lines) > 1 or len(head) < HEAD_BYTES else text.rpartition(" ")[0])
    return len(cells) > 1 and all(is_number(cell) or is_missing(cell) for cell in cells)


def number_blocks(path: Path, displayed_name: str) -> Generator[tuple[list[int], NDArray[np.float32]], None, None]:
    """A table of numbers as blocks: the numbers of some lines, and their cells, (B, T).

    Args:
        path: of the file.
        displayed_name: its name in messages.

    Raises:
        DataError: a line has another number of columns than the first, or a cell is no number; names line and column.
    """
    walk = text_lines(path, displayed_name)
    width = done = 0
    while block := list(islice(walk, AT_ONCE)):
        where = [line for line, _ in block]
        texts = ["\t".join(_cells(text)) for _, text in block]
        values = parse_lines(texts, "\t")
        if values is None or values.shape[1] != (width or values.shape[1]):
            values = _one_by_one(displayed_name, where, texts, width)
        width = values.shape[1]
        done += len(where)
        check_fits(path, done * width * 4)
        yield where, values


def _one_by_one(displayed_name: str, where: list[int], texts: list[str], width: int) -> NDArray[np.float32]:
    rows = []
    for line, text in zip(where, texts, strict=True):
        try:
            rows.append(numbers(text, "\t"))
        except BadCell as bad:
            raise DataError(
                "{file}, line {line}, column {column}: '{text}' is not a finite number. "
                "Correct it, or write NaN if the value is missing.",
                file=displayed_name, line=line, column=bad.index + 1, text=bad.text,
            ) from bad  # fmt: skip
        width = width or len(rows[-1])
        if len(rows[-1]) != width:
            raise DataError(
                "{file}, line {line}: {columns} {columns:column|columns}, {width} in the lines above. Pad "
                "shorter sequences with NaN at the end.",
                file=displayed_name, line=line, columns=len(rows[-1]), width=width,
            )  # fmt: skip
    return to_float32(np.stack(rows), feature=0)


def _cells(line: str) -> list[str]:
    for mark in ("\t", ",", ";"):
        if mark in line:
            return line.split(mark)
    return line.split()

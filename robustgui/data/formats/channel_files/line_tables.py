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
from ..files.lines import LONGEST_LINE, too_long_line
from ..files.source import HEAD_BYTES, check_fits, open_source, read_head, unreadable
from ..sequences.archive_lines import parse_cells
from ..sequences.numbers import AT_ONCE, is_missing, is_number, parse_lines
from ..sequences.precision import to_float32

_GZIP = b"\x1f\x8b"


def text_lines(path: Path, displayed_name: str) -> Generator[tuple[int, str], None, None]:
    """Each line that is not blank, with its number from 1, of a text file that may be compressed by gzip. Raises
    `DataError`, under `displayed_name`, if the file cannot be read, is damaged, or is no text in UTF-8."""
    packed = read_head(path, whole=False).startswith(_GZIP)
    try:
        with (
            open_source(path) as raw,
            io.TextIOWrapper(gzip.open(raw) if packed else raw, encoding="utf-8-sig") as file,
        ):
            number = 0
            while line := file.readline(LONGEST_LINE):
                number += 1
                if len(line) >= LONGEST_LINE:
                    raise too_long_line(displayed_name, number)
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
    """A table of numbers as blocks: the numbers of some lines, and their cells, (B, T). Raises `DataError`, which names
    line and column, if lines differ in their number of columns, or a cell is no number."""
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
        columns = range(1, text.count("\t") + 2)
        rows.append(parse_cells(displayed_name, line, text, columns, "\t", missing="NaN"))
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

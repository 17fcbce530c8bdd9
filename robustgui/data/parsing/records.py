"""Records of a delimited table of texts: cells in quotes over several lines, delimiter, names of the columns."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from ...base.errors import DataError
from .numbers import is_number
from .text import TextFile
from .text_columns import GROUPS, IDS, LABELS, TEXTS

Record = tuple[int, list[str]]  # the line on which it ends, its cells
DELIMITERS = {"comma": ",", "tab": "\t", "semicolon": ";", "bar": "|"}
_LONGEST_CELL = 1 << 27
_LONGEST_NAME = 40
_ENOUGH = 4  # cells that tell whether the first one is like them


def records_of(lines: Iterator[str], path: Path, delimiter: str | None) -> Iterator[Record]:
    """Records with the line on which each ends, blank ones left out."""
    if delimiter is None:
        kept = list(lines)
        delimiter = max(DELIMITERS.values(), key=lambda mark: sum(mark in line for line in kept))
        lines = iter(kept)
    csv.field_size_limit(_LONGEST_CELL)
    reader = csv.reader(lines, delimiter=delimiter)
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                yield reader.line_num, cells
    except csv.Error as error:
        raise DataError(
            "{file}, line {line}: the table cannot be taken apart ({reason}). Check the quotation marks.",
            file=path.name, line=reader.line_num, reason=str(error),
        ) from error  # fmt: skip


def delimiter_of(path: Path, file: TextFile) -> str:
    """The delimiter that gives most records the same number of cells, at least two."""
    begin = list(islice(file.raw_lines(newline=""), 200))

    def agreement(mark: str) -> float:
        widths = [len(cells) for _, cells in csv_records(io.StringIO("".join(begin), newline=""), mark)]
        common = max(set(widths), key=widths.count, default=1)
        return widths.count(common) / len(widths) if common > 1 else 0.0

    def csv_records(content: io.StringIO, mark: str) -> list[Record]:
        try:
            return list(records_of(iter(content), path, mark))
        except DataError:
            return []

    return max(DELIMITERS.values(), key=agreement)


def is_header(records: list[Record]) -> bool:
    """Whether the first record has names: short, distinct, no numbers; known, or unlike what is below."""
    names = [cell.strip().lower() for cell in records[0][1]]
    if any(is_number(name) or len(name) > _LONGEST_NAME for name in names) or len(set(names)) < len(names):
        return False
    if set(names) & {*TEXTS, *LABELS, *GROUPS, *IDS[1:]}:
        return True
    below = [cells for _, cells in records[1:] if len(cells) == len(names)]
    columns = [[cells[i].strip().lower() for cells in below] for i in range(len(names))]
    return any(_unlike(name, cells) for name, cells in zip(names, columns, strict=True))


def _unlike(name: str, cells: list[str]) -> bool:
    """Whether `name` stands above numbers, or above few words of which it is none."""
    if 2 * sum(map(is_number, cells)) > len(cells):
        return True
    return len(cells) >= _ENOUGH and 2 * len(set(cells)) <= len(cells) and name not in cells


def columns_of(records: list[Record], header: bool) -> dict[str, list[str]]:
    """Cells of each column by its name; without a header the number from 1."""
    width = len(records[0][1])
    names = [name.strip() for name in records[0][1]] if header else [""] * width
    unique: list[str] = []
    for i, name in enumerate(names, start=1):
        unique.append(name if name and name not in unique else str(i))
    body = [cells for _, cells in records[int(header) :] if len(cells) == width]
    return {name: [cells[i] for cells in body] for i, name in enumerate(unique)}

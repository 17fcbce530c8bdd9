"""Records of a delimited table of texts: cells in quotes over several lines, delimiter, names of the columns."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from ....base.errors import DataError
from ..files.lines import TextFile
from ..sequences.numbers import is_number
from ..texts.columns import GROUPS, IDS, LABELS, TEXTS

Record = tuple[int, list[str]]  # the line on which it ends, its cells
DELIMITERS = {"comma": ",", "tab": "\t", "semicolon": ";", "bar": "|"}
_LOOK = 1000  # records that are looked at
_LONGEST_CELL = 1 << 27
_LONGEST_NAME = 40
_ENOUGH = 4  # cells that tell whether the first one is like them


def records_of(
    lines: Iterator[str], path: Path, delimiter: str | None, quoted: bool = True, strict: bool = False
) -> Iterator[Record]:
    """Records of `lines` (with their ends) with the line on which each ends, blank ones left out; raises `DataError` if
    quotation marks make no sense.

    Without a delimiter it is the mark that most lines hold. Unless `quoted`, quotation marks belong to the text; if
    `strict`, text behind a cell in quotes is an error.
    """
    if delimiter is None:
        kept_lines = list(lines)
        delimiter = max(DELIMITERS.values(), key=lambda mark: sum(mark in line for line in kept_lines))
        lines = iter(kept_lines)
    csv.field_size_limit(_LONGEST_CELL)
    reader = csv.reader(
        lines, delimiter=delimiter, strict=strict, quoting=csv.QUOTE_MINIMAL if quoted else csv.QUOTE_NONE
    )
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                yield reader.line_num, cells
    except csv.Error as error:
        raise DataError(
            "{file}, line {line}: the table cannot be parsed ({reason}). Check the quotation marks.",
            file=path.name, line=reader.line_num, reason=str(error),
        ) from error  # fmt: skip


def are_quoted(path: Path, file: TextFile, delimiter: str) -> bool:
    """Whether quotation marks enclose cells: not if only then something is wrong with the table."""
    widths: dict[bool, set[int]] = {}
    for quoted in (True, False):
        try:
            begin = islice(records_of(file.raw_lines(newline=""), path, delimiter, quoted, strict=True), _LOOK)
            widths[quoted] = {len(cells) for _, cells in begin}
        except DataError:
            widths[quoted] = set()
    return len(widths[True]) == 1 or len(widths[False]) != 1


def delimiter_of(path: Path, file: TextFile) -> str:
    """The delimiter that gives most records the same number of cells, at least two."""
    begin = list(islice(file.raw_lines(newline=""), _LOOK))

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
    """Whether `name` is a heading: its column holds numbers, or few distinct words without `name`."""
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

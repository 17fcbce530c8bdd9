"""The layout of a delimited table: delimiter, width, header, and which column holds the label."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain, islice, pairwise
from pathlib import Path

from ...base.errors import DataError, Sentence
from .numbers import is_missing, is_number

DELIMITERS = ",;\t"
LABELS = ("label", "class", "target", "y")
_INDEX = ("", "unnamed: 0", "index", "id")
_DECIMAL = re.compile(r"\s*[+-]?[0-9]+,[0-9]+\s*")
_CLEARLY_FEWER = 4  # times fewer distinct values make a column the label, if both ends could be it


@dataclass(frozen=True)
class Table:
    """How to take a line apart.

    Attributes:
        delimiter: one of comma, semicolon, tab.
        width: columns of every line.
        header: names of the columns, or none.
        label: index of the label's column.
        index: whether the first column only numbers the lines.
        decimal_comma: whether 1,5 means 1.5; `lines` takes care of it.
        notes: how label and index were found, where that was a guess.
    """

    delimiter: str
    width: int
    header: tuple[str, ...]
    label: int
    index: bool = False
    decimal_comma: bool = False
    notes: tuple[Sentence, ...] = ()

    def lines(self, lines: Iterable[tuple[int, str]]) -> Iterator[tuple[int, str]]:
        """The lines of the table below its header, with decimal points."""
        return islice(_with_points(lines) if self.decimal_comma else lines, 1 if self.header else 0, None)


def cells_of(line: str, delimiter: str) -> list[str]:
    """Cells of a line, where text in double quotes may hold the delimiter."""
    if '"' not in line:
        return line.split(delimiter)
    try:
        return next(csv.reader([line], delimiter=delimiter))
    except (csv.Error, StopIteration):
        return line.split(delimiter)


def delimiter_of(line: str) -> str:
    """The delimiter that is most frequent in `line`; none if it has none.

    Commas that are hardly more frequent than another delimiter are taken for decimal commas.
    """
    for mark in "\t;":
        if 0 < line.count(mark) >= line.count(",") - 1:
            return mark
    best = max(DELIMITERS, key=line.count)
    return best if best in line else ""


def layout(path: Path, lines: Iterable[tuple[int, str]]) -> Table:
    """Find the layout from all lines of a table.

    Raises:
        DataError: there is one column only, or no telling which column holds the labels.
    """
    walk = iter(lines)
    begin = list(islice(walk, 2))
    delimiter = delimiter_of(begin[0][1]) if begin else ""
    comma = delimiter in ("\t", ";") and any(_DECIMAL.fullmatch(c) for c in begin[-1][1].split(delimiter))
    walk = chain(begin, walk)
    if comma:
        walk = _with_points(walk)
    number, first = next(walk, (0, ""))
    cells = cells_of(first, delimiter) if delimiter else [first]
    if len(cells) < 2:
        raise DataError(
            "{file}, line {line}: only one column. A line must hold a label and values, "
            "with commas, semicolons or tabs between them.",
            file=path.name, line=number,
        )  # fmt: skip
    names = tuple(cell.strip(" #\"'").lower() for cell in cells)
    header = names if _is_header(names) else ()
    index = bool(header) and header[0] in _INDEX
    if index and len(cells) == 2:
        raise DataError("{file}: beside the label there are no values. Add columns with values.", file=path.name)
    notes: tuple[Sentence, ...] = ()
    if comma:
        notes += (
            Sentence("The commas inside the numbers of {file} were read as decimal points.", {"file": path.name}),
        )
    if index:
        notes += (Sentence("The first column of {file} numbers the lines and was left out.", {"file": path.name}),)
    for name in LABELS:
        if name in header:
            return Table(delimiter, len(cells), header, header.index(name), index, comma, notes)
    ends = [cells] if not header else []
    starts = int(index)
    first_cells, last_cells = [c[starts] for c in ends], [c[-1] for c in ends]
    for _, line in walk:
        found = cells_of(line, delimiter) if '"' in line else _ends(line, delimiter, starts)
        first_cells.append(found[min(starts, len(found) - 1)])
        last_cells.append(found[-1])
    at_start = _label_is_first(path, first_cells, last_cells)
    label = starts if at_start else len(cells) - 1
    notes += (
        Sentence(
            "The labels of {file} were taken from column {column}; a header can name another one 'label'.",
            {"file": path.name, "column": label + 1},
        ),
    )
    return Table(delimiter, len(cells), header, label, index, comma, notes)


def _with_points(lines: Iterable[tuple[int, str]]) -> Iterator[tuple[int, str]]:
    return ((number, line.replace(",", ".")) for number, line in lines)


def _is_header(names: tuple[str, ...]) -> bool:
    """Whether the first line names the columns: mostly text, or one of LABELS beside the numbers of steps."""
    steps = [float(name) for name in names if is_number(name)]
    words = {name for name in names if not is_number(name) and not is_missing(name)}
    if len(words) > 1 and len(names) - len(steps) > len(names) / 2:
        return True
    rising = all(a < b for a, b in pairwise(steps))
    return bool(words & set(LABELS)) and (rising or "y" not in words)  # "y" may be a class, as in y and n


def _ends(line: str, delimiter: str, starts: int) -> list[str]:
    """The first cells up to the one that may be the label, and the last; cheap for a line of any length."""
    return [*line.split(delimiter, starts + 1)[: starts + 1], line.rpartition(delimiter)[2]]


def _label_is_first(path: Path, first: list[str], last: list[str]) -> bool:
    kinds = [_kind(first), _kind(last)]
    if "text" in kinds and kinds[0] != kinds[1]:
        return kinds[0] == "text"
    if kinds[0] == kinds[1] == "whole":
        counts = len(set(first)), len(set(last))
        if counts[0] * _CLEARLY_FEWER <= counts[1] or counts[1] == 1 < counts[0]:
            return True
        if counts[1] * _CLEARLY_FEWER <= counts[0] or counts[0] == 1 < counts[1]:
            return False
    elif "whole" in kinds:
        return kinds[0] == "whole"
    raise DataError(
        "{file}: the first and the last column could both hold the labels. "
        "Add a first line that names the columns, with 'label' above the labels.",
        file=path.name,
    )


def _kind(cells: list[str]) -> str:
    """What a column holds: "text", "whole" numbers, or other numbers ("float")."""
    distinct = set(cells)
    if not all(is_number(cell) or is_missing(cell) for cell in distinct):
        return "text"
    whole = all(is_number(cell) and float(cell).is_integer() for cell in distinct)
    return "whole" if whole else "float"

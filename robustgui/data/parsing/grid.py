"""How the lines of a delimited table are taken apart: delimiter, decimal comma, header, width."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice, pairwise
from pathlib import Path

from ...base.errors import DataError, Sentence
from .numbers import is_missing, is_number
from .times import is_time

MARKS = {"comma": ",", "semicolon": ";", "tab": "\t", "blank": " ", "bar": "|"}
LABELS = ("label", "labels", "class", "class_label", "target", "y")
FIRST = 200  # lines that are looked at to find out what the columns are
_DECIMAL = re.compile(r"\s*[+-]?[0-9]+,[0-9]+\s*")


@dataclass(frozen=True)
class Form:
    """What someone says about a table; "auto" is found out."""

    delimiter: str = "auto"  # or a key of MARKS
    decimal: str = "auto"  # "point", "comma"
    header: str = "auto"  # "yes", "no"


@dataclass(frozen=True)
class Grid:
    """How to take a line apart.

    Attributes:
        delimiter: one of the values of MARKS; a blank stands for any number of blanks and tabs.
        comma: whether 1,5 means 1.5.
        header: names of the columns as they are written, or none.
        width: columns of every line.
    """

    delimiter: str
    comma: bool
    header: tuple[str, ...]
    width: int

    @property
    def mark(self) -> str:
        """What stands between two cells of the lines that `lines` gives."""
        return "\t" if self.delimiter == " " else self.delimiter

    @property
    def names(self) -> tuple[str, ...]:
        """A name for each column by which it can be chosen: that of the header, or its number from 1."""
        if not self.header:
            return tuple(str(i + 1) for i in range(self.width))
        first = {name: i for i, name in reversed(list(enumerate(self.header)))}
        return tuple(name if name and first[name] == i else str(i + 1) for i, name in enumerate(self.header))

    def lines(self, lines: Iterable[tuple[int, str]]) -> Iterator[tuple[int, str]]:
        """The lines of the table below its header, with one `mark` between two cells."""
        below = islice(lines, 1 if self.header else 0, None)
        if self.delimiter == " ":
            return ((number, "\t".join(line.split())) for number, line in below)
        return iter(below)

    def cells(self, line: str) -> list[str]:
        """The cells of a line that `lines` gave."""
        return cells_of(line, self.mark)

    def checked(self, path: Path, line: int, content: str) -> list[str]:
        """The cells of a line; raises `DataError` if there are more or fewer than columns."""
        cells = cells_of(content, self.mark)
        if len(cells) != self.width:
            raise self.wrong_width(path, line, len(cells))
        return cells

    def wrong_width(self, path: Path, line: int, width: int) -> DataError:
        """The error for a line of another number of columns."""
        return DataError(
            "{file}, line {line}: {width} columns, {expected} expected. "
            "Fill shorter sequences up with empty cells at the end.",
            file=path.name, line=line, width=width, expected=self.width,
        )  # fmt: skip

    def column(self, path: Path, name: str) -> int:
        """The number from 0 of the column called `name`: as the header writes it, in any case, or its number from 1.

        Raises:
            DataError: there is none.
        """
        for names, wanted in ((self.names, name), (tuple(map(str.lower, self.names)), name.lower())):
            if wanted in names:
                return names.index(wanted)
        if name.isascii() and name.isdecimal() and 1 <= int(name[:9]) <= self.width:
            return int(name[:9]) - 1
        raise DataError(
            "{file} has no column '{name}'. Its columns are: {known}. Choose one of them, or its number.",
            file=path.name, name=name[:40], known=", ".join(self.names[:20]) + (", …" if self.width > 20 else ""),
        )  # fmt: skip

    def notes(self, path: Path) -> tuple[Sentence, ...]:
        """What was understood in a way that someone may want to know of."""
        if not self.comma:
            return ()
        return (Sentence("The commas inside the numbers of {file} were read as decimal points.", {"file": path.name}),)


def grid_of(path: Path, first: list[tuple[int, str]], form: Form) -> Grid:
    """Find out how a table is written from its first lines.

    Raises:
        DataError: there is one column only.
    """
    if not first:
        raise DataError("{file} holds nothing but empty lines. Choose a file that holds sequences.", file=path.name)
    number, line = first[0]
    second = first[1][1] if len(first) > 1 else line
    delimiter = MARKS[form.delimiter] if form.delimiter != "auto" else delimiter_of(line)
    mark = "\t" if delimiter == " " else delimiter
    rows = ["\t".join(text.split()) if delimiter == " " else text for text in (line, second)]
    comma = form.decimal == "comma"
    if form.decimal == "auto":
        comma = mark != "" and any(map(_DECIMAL.fullmatch, cells_of(rows[1], mark)))
    cells = cells_of(rows[0], mark) if mark else rows[:1]
    if len(cells) < 2:
        raise DataError(
            "{file}, line {line}: only one column. A line must hold a label and values, "
            "with commas, semicolons or tabs between them.",
            file=path.name, line=number,
        )  # fmt: skip
    names = tuple(cell.strip(" \t#\"'") for cell in cells)
    named = form.header == "yes" or (form.header == "auto" and _is_header(names, cells_of(rows[1], mark), comma))
    return Grid(delimiter, comma, names if named else (), len(cells))


def cells_of(line: str, delimiter: str) -> list[str]:
    """Cells of a line, where text in double quotes may hold the delimiter."""
    if '"' not in line:
        return line.split(delimiter)
    try:
        return next(csv.reader([line], delimiter=delimiter))
    except (csv.Error, StopIteration):
        return line.split(delimiter)


def delimiter_of(line: str) -> str:
    """The delimiter that is most frequent in `line`; a blank where only blanks part numbers; none if it has none.

    Commas that are hardly more frequent than another delimiter are taken for decimal commas.
    """
    for mark in "\t;|":
        if 0 < line.count(mark) >= line.count(",") - 1:
            return mark
    if "," in line and not all(map(_DECIMAL.fullmatch, line.split())):
        return ","
    cells = line.split()
    return " " if len(cells) > 1 and sum(is_number(c) or bool(_DECIMAL.fullmatch(c)) for c in cells) > 1 else ""


def _is_header(names: tuple[str, ...], second: list[str], comma: bool) -> bool:
    """Whether the first line names the columns: mostly words, or one of LABELS beside the numbers of steps.

    Words and numbers in the same places in the `second` line speak against it.
    """
    cells = [name.replace(",", ".") if comma else name for name in names]
    steps = [float(cell) for cell in cells if is_number(cell)]
    words = {cell.lower() for cell in cells if not is_number(cell) and not is_missing(cell) and not is_time(cell)}
    below = [is_number(cell.replace(",", ".")) for cell in second]
    if sum(cell.lower() in words and number for cell, number in zip(cells, below, strict=False)) > 1:
        return True
    if len(words) > 1 and len(cells) - len(steps) > len(cells) / 2:
        return not steps or list(map(is_number, cells)) != below
    rising = all(a < b for a, b in pairwise(steps))
    return bool(words & set(LABELS)) and (rising or "y" not in words)  # "y" may be a class, as in y and n

"""Splits the lines of a delimited table into cells, and parses cells as numbers."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from ....base.errors import DataError, Sentence
from ..sequences.numbers import BadCell
from .written_number import POINT, NumberForm

MARKS = {"comma": ",", "semicolon": ";", "tab": "\t", "blank": " ", "bar": "|"}
LABELS = ("label", "labels", "class", "class_label", "target", "y")
FIRST = 200  # lines that are looked at to find out what the columns are
_JOINED = 20  # lines that one cell in quotes may go over; more are an unpaired quotation mark


@dataclass(frozen=True)
class Grid:
    """The layout of a delimited table."""

    delimiter: str  # one of the values of MARKS; a blank stands for any number of blanks and tabs
    form: NumberForm  # how numbers are written
    header: tuple[str, ...]  # names of the columns as they are written, or none
    width: int  # columns of every line; empty cells behind them are dropped
    first: int = 1  # the number of the first line below the header
    above: int = 0  # lines of the file above the table
    quote: str = '"'  # what encloses cells that hold the delimiter
    symbols: tuple[str, ...] = ()  # next to the numbers of each column, such as "%" or "$", "" for nothing; or empty
    units: tuple[str, ...] = ()  # of each column, from a row below the header, "" where unknown; or empty
    ambiguous: str = ""  # a number that can be read in two ways; empty: there is none
    notes: tuple[Sentence, ...] = ()  # how the table was parsed, where that is not obvious

    @property
    def mark(self) -> str:
        """The delimiter of the lines that `lines` yields."""
        return "\t" if self.delimiter == " " else self.delimiter

    @property
    def names(self) -> tuple[str, ...]:
        """A name for each column by which it can be chosen: that of the header, or its number from 1."""
        if not self.header:
            return tuple(str(i + 1) for i in range(self.width))
        first = {name: i for i, name in reversed(list(enumerate(self.header)))}
        return tuple(name if name and first[name] == i else str(i + 1) for i, name in enumerate(self.header))

    def lines(self, lines: Iterable[tuple[int, str]]) -> Iterator[tuple[int, str]]:
        """The lines of the table below its header, with one `mark` between two cells; those with no cell left out."""
        mark, last = self.mark, self.width - 1
        nothing = f"{mark}{self.quote} "
        for number, line in whole_lines(lines, self.quote):
            if number < self.first:
                continue
            if self.delimiter == " ":
                line = _between_tabs(line, self.quote)
            if not line.strip(nothing):
                continue
            if self.quote not in line and (extra := line.count(mark) - last) > 0:
                front, *behind = line.rsplit(mark, extra)
                line = line if any(map(str.strip, behind)) else front
            yield number, line

    def cells(self, line: str) -> list[str]:
        """The cells of a line that `lines` gave."""
        cells = cells_of(line, self.mark, self.quote)
        return cells if len(cells) <= self.width or any(map(str.strip, cells[self.width :])) else cells[: self.width]

    def split_checked(self, path: Path, line: int, content: str) -> list[str]:
        """The cells of a line; raises `DataError` if there are more or fewer than columns."""
        cells = self.cells(content)
        if len(cells) != self.width:
            raise self.wrong_width(path, line, len(cells))
        return cells

    def wrong_width(self, path: Path, line: int, width: int) -> DataError:
        """The error for a line of another number of columns."""
        if width > self.width and self.mark == ",":
            return DataError(
                "{file}, line {line}: {width} {width:column|columns}, {expected} expected. If a number or a text "
                "holds a comma (1,234.5), put it in double quotes, or use semicolons between the columns.",
                file=path.name, line=line, width=width, expected=self.width,
            )  # fmt: skip
        return DataError(
            "{file}, line {line}: {width} {width:column|columns}, {expected} expected. Pad shorter sequences "
            "with empty cells at the end.",
            file=path.name, line=line, width=width, expected=self.width,
        )  # fmt: skip

    def column(self, path: Path, name: str) -> int:
        """The number from 0 of the column called `name`: as the header writes it, in any case, or its number from 1.
        Raises `DataError` if there is none."""
        for names, lookup in ((self.names, name), (tuple(map(str.lower, self.names)), name.lower())):
            if lookup in names:
                return names.index(lookup)
        if name.isascii() and name.isdecimal() and 1 <= int(name[:9]) <= self.width:
            return int(name[:9]) - 1
        raise DataError(
            "{file} has no column '{name}'. Its columns are: {known}. Choose one of them, or its number.",
            file=path.name, name=name[:40], known=", ".join(self.names[:20]) + (", …" if self.width > 20 else ""),
        )  # fmt: skip

    def no_number(self, path: Path, line: int, column: int, text: str) -> DataError:
        """The error for a cell that is no number as the others are; says how the others are written."""
        facts = {"file": path.name, "line": line, "column": column + 1, "text": text}
        if self.form.decimal == "," and "." in text:
            return DataError(
                "{file}, line {line}, column {column}: '{text}' is not a finite number with a comma as the decimal "
                "separator, as in other cells. Correct it, or choose the decimals in the settings of the format.",
                **facts,
            )
        if self.form.decimal == "." and "," in text:
            return DataError(
                "{file}, line {line}, column {column}: '{text}' is not a finite number with a point as the decimal "
                "separator, as in other cells. Correct it, or choose the decimals in the settings of the format.",
                **facts,
            )
        return DataError(
            "{file}, line {line}, column {column}: '{text}' is not a finite number. "
            "Correct it (decimals after a point), or leave the cell empty if the value is missing.",
            **facts,
        )

    def symbol(self, column: int) -> str:
        """The symbol next to the numbers of `column`."""
        return self.symbols[column] if self.symbols else ""

    def unit(self, column: int) -> str:
        """The unit of `column`, as a row below the header or its cells say; empty: unknown."""
        return (self.units[column] if self.units else "") or self.symbol(column)

    def plain(self, cell: str) -> str:
        """A label or a time as it is written, but a number in another form than 1.5 as a plain one."""
        if self.form == POINT or not any(mark in cell for mark in (",", self.form.thousands or ",")):
            return cell
        number = self.form.plain(cell)
        return cell if number is None or number == "nan" else number

    def plain_row(self, cells: Sequence[str] | Mapping[int, str], columns: Sequence[int]) -> list[str]:
        """The cells of some columns of a line as numbers that `float` reads; raises `BadCell`."""
        row = []
        for place, column in enumerate(columns):
            plain = self.form.plain(cells[column], self.symbol(column))
            if plain is None:
                raise BadCell(place, cells[column].strip(), infinite=False)
            row.append(plain)
        return row

    def numbers(self, cells: Sequence[str], column: int) -> NDArray[np.float64]:
        """The cells of one column as numbers, NaN where missing; raises `BadCell`."""
        converted: dict[str, str] = {}
        plain = self.form.plain
        symbol = self.symbol(column)
        for i, cell in enumerate(cells):
            if cell not in converted:
                number = plain(cell, symbol)
                if number is None:
                    raise BadCell(i, cell.strip(), infinite=False)
                converted[cell] = number
        return np.array([converted[cell] for cell in cells], np.float64)


def cells_of(line: str, delimiter: str, quote: str = '"') -> list[str]:
    """Cells of a line, where text in quotes may hold the delimiter."""
    if quote not in line:
        return line.split(delimiter)
    try:
        return next(csv.reader([line], delimiter=delimiter, quotechar=quote, skipinitialspace=True))
    except (csv.Error, StopIteration):
        return line.split(delimiter)


def whole_lines(lines: Iterable[tuple[int, str]], quote: str = '"') -> Iterator[tuple[int, str]]:
    """`lines`, with those that a cell in quotes goes over put together under the number of the first."""
    walk = iter(lines)
    for number, line in walk:
        if quote not in line or line.count(quote) % 2 == 0:
            yield number, line
            continue
        parts = [(number, line)]
        for following in walk:
            parts.append(following)
            if following[1].count(quote) % 2 == 1 or len(parts) == _JOINED:
                break
        closed = len(parts) > 1 and parts[-1][1].count(quote) % 2 == 1
        yield from [(number, " ".join(text for _, text in parts))] if closed else parts


def first_and_last(width: int, count: int) -> list[int]:
    """Of `width` columns the first and the last `count`; all, if there are no more."""
    return [*range(min(width, count)), *range(max(count, width - count), width)]


def _between_tabs(line: str, quote: str) -> str:
    if quote not in line:
        return "\t".join(line.split())
    return "\t".join(cell for cell in cells_of(line.replace("\t", " "), " ", quote) if cell)

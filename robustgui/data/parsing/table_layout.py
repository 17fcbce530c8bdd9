"""Finds how a delimited table is written: what stands above it, delimiter, header, row of units, form of numbers."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

from ...base.errors import DataError, Sentence
from .grid import FIRST, LABELS, MARKS, Grid, whole_lines
from .number_dialect import find_dialect
from .numbers import is_missing, is_number
from .times import is_time
from .units import are_units, as_unit
from .written_number import POINT, dressed, is_missing_value

THOUSANDS = {"none": "", "comma": ",", "point": ".", "apostrophe": "'", "blank": " "}
_DECIMALS = {"point": ".", "comma": ","}
_SEPARATOR = re.compile(r'"?sep=(.)"?', re.IGNORECASE)
_DECIMAL = re.compile(r"\s*[+-]?[0-9]+,[0-9]+\s*")
_QUOTED = re.compile(r'"[^"]*"')
_CHARACTERS = 1 << 22  # of the first lines: where lines are long, fewer are looked at
_ABOVE = 100  # lines that may stand above a table
_SOME = 200  # columns at the begin and at the end of a line that tell where the table begins
_MOST = 0.8  # share of lines that must have the same number of columns
_SHOWN = 60  # characters of what stands above


@dataclass(frozen=True)
class Form:
    """What someone says about a table; "auto" and -1 are found out."""

    delimiter: str = "auto"  # or a key of MARKS
    decimal: str = "auto"  # "point", "comma"
    header: str = "auto"  # "yes", "no"
    thousands: str = "auto"  # or a key of THOUSANDS
    above: int = -1  # lines of the file above the table


@dataclass(frozen=True)
class _Row:
    """A line of the file as cells."""

    number: int
    cells: list[str]

    @property
    def filled(self) -> int:
        """Cells up to the last one that holds anything."""
        return max((i + 1 for i, cell in enumerate(self.cells) if cell.strip()), default=0)


def first_lines(lines: Iterable[tuple[int, str]], count: int = FIRST + _ABOVE) -> list[tuple[int, str]]:
    """As many of `lines` as it takes to find out how a table is written; at least two, if there are."""
    found: list[tuple[int, str]] = []
    size = 0
    for item in lines:
        found.append(item)
        size += len(item[1])
        if len(found) >= count or (size > _CHARACTERS and len(found) > 1):
            break
    return found


def grid_of(path: Path, first: Sequence[tuple[int, str]], form: Form) -> Grid:
    """Find out how a table is written from its `first_lines`.

    Raises:
        DataError: there is one column only, or the header has another number of columns than the lines below it.
    """
    lines = [line for line in first if line[0] > form.above]
    separator = _SEPARATOR.fullmatch(lines[0][1].strip()) if lines else None
    lines = lines[1:] if separator else lines
    if not lines:
        raise DataError("{file} holds nothing but empty lines. Choose a file that holds sequences.", file=path.name)
    quote = _quote_of(lines[0][1])
    lines = list(whole_lines(lines, quote))
    delimiter = MARKS.get(form.delimiter, separator[1] if separator else "") or _delimiter(lines, quote)
    raw = Grid(delimiter, POINT, (), 1 << 62, lines[0][0], quote=quote)
    rows = [_Row(number, raw.cells(line)) for number, line in raw.lines(lines)] if delimiter else []
    width = _width(rows)
    if width < 2:
        raise DataError(
            "{file}, line {line}: only one column. A line must hold a label and values, "
            "with commas, semicolons or tabs between them.",
            file=path.name, line=lines[0][0],
        )  # fmt: skip
    grid = _laid_out(path, raw, rows, width, form)
    return replace(grid, told=(*_told_of_top(path, first, grid), *grid.told))


def _laid_out(path: Path, raw: Grid, rows: list[_Row], width: int, form: Form) -> Grid:
    """The grid of `rows`, most of which have `width` cells."""
    places = _places(rows, _begin_of_numbers(rows, width), width, form)
    body = [row for row in rows[places.body :] if len(row.cells) == width]
    filled = max((row.filled for row in body), default=0)
    header: list[str] = []
    if places.names is not None:
        header = [cell.strip(" \t#\"'") for cell in rows[places.names].cells]
        while header and not header[-1] and len(header) > filled:
            header.pop()
        if len(header) == width - 1 and _are_row_names([row.cells[0] for row in body]):
            header.insert(0, "")
        if body and len(header) < filled and len(rows[places.names].cells) != width:
            raise replace(raw, width=len(header)).wrong_width(path, body[0].number, width)
        width = max(len(header), filled)
        header += [""] * (width - len(header))
    else:
        width = filled or width
    body = [_Row(row.number, row.cells + [""] * (width - len(row.cells))) for row in body]
    dialect = find_dialect(
        [[row.cells[i] for row in body[:FIRST]] for i in _some(width)],
        raw.mark,
        _DECIMALS.get(form.decimal, ""),
        THOUSANDS.get(form.thousands, "?"),
    )
    units = [] if places.units is None else [as_unit(cell) for cell in rows[places.units].cells]
    grid = replace(
        raw,
        form=dialect.form,
        header=tuple(header),
        width=width,
        doubtful=dialect.doubtful,
        first=rows[places.body].number if places.body < len(rows) else rows[-1].number + 1,
        symbols=_symbols(body, width),
        above=rows[min(places.top, len(rows) - 1)].number - 1,
        units=(*units, *[""] * width)[:width] if units else (),
    )
    return replace(grid, told=(*_told_of_numbers(path, body, grid), *_told_of_doubt(path, grid)))


class _Places(NamedTuple):
    """Where the rows of a table are."""

    names: int | None
    units: int | None
    body: int

    @property
    def top(self) -> int:
        """The first row that belongs to the table."""
        return self.body if self.names is None else self.names


def _begin_of_numbers(rows: Sequence[_Row], width: int) -> int:
    """The place of the first row of numbers below rows of words; 0 where there is none, or no column of numbers."""
    sound = [row for row in rows[len(rows) // 2 :] if len(row.cells) == width]
    numeric = [
        i
        for i in _some(width)
        if (there := [row.cells[i] for row in sound if not is_missing_value(row.cells[i])])
        and sum(map(_is_quantity, there)) >= _MOST * len(there)
    ]

    def of_numbers(row: _Row) -> list[str]:
        cells = (row.cells[i] for i in numeric if i < len(row.cells))
        return [cell for cell in cells if not is_missing_value(cell)]

    sized = [len(row.cells) == width for row in rows]
    place = next((i for i, row in enumerate(rows) if sized[i] and any(map(_is_quantity, of_numbers(row)))), 0)
    while place and sized[place - 1] and not of_numbers(rows[place - 1]):
        place -= 1  # a line without values
    above = (cell for row in rows[max(place - 2, 0) : place] for cell in of_numbers(row))
    return 0 if any(map(_is_quantity, above)) else place


def _places(rows: Sequence[_Row], begin: int, width: int, form: Form) -> _Places:
    """Header, row of units and body of a table whose numbers begin at the row `begin`."""
    if form.header == "no":
        return _Places(None, None, next(i for i, row in enumerate(rows) if len(row.cells) > 1))
    if not begin:
        names = [cell.strip(" \t#\"'") for cell in rows[0].cells]
        named = form.header == "yes" or _is_header(names, rows[1 if len(rows) > 1 else 0].cells)
        return _Places(0, None, 1) if named else _Places(None, None, 0)
    above = rows[begin - 1].cells
    if begin > 1 and are_units(above) and len(rows[begin - 2].cells) == len(above):
        return _Places(begin - 2, begin - 1, begin)
    if len(above) < 2 and form.header == "auto":
        return _Places(None, None, begin)
    return _Places(begin - 1, None, begin)


def _width(rows: Sequence[_Row]) -> int:
    """How many cells a line of the table has: as many as the first, or as most of the others."""
    widths = Counter(len(row.cells) for row in rows)
    if not widths:
        return 0
    first = len(rows[0].cells)
    most, count = widths.most_common(1)[0]
    if 2 * widths[first] >= len(rows) or most < 2:
        return first
    below = rows[next(i for i, row in enumerate(rows) if len(row.cells) == most) :]
    return most if count >= _MOST * len(below) else first


def _quote_of(line: str) -> str:
    """A single quotation mark where it encloses most cells of a line, else the double one."""
    cells = re.split(r"[,;\t|]", line)
    single = sum(len(cell.strip()) > 1 and cell.strip()[0] == cell.strip()[-1] == "'" for cell in cells)
    return "'" if '"' not in line and 2 * single > len(cells) > 1 else '"'


def _delimiter(lines: Sequence[tuple[int, str]], quote: str) -> str:
    """The delimiter of the first line, if the others have as many of it; else the one that makes most lines alike."""
    first = delimiter_of(lines[0][1])
    if first and (len(lines) < 2 or _regularity(lines, first, quote, whole=True) > 0):
        return first
    marks = {mark: _regularity(lines, mark, quote) for mark in MARKS.values()}
    best = max(marks, key=lambda mark: marks[mark])
    return best if marks[best] > 0 else first


def _regularity(lines: Sequence[tuple[int, str]], mark: str, quote: str, *, whole: bool = False) -> float:
    """How well `mark` parts lines into as many cells each, many of them numbers; 0: not at all.

    With `whole` the first line must have as many as half of the others.
    """
    grid = Grid(mark, POINT, (), 1 << 62, 0, quote=quote)
    rows = [grid.cells(line) for _, line in grid.lines(lines)]
    if whole:
        return sum(len(row) == len(rows[0]) for row in rows[1:]) / max(len(rows) - 1, 1) >= 0.5 if rows else 0.0
    rows = rows[len(rows) // 3 :]
    if not rows:
        return 0.0
    width, count = Counter(map(len, rows)).most_common(1)[0]
    if width < 2 or count < _MOST * len(rows):
        return 0.0
    cells = [row[i] for row in rows if len(row) == width for i in _some(width)]
    return count / len(rows) + sum(map(_is_quantity, cells)) / len(cells)


def delimiter_of(line: str) -> str:
    """The delimiter that is most frequent in `line`; a blank where only blanks part numbers; none if it has none.

    Commas that are hardly more frequent than another delimiter are taken for decimal commas.
    """
    line = _QUOTED.sub("", line) if '"' in line else line
    for mark in "\t;|":
        if 0 < line.count(mark) >= line.count(",") - 1:
            return mark
    if "," in line and not all(map(_DECIMAL.fullmatch, line.split())):
        return ","
    cells = line.split()
    return " " if len(cells) > 1 and sum(is_number(c) or bool(_DECIMAL.fullmatch(c)) for c in cells) > 1 else ""


@lru_cache(maxsize=1 << 14)
def _is_quantity(cell: str) -> bool:
    """Whether a cell holds a number of any form, or a time."""
    text = cell.strip()
    return bool(text) and (is_number(text) or dressed(text) is not None or is_time(text))


def _some(width: int) -> list[int]:
    """The columns that are looked at: of many the first and the last."""
    return [*range(min(width, _SOME)), *range(max(_SOME, width - _SOME), width)]


def _are_row_names(cells: Sequence[str]) -> bool:
    """Whether the first cells of lines that are longer than the header name the lines, as R writes them."""
    if len(cells) > 1 and all(cell.strip().isdigit() for cell in cells):
        return all(int(b) == int(a) + 1 for a, b in pairwise(cells))
    return len(set(cells)) == len(cells) > 1 and not any(map(_is_quantity, cells))


def _symbols(body: Sequence[_Row], width: int) -> tuple[str, ...]:
    """What stands beside the numbers of each column, where it is the same in all cells; empty if nothing does."""

    def symbol(column: int) -> str:
        parts = [dressed(row.cells[column].strip()) for row in body[:FIRST]]
        found = {part.unit for part in parts if part is not None and part.core.strip("0.,")}
        return found.pop() if len(found) == 1 else ""

    if not any(map(symbol, _some(width))):
        return ()
    return tuple(map(symbol, range(width)))


def _told_of_top(path: Path, first: Sequence[tuple[int, str]], grid: Grid) -> list[Sentence]:
    """What stands above the table and was skipped, and that a row was taken for units."""
    told = []
    above = [line for number, line in first if number <= grid.above and not _SEPARATOR.fullmatch(line.strip())]
    if above:
        facts = {"file": path.name, "count": len(above), "text": " / ".join(above)[:_SHOWN]}
        template = "The first {count} lines of {file} stand above the table and were skipped: {text}"
        like_the_table = any(len(grid.cells(line)) == grid.width for line in above)
        told.append(Sentence(template, facts, "warning") if like_the_table else Sentence(template, facts))
    if grid.units:
        told.append(Sentence("The row below the header of {file} was read as units.", {"file": path.name}))
    return told


def _told_of_numbers(path: Path, body: Sequence[_Row], grid: Grid) -> list[Sentence]:
    """That commas are decimal points."""
    used = any("," in row.cells[i] for row in body[:FIRST] for i in _some(grid.width))
    if grid.form.decimal != "," or not used:
        return []
    return [Sentence("The commas inside the numbers of {file} were read as decimal points.", {"file": path.name})]


def _told_of_doubt(path: Path, grid: Grid) -> list[Sentence]:
    """That a cell can be read in two ways, if there is such a cell."""
    if not grid.doubtful:
        return []
    template = (
        "Numbers of {file} such as {cell} can be read in two ways; they were read as {value}. "
        "If that is wrong, name the decimal and the thousands separator in the settings of the format."
    )
    return [
        Sentence(
            template,
            {"file": path.name, "cell": grid.doubtful, "value": grid.form.plain(grid.doubtful, None)},
            "warning",
        )
    ]


def _is_header(names: Sequence[str], second: Sequence[str]) -> bool:
    """Whether the first line names the columns: mostly words, or one of LABELS beside the numbers of steps.

    Words and numbers in the same places in the `second` line speak against it.
    """
    steps = [float(cell) for cell in names if is_number(cell)]
    words = {cell.lower() for cell in names if not _is_quantity(cell) and not is_missing(cell)}
    below = [_is_quantity(cell) and not is_time(cell) for cell in second]
    if sum(cell.lower() in words and number for cell, number in zip(names, below, strict=False)) > 1:
        return True
    if len(words) > 1 and len(names) - len(steps) > len(names) / 2:
        return not steps or [_is_quantity(cell) and not is_time(cell) for cell in names] != below
    rising = all(a < b for a, b in pairwise(steps))
    return bool(words & set(LABELS)) and (rising or "y" not in words)  # "y" may be a class, as in y and n

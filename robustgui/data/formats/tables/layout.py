"""Detects the layout of a delimited table: lines above it, delimiter, header, row of units, form of numbers."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

from ....base.errors import DataError
from ..sequences.numbers import is_number
from .delimiters import ENDLESS, MOST, delimiter_of_lines, is_quantity, quote_of, some_columns
from .grid import FIRST, LABELS, MARKS, Grid, whole_lines
from .notes import SEPARATOR, describe_form, describe_top
from .number_dialect import find_dialect, find_missing_words
from .times import is_time
from .written_number import POINT, is_missing_value, take_apart

THOUSANDS = {"none": "", "comma": ",", "point": ".", "apostrophe": "'", "blank": " "}
_LONGEST_NUMBER = 16  # digits of a number that counts lines
_DECIMALS = {"point": ".", "comma": ","}
_CHARACTERS = 1 << 22  # of the first lines: where lines are long, fewer are looked at
_ABOVE = 100  # most lines above a table


@dataclass(frozen=True)
class Form:
    """What the settings say about the form of a table; "auto" and -1: detected."""

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
        return next((i + 1 for i in reversed(range(len(self.cells))) if self.cells[i].strip()), 0)


def first_lines(lines: Iterable[tuple[int, str]], count: int = FIRST + _ABOVE) -> list[tuple[int, str]]:
    """As many of `lines` as it takes to find out how a table is written; at least two, if there are."""
    first: list[tuple[int, str]] = []
    size = 0
    for item in lines:
        first.append(item)
        size += len(item[1])
        if len(first) >= count or (size > _CHARACTERS and len(first) > 1):
            break
    return first


def grid_of(path: Path, first: Sequence[tuple[int, str]], form: Form) -> Grid:
    """Find out how a table is written from its `first_lines`. Raises `DataError` if there is one column only, or the
    header has another number of columns than the lines below it."""
    lines = [line for line in first if line[0] > form.above]
    separator = SEPARATOR.fullmatch(lines[0][1].strip(" ")) if lines else None
    lines = lines[1:] if separator else lines
    if not lines:
        raise DataError("{file} contains only empty lines. Choose a file with sequences.", file=path.name)
    quote = quote_of(lines[0][1])
    lines = list(whole_lines(lines, quote))
    delimiter = MARKS.get(form.delimiter, separator[1] if separator else "") or delimiter_of_lines(lines, quote)
    raw = Grid(delimiter, POINT, (), ENDLESS, lines[0][0], quote=quote)
    rows = [_Row(number, raw.cells(line)) for number, line in raw.lines(lines)] if delimiter else []
    width = _width(rows)
    if width < 2:
        raise DataError(
            "{file}, line {line}: only one column. A line must contain a label and values, separated by commas, "
            "semicolons or tabs.",
            file=path.name, line=lines[0][0],
        )  # fmt: skip
    grid = _lay_out(path, raw, rows, width, form)
    return replace(grid, notes=(*describe_top(path, first, grid), *grid.notes))


def _lay_out(path: Path, raw: Grid, rows: list[_Row], width: int, form: Form) -> Grid:
    """The grid of `rows`, most of which have `width` cells."""
    places = _find_places(rows, _find_first_numbers(rows, width), width, form)
    body = [row for row in rows[places.body :] if len(row.cells) == width]
    filled = max((row.filled for row in body), default=0)
    header: list[str] = []
    if places.names is not None:
        header = [cell.strip(" \t#\"'") for cell in rows[places.names].cells]
        while header and not header[-1] and len(header) > filled:
            header.pop()
        short = len(rows[places.names].cells) == width - 1 == filled - 1
        if short and _are_row_names([row.cells[0] for row in body]):
            header.insert(0, "")
        if body and len(header) < filled and len(rows[places.names].cells) != width:
            raise replace(raw, width=len(header)).wrong_width(path, body[0].number, width)
        width = max(len(header), filled)
        header += [""] * (width - len(header))
    else:
        width = filled or width
    body = [_Row(row.number, row.cells + [""] * (width - len(row.cells))) for row in body]
    cells = [[row.cells[i] for row in body[:FIRST]] for i in some_columns(width)]
    dialect = find_dialect(cells, raw.mark, _DECIMALS.get(form.decimal, ""), THOUSANDS.get(form.thousands, "?"))
    units = [] if places.units is None else [as_unit(cell) for cell in rows[places.units].cells]
    grid = replace(
        raw,
        form=replace(dialect.form, missing=find_missing_words(cells, dialect.form)),
        header=tuple(header),
        width=width,
        ambiguous=dialect.ambiguous,
        first=rows[places.body].number if places.body < len(rows) else rows[-1].number + 1,
        symbols=_symbols(body, width),
        above=rows[min(places.top, len(rows) - 1)].number - 1,
        units=(*units, *[""] * width)[:width] if units else (),
    )
    columns = some_columns(width)
    return replace(grid, notes=tuple(describe_form(path, [row.cells for row in body], columns, grid)))


class _Places(NamedTuple):
    """Where the rows of a table are."""

    names: int | None
    units: int | None
    body: int

    @property
    def top(self) -> int:
        """The first row that belongs to the table."""
        return self.body if self.names is None else self.names


def _find_first_numbers(rows: Sequence[_Row], width: int) -> int:
    """The place of the first row of numbers below rows of words; 0 where there is none, or no column of numbers."""
    sound = [row for row in rows[len(rows) // 2 :] if len(row.cells) == width]
    numeric = [
        i
        for i in some_columns(width)
        if (filled := [row.cells[i] for row in sound if not is_missing_value(row.cells[i])])
        and sum(map(is_quantity, filled)) >= MOST * len(filled)
    ]

    def of_numbers(row: _Row) -> list[str]:
        cells = (row.cells[i] for i in numeric if i < len(row.cells))
        return [cell for cell in cells if not is_missing_value(cell)]

    sized = [len(row.cells) == width for row in rows]
    place = next((i for i, row in enumerate(rows) if sized[i] and any(map(is_quantity, of_numbers(row)))), 0)
    while place and sized[place - 1] and not of_numbers(rows[place - 1]):
        place -= 1  # a line without values
    above = (cell for row in rows[max(place - 2, 0) : place] for cell in of_numbers(row))
    return 0 if any(map(is_quantity, above)) else place


def _find_places(rows: Sequence[_Row], begin: int, width: int, form: Form) -> _Places:
    """Header, row of units and body of a table whose numbers begin at the row `begin`."""
    if form.header == "no":
        return _Places(None, None, next(i for i, row in enumerate(rows) if len(row.cells) > 1))
    if not begin:
        head, second = rows[0].cells, rows[1 if len(rows) > 1 else 0].cells
        sample = some_columns(min(len(head), len(second)))
        names = [head[i].strip(" \t\"'") for i in sample]
        named = form.header == "yes" or _is_header(names, [second[i] for i in sample])
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
    return most if count >= MOST * len(below) else first


def _are_row_names(cells: Sequence[str]) -> bool:
    """Whether the first cells of lines that are longer than the header name the lines, as R writes them."""
    if len(cells) > 1 and all(cell.strip().isdecimal() and len(cell) < _LONGEST_NUMBER for cell in cells):
        return all(int(b) == int(a) + 1 for a, b in pairwise(cells))
    return len(set(cells)) == len(cells) > 1 and not any(map(is_quantity, cells))


def _symbols(body: Sequence[_Row], width: int) -> tuple[str, ...]:
    """The symbol next to the numbers of each column, where it is the same in all cells; empty if there is none."""

    def symbol(column: int) -> str:
        cells = (row.cells[column].strip() for row in body[:FIRST])
        parts = [take_apart(cell) for cell in cells if not is_number(cell)]
        units = {part.unit for part in parts if part is not None and part.core.strip("0.,")}
        return units.pop() if len(units) == 1 else ""

    if not any(map(symbol, some_columns(width))):
        return ()
    return tuple(map(symbol, range(width)))


def _is_header(names: Sequence[str], second: Sequence[str]) -> bool:
    """Whether the first line names the columns: mostly words, or one of LABELS beside the numbers of steps.

    Words and numbers in the same places in the `second` line speak against it.
    """
    steps = [float(cell) for cell in names if is_number(cell)]
    numbers = [is_quantity(cell) and not is_time(cell) for cell in names]
    words = {cell.lower().strip("# ") for cell in names if not is_quantity(cell) and not is_missing_value(cell)}
    below = [is_quantity(cell) and not is_time(cell) for cell in second]
    if sum(cell.lower() in words and number for cell, number in zip(names, below, strict=False)) > 1:
        return True
    if len(words) > 1 and len(names) - sum(numbers) > len(names) / 2:
        return not any(numbers) or numbers != below
    rising = all(a < b for a, b in pairwise(steps))
    return bool(words & set(LABELS)) and (rising or "y" not in words)  # "y" may be a class, as in y and n


_WORDS = (
    "m s ms us µs μs ns min h hr d hz khz mhz ghz v mv µv uv kv a ma µa ua w kw mw kwh wh j kj cal kcal n kn nm pa hpa "
    "kpa mpa bar mbar psi k °c c °f f deg ° rad g kg mg µg t mm cm µm um km in ft m/s m/s2 m/s^2 m/s² m/s**2 km/h mph "
    "deg/s °/s dps rad/s mg/l g/l l ml mol mmol mmhg bpm rpm % ‰ ppm ppb db dbm dba lx lux lm ut µt gauss count counts "
    "a.u. au - – # usd eur gbp cny jpy $ € £ ¥ unitless none bool iso8601 sec secs seconds unix"
)
_KNOWN = frozenset(_WORDS.split())
_BRACKETS = re.compile(r"[\[(]\s*([^\[\]()]{0,20}?)\s*[\])]")


def are_units(cells: Sequence[str]) -> bool:
    """Whether all cells are units, in brackets or known ones, or empty, and there are some."""
    texts = [cell.strip(" \t\"'") for cell in cells]
    filled = [text for text in texts if text]
    units = [text for text in filled if _BRACKETS.fullmatch(text) or text.lower() in _KNOWN]
    return bool(units) and 5 * len(units) >= 4 * len(filled)


def as_unit(cell: str) -> str:
    """A unit without brackets; empty for a dash."""
    text = cell.strip(" \t\"'")
    match = _BRACKETS.fullmatch(text)
    text = match[1] if match else text
    return "" if text in ("-", "–", "none", "unitless", "#") else text

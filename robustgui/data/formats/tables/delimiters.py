"""Detects the delimiter and the quotation mark of a table from its first lines."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache

from ..sequences.numbers import is_number
from .grid import MARKS, Grid, first_and_last
from .times import is_time
from .written_number import POINT, take_apart

MOST = 0.8  # share of lines that must have the same number of columns, or of cells that must be numbers
ENDLESS = 1 << 62  # columns of a grid that drops no cell
_SOME = 200  # columns at the begin and at the end of a line that are looked at
_BEGIN = 10_000  # characters of a line that tell what encloses its cells
_DECIMAL = re.compile(r"\s*[+-]?[0-9]+,[0-9]+\s*")
_QUOTED = re.compile(r'"[^"]*"')


def quote_of(line: str) -> str:
    """A single quotation mark where it encloses most cells of a line, else the double one."""
    cells = re.split(r"[,;\t|]", line[:_BEGIN])
    single = sum(len(cell.strip()) > 1 and cell.strip()[0] == cell.strip()[-1] == "'" for cell in cells)
    return "'" if '"' not in line[:_BEGIN] and 2 * single > len(cells) > 1 else '"'


def delimiter_of_lines(lines: Sequence[tuple[int, str]], quote: str) -> str:
    """The delimiter of the first line, if the others have as many of it; else the one that makes most lines alike."""
    first = delimiter_of(lines[0][1])
    if first and (len(lines) < 2 or _regularity(lines, first, quote, whole=True) > 0):
        return first
    marks = {mark: _regularity(lines, mark, quote) for mark in MARKS.values()}
    best = max(marks, key=lambda mark: (marks[mark], mark != " "))
    return best if marks[best] > 0 else first


def _regularity(lines: Sequence[tuple[int, str]], mark: str, quote: str, *, whole: bool = False) -> float:
    """How well `mark` parts lines into as many cells each, many of them numbers; 0: not at all.

    With `whole` the first line must have as many as half of the others.
    """
    grid = Grid(mark, POINT, (), ENDLESS, 0, quote=quote)
    rows = [grid.cells(line) for _, line in grid.lines(lines)]
    if whole:
        return sum(len(row) == len(rows[0]) for row in rows[1:]) / max(len(rows) - 1, 1) >= 0.5 if rows else 0.0
    rows = rows[len(rows) // 3 :]
    if not rows:
        return 0.0
    width, count = Counter(map(len, rows)).most_common(1)[0]
    if width < 2 or count < MOST * len(rows):
        return 0.0
    cells = [row[i] for row in rows if len(row) == width for i in some_columns(width) if row[i].strip()]
    return count / len(rows) + sum(map(is_quantity, cells)) / max(len(cells), 1)


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
def is_quantity(cell: str) -> bool:
    """Whether a cell holds a number of any form, or a time."""
    text = cell.strip()
    return bool(text) and (is_number(text) or take_apart(text) is not None or is_time(text))


def some_columns(width: int) -> list[int]:
    """The columns that are looked at: of many the first and the last."""
    return first_and_last(width, _SOME)

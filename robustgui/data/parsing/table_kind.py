"""Tables told apart by their first lines: one sequence a line, one step a line, prose, or no table at all."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Literal

from ...base.errors import DataError
from .columns import columns_of
from .grid import FIRST, Form, Grid, grid_of
from .long_roles import looks_long
from .numbers import is_missing, is_number
from .text import head_lines

_FEW = 3  # columns of numbers beside prose that make it no table of sequences


@dataclass(frozen=True)
class TableKind:
    """What the first lines of a file look like.

    Attributes:
        even: whether the first lines have the same number of columns.
    """

    kind: Literal["", "wide", "long", "prose"]
    grid: Grid
    even: bool


_NO_TABLE = TableKind("", Grid("", False, (), 0), False)


@lru_cache(maxsize=4)
def kind_of_table(head: bytes) -> TableKind:
    """What `head`, the beginning of a file, looks like."""
    lines = head_lines(head)[:FIRST]
    if not lines or lines[0].startswith(("@", "%", "{", "[")):
        return _NO_TABLE
    try:
        grid = grid_of(Path(), list(enumerate(lines[:2], start=1)), Form())
    except DataError:
        return _NO_TABLE
    body = list(grid.lines(enumerate(lines, start=1)))
    rows = [grid.cells(line) for _, line in body]
    even = bool(rows) and sum(len(row) != grid.width for row in rows[:2]) == 0
    some = rows[0] if rows else grid.cells(lines[-1])
    numbers = [cell.replace(",", ".") if grid.comma else cell for cell in some]
    columns = columns_of(grid, rows)
    if any(column.prose for column in columns) and sum(column.numeric for column in columns) <= _FEW:
        return TableKind("prose", grid, even)
    if not any(map(is_number, numbers)) and not (rows and all(map(is_missing, some))):
        return _NO_TABLE
    return TableKind("long" if looks_long(columns) else "wide", grid, even)

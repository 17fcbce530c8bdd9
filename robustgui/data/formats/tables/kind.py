"""The kind of a table by its first lines: one sequence per line, one step per line, prose, or no table."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Literal

from ....base.errors import DataError
from ..files.lines import head_lines
from .columns import columns_of
from .grid import FIRST, Grid
from .layout import Form, first_lines, grid_of
from .long_roles import looks_long
from .written_number import POINT, is_missing_value

_FEW = 3  # columns of numbers beside prose that make it no table of sequences


@dataclass(frozen=True)
class TableKind:
    """What the first lines of a file look like."""

    kind: Literal["", "wide", "long", "prose"]
    grid: Grid
    even: bool  # whether the first lines have the same number of columns
    of_numbers: bool = False  # whether more columns are numbers than would stand beside prose


_NO_TABLE = TableKind("", Grid("", POINT, (), 0), False)


@lru_cache(maxsize=4)
def kind_of_table(head: bytes) -> TableKind:
    """What `head`, the beginning of a file, looks like."""
    lines = head_lines(head)
    if not lines or lines[0].startswith(("@", "{", "[[", "[{")) or any(line.startswith("@") for line in lines[:FIRST]):
        return _NO_TABLE
    try:
        first = first_lines(enumerate(lines, start=1))
        grid = grid_of(Path(), first, Form())
    except DataError:
        return _NO_TABLE
    body = list(grid.lines(first))
    rows = [grid.cells(line) for _, line in body]
    even = bool(rows) and sum(len(row) != grid.width for row in rows[:2]) == 0
    cells = rows[0] if rows else grid.cells(lines[-1])
    columns = columns_of(grid, rows)
    of_numbers = sum(column.numeric for column in columns) > _FEW
    if any(column.prose for column in columns) and not of_numbers:
        return TableKind("prose", grid, even)
    numbers = [grid.form.plain(cell, None) for cell in cells]
    if not any(number not in (None, "nan") for number in numbers) and not (rows and all(map(is_missing_value, cells))):
        return _NO_TABLE
    return TableKind("long" if looks_long(columns) else "wide", grid, even, of_numbers)

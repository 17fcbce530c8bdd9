"""Columns that number the lines of a table, as programs write them beside the data: no measurements."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from .columns import INDEX_NAMES, Column

_COUNTED = 8  # lines that are numbered without a gap are no chance
_COPY = re.compile(r"(?:\d++\.)++")  # what pandas puts behind a name that is there already, from its end
_UNNAMED = re.compile(r"unnamed: ?\d+(_level_\d+)?|\.{3}\d+|level_\d+")
INDEX_WORDS = frozenset(
    (*INDEX_NAMES, "idx", "row", "rows", "row_id", "rowid", "row id", "row_number", "rownum", "rownumber", "rownames",
     "row_names", "line", "lineno", "no", "no.", "nr", "nr.", "#", "sno", "s.no", "s.no.", "serial", "序号", "编号")
)  # fmt: skip


def has_index_name(column: Column) -> bool:
    """Whether a column of a table with a header is called as the numbers of lines are: "", "Unnamed: 0", "index"."""
    name = _remove_copy_number(column.plain.strip())
    return name in INDEX_WORDS or _UNNAMED.fullmatch(name) is not None


def counts_lines(column: Column) -> bool:
    """Whether each cell is a whole number and one more than the one before, or each one less."""
    if column.kind != "whole" or len(column.cells) < _COUNTED or "nan" in column.cells:
        return False
    try:
        return {b - a for a, b in pairwise(map(float, column.cells))} in ({1.0}, {-1.0})
    except ValueError:  # a missing value
        return False


def is_line_number(column: Column, *, named: bool) -> bool:
    """Whether `column` numbers the lines.

    Args:
        column: with its first cells.
        named: whether the table has a header. With one of the usual names the lines need not be in order.
    """
    if named and has_index_name(column):
        filled = [cell for cell in column.cells if cell.strip()]
        return column.kind == "whole" and len(set(filled)) == len(column.cells)
    return counts_lines(column)


def copies(columns: Sequence[Column], of: int) -> list[int]:
    """The columns that say the same as column `of` under its name and a number: "id.1" beside "id"."""
    name, cells = columns[of].plain, columns[of].cells
    return [
        i
        for i, column in enumerate(columns)
        if i != of and name and _remove_copy_number(column.plain) == name != column.plain and column.cells == cells
    ]


def _remove_copy_number(name: str) -> str:
    """ "id" for "id.1", and for "id.1.1"."""
    number = _COPY.match(name[::-1])  # a search from the front would begin anew at every point
    return name[: -number.end()] if number else name

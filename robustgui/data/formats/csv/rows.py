"""Takes a line with one sequence apart: its labels and its values, without splitting what need not be split."""

from __future__ import annotations

import re
from collections.abc import Callable
from operator import itemgetter
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from ....base.errors import DataError
from ..sequences.numbers import BadCell, numbers
from .roles import WideTable

Apart = Callable[[int, str], tuple[tuple[str, ...], str]]


def row_cells(path: Path, table: WideTable) -> Apart:
    """A function from line number and line to the special columns and the text of the values.

    The text has the mark of the grid between its cells, and decimal points. The function raises `DataError` where a
    line has more or fewer columns than the others, or a cell is no number of the form that the table has.
    """
    grid, mark, special, values = table.grid, table.grid.mark, table.special, table.values
    front, back = values[0], grid.width - 1 - values[-1]
    together = values[-1] - values[0] + 1 == len(values)
    # Where a column outside of the values is found among the cells before them and those behind them.
    places = [i if i < front else i - grid.width for i in special]
    chosen = itemgetter(*values) if len(values) > 1 else lambda cells: (cells[values[0]],)
    simple = re.compile(
        f"(?:[0-9eE+,{re.escape(mark)}]|-(?=[0-9,]))*"
    )  # nothing that is read otherwise than by `float`
    two_commas = re.compile(f",[^{re.escape(mark)}]*,")

    def split(content: str) -> tuple[tuple[str, ...], str]:
        if not together:
            cells = content.split(mark)
            return tuple(cells[i] for i in special), mark.join(chosen(cells))
        *before, rest = content.split(mark, front) if front else (content,)
        rest, *behind = rest.rsplit(mark, back) if back else (rest,)
        around = before + behind
        return tuple(around[place] for place in places), rest

    def by_cell(line: int, cells: list[str]) -> str:
        try:
            return mark.join(grid.plain_row(cells, values))
        except BadCell as bad:
            raise _no_number(path, line, table, bad) from bad

    def apart(line: int, content: str) -> tuple[tuple[str, ...], str]:
        if grid.quote in content:
            cells = grid.checked(path, line, content)
            labels, rest = tuple(cells[i] for i in special), by_cell(line, cells)
        else:
            if content.count(mark) + 1 != grid.width:
                raise grid.wrong_width(path, line, content.count(mark) + 1)
            labels, rest = split(content)
            if grid.form.decimal == ",":
                plain = simple.fullmatch(rest) and not two_commas.search(rest) and not grid.symbols
                rest = rest.replace(",", ".") if plain else by_cell(line, content.split(mark))
        return tuple(map(grid.plain, labels)), rest

    return apart


def row_values(path: Path, table: WideTable) -> Callable[[int, str], NDArray[np.float64]]:
    """A function from line number and the text of the values, as `row_cells` gives it, to numbers, (T,).

    It raises `DataError` that names the column as it is in the file.
    """
    grid = table.grid

    def values(line: int, text: str) -> NDArray[np.float64]:
        try:
            return numbers(text, grid.mark)
        except BadCell as bad:
            if bad.infinite or grid.form.decimal == ",":  # such lines are plain numbers already
                raise _no_number(path, line, table, bad) from bad
        try:
            cells = text.split(grid.mark)
            plain = grid.plain_row(dict(zip(table.values, cells, strict=True)), table.values)
            return numbers(grid.mark.join(plain), grid.mark)
        except BadCell as bad:
            raise _no_number(path, line, table, bad) from bad

    return values


def _no_number(path: Path, line: int, table: WideTable, bad: BadCell) -> DataError:
    return table.grid.no_number(path, line, table.values[bad.index], bad.text)

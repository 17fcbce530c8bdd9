"""Lines of a wide table to labels and values, and tables with one sequence per column."""

from __future__ import annotations

import re
from array import array
from collections.abc import Callable
from operator import itemgetter
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from ....base.errors import DataError
from ..files.lines import TextFile
from ..files.source import check_fits
from ..sequences.collector import Collector
from ..sequences.numbers import BadCell, numbers
from ..tables.grid import Grid
from .roles import WideTable

LineSplitter = Callable[[int, str], tuple[tuple[str, ...], str]]


def make_line_splitter(path: Path, table: WideTable) -> LineSplitter:
    """A function from line number and line to the special columns and the text of the values.

    The text has the mark of the grid between its cells, and decimal points. The function raises `DataError` where a
    line has more or fewer columns than the others, or a cell is no number of the form that the table has.
    """
    grid, mark, special, values = table.grid, table.grid.mark, table.special, table.values
    front, back = values[0], grid.width - 1 - values[-1]
    together = values[-1] - values[0] + 1 == len(values)
    # Where a column outside of the values is found among the cells before them and those behind them.
    places = [i if i < front else i - grid.width for i in special]
    pick_values = itemgetter(*values) if len(values) > 1 else lambda cells: (cells[values[0]],)
    simple = re.compile(
        f"(?:[0-9eE+,{re.escape(mark)}]|-(?=[0-9,]))*"
    )  # nothing that is read otherwise than by `float`
    two_commas = re.compile(f",[^{re.escape(mark)}]*,")

    def split_plain(content: str) -> tuple[tuple[str, ...], str]:
        if not together:
            cells = content.split(mark)
            return tuple(cells[i] for i in special), mark.join(pick_values(cells))
        *before, cells_of_values = content.split(mark, front) if front else (content,)
        cells_of_values, *behind = cells_of_values.rsplit(mark, back) if back else (cells_of_values,)
        around = before + behind
        return tuple(around[place] for place in places), cells_of_values

    def by_cell(line: int, cells: list[str]) -> str:
        try:
            return mark.join(grid.plain_row(cells, values))
        except BadCell as bad:
            raise _no_number(path, line, table, bad) from bad

    def split_line(line: int, content: str) -> tuple[tuple[str, ...], str]:
        if grid.quote in content:
            cells = grid.split_checked(path, line, content)
            labels, cells_of_values = tuple(cells[i] for i in special), by_cell(line, cells)
        else:
            if content.count(mark) + 1 != grid.width:
                raise grid.wrong_width(path, line, content.count(mark) + 1)
            labels, cells_of_values = split_plain(content)
            if grid.form.decimal == ",":
                plain = (
                    simple.fullmatch(cells_of_values) and not two_commas.search(cells_of_values) and not grid.symbols
                )
                cells_of_values = cells_of_values.replace(",", ".") if plain else by_cell(line, content.split(mark))
        return tuple(map(grid.plain, labels)), cells_of_values

    return split_line


def make_value_parser(path: Path, table: WideTable) -> Callable[[int, str], NDArray[np.float64]]:
    """A function from line number and the text of the values, as `make_line_splitter` gives it, to numbers, (T,).

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


def read_transposed_table(
    path: Path, text: TextFile, grid: Grid, excluded: frozenset[int], collector: Collector
) -> None:
    """Add the columns of a table, without the `excluded` ones, to `collector`; an empty cell at the end of a column
    ends its sequence. Raises `DataError` if a line is longer or shorter than the others, or a cell is no number."""
    flat = array("d")
    for line, content in grid.lines(text.lines()):
        cells = grid.split_checked(path, line, content)
        row = ["" if i in excluded else cell for i, cell in enumerate(cells)] if excluded else cells
        check_fits(path, len(flat) * flat.itemsize)
        try:
            flat.extend(numbers(",".join(grid.plain_row(row, range(grid.width)))).tolist())
        except BadCell as bad:
            raise grid.no_number(path, line, bad.index, bad.text) from bad
    table = np.frombuffer(flat, np.float64).reshape(-1, grid.width)  # (T * N,) -> (T, N)
    for column in range(grid.width):
        if column in excluded or collector.full:
            continue
        valid = np.flatnonzero(~np.isnan(table[:, column]))
        if not len(valid):
            raise DataError(
                "{file}, column {column}: the sequence has no values. Remove the column, or add its values.",
                file=path.name, column=column + 1,
            )  # fmt: skip
        collector.add(
            table[: valid[-1] + 1, column : column + 1], grid.header[column] if grid.header else "", column + 1
        )

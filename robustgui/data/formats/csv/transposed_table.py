"""A table with one sequence a column: labels in the first line, one step in each of the others."""

from __future__ import annotations

from array import array
from pathlib import Path

import numpy as np

from ....base.errors import DataError
from ..files.lines import TextFile
from ..files.source import check_fits
from ..sequences.collector import Collector
from ..sequences.numbers import BadCell, numbers
from ..tables.grid import Grid


def turned(path: Path, text: TextFile, grid: Grid, out: frozenset[int], found: Collector) -> None:
    """Add the columns of a table to `found`; an empty cell at the end of a column ends its sequence.

    Args:
        path: for messages.
        text: the table.
        grid: how a line is taken apart.
        out: numbers of columns that are left out.
        found: gets the sequences; columns are their lines.

    Raises:
        DataError: a line is longer or shorter than the others, or a cell is no number.
    """
    flat = array("d")
    for line, content in grid.lines(text.lines()):
        cells = grid.checked(path, line, content)
        row = ["" if i in out else cell for i, cell in enumerate(cells)] if out else cells
        check_fits(path, len(flat) * flat.itemsize)
        try:
            flat.extend(numbers(",".join(grid.plain_row(row, range(grid.width)))).tolist())
        except BadCell as bad:
            raise grid.no_number(path, line, bad.index, bad.text) from bad
    table = np.frombuffer(flat, np.float64).reshape(-1, grid.width)  # (T * N,) -> (T, N)
    for column in range(grid.width):
        if column in out or found.full:
            continue
        valid = np.flatnonzero(~np.isnan(table[:, column]))
        if not len(valid):
            raise DataError(
                "{file}, column {column}: the sequence has no values. Remove the column, or add its values.",
                file=path.name, column=column + 1,
            )  # fmt: skip
        found.add(table[: valid[-1] + 1, column : column + 1], grid.header[column] if grid.header else "", column + 1)

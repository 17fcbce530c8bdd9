"""Takes a line with one sequence apart: its labels and its values, without splitting what need not be split."""

from __future__ import annotations

import re
from collections.abc import Callable
from operator import itemgetter
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from ...base.errors import DataError
from .numbers import BadCell, numbers
from .wide_table import WideTable

Apart = Callable[[int, str], tuple[tuple[str, ...], str]]

_DECIMAL = re.compile(r"\s*[+-]?[0-9]+,[0-9]+\s*")


def row_cells(path: Path, table: WideTable) -> Apart:
    """A function from line number and line to the special columns and the text of the values.

    It raises `DataError` where a line has more or fewer columns than the others.
    """
    grid, mark, special, values = table.grid, table.grid.mark, table.special, table.values
    front, back = values[0], grid.width - 1 - values[-1]
    together = values[-1] - values[0] + 1 == len(values)
    # Where a column outside of the values is found among the cells before them and those behind them.
    places = [i if i < front else i - grid.width for i in special]
    chosen = itemgetter(*values) if len(values) > 1 else lambda cells: (cells[values[0]],)

    def split(content: str) -> tuple[tuple[str, ...], str]:
        if not together:
            cells = content.split(mark)
            return tuple(cells[i] for i in special), mark.join(chosen(cells))
        *before, rest = content.split(mark, front) if front else (content,)
        rest, *behind = rest.rsplit(mark, back) if back else (rest,)
        around = before + behind
        return tuple(around[place] for place in places), rest

    def apart(line: int, content: str) -> tuple[tuple[str, ...], str]:
        if '"' in content:
            cells = grid.checked(path, line, content)
            labels = tuple(cells[i] for i in special)
            if grid.comma and mark == ",":  # "1,5" in quotes between commas
                cells = [cell.replace(",", ".") for cell in cells]
            rest = mark.join(cells[i] for i in values)
        else:
            if content.count(mark) + 1 != grid.width:
                raise grid.wrong_width(path, line, content.count(mark) + 1)
            labels, rest = split(content)
        if grid.comma:
            labels = tuple(label.replace(",", ".") if _DECIMAL.fullmatch(label) else label for label in labels)
            rest = rest if mark == "," else rest.replace(",", ".")
        return labels, rest

    return apart


def row_values(path: Path, table: WideTable) -> Callable[[int, str], NDArray[np.float64]]:
    """A function from line number and the text of the values to numbers, (T,).

    It raises `DataError` that names the column as it is in the file.
    """

    def values(line: int, text: str) -> NDArray[np.float64]:
        try:
            return numbers(text, table.grid.mark)
        except BadCell as bad:
            raise DataError(
                "{file}, line {line}, column {column}: '{text}' is not a finite number. "
                "Correct it (decimals after a point), or leave the cell empty if the value is missing.",
                file=path.name, line=line, column=table.values[bad.index] + 1, text=bad.text,
            ) from bad  # fmt: skip

    return values

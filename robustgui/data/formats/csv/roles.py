"""Which columns of a table with one sequence a line hold the label, targets and group, and which the values."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from ....base.errors import DataError, Sentence
from ..sequences.numbers import is_missing, is_number
from ..tables.columns import GROUP_NAMES, INDEX_NAMES, NONE, Column, columns_of, find_label
from ..tables.grid import FIRST, Grid
from ..tables.layout import first_lines
from ..tables.notes import describe_unused, has_index_name, is_line_number

if TYPE_CHECKING:
    from .reader import Csv

ELLIPSIS = "…"  # the name of the column in a preview that represents many
_CLEARLY_FEWER = 4  # times fewer distinct values make a column the label, if both ends could be it
_ENOUGH = 10_000  # lines that decide between two columns of different kinds
_ALL_DIFFERENT = 10  # so many lines with a name each are not classes
_REST = re.compile(r"([0-9]+)(\.[0-9]*)?")  # the part of a number after a comma


@dataclass(frozen=True)
class WideTable:
    """The columns of a table with one sequence a line."""

    grid: Grid
    labels: tuple[int, ...]  # the column of the label, or of each target; none: no labels
    targets: bool  # whether `labels` were named as targets
    group: int | None  # the column of the group, or None
    values: tuple[int, ...]  # the columns of the steps
    notes: tuple[Sentence, ...] = ()  # what was found by guessing

    @cached_property
    def _steps(self) -> frozenset[int]:
        return frozenset(self.values)

    @property
    def special(self) -> tuple[int, ...]:
        """Labels or targets, then the group."""
        return self.labels if self.group is None else (*self.labels, self.group)

    def role(self, column: int) -> str:
        """What `column` is, as `Preview.roles` says it."""
        if column in self.labels:
            return "target" if self.targets else "label"
        if column == self.group:
            return "group"
        return "value" if column in self._steps else ""


def find_roles(path: Path, grid: Grid, lines: Iterable[tuple[int, str]], settings: Csv) -> WideTable:
    """Find out what the columns are, apart from those that the settings name.

    Of `lines`, all below the header, no more are looked at than it takes.
    Raises `DataError` if a named column is absent, no column has values, or several could hold the labels.
    """
    walk = iter(lines)
    first = [grid.cells(line) for _, line in first_lines(walk, FIRST)]
    columns = columns_of(grid, first)
    out = {grid.column(path, name) for name in settings.left_out}
    values_chosen = {grid.column(path, name) for name in settings.values if name != ELLIPSIS}
    targets = tuple(grid.column(path, name) for name in settings.targets)
    group = grid.column(path, settings.group) if settings.group not in ("", NONE) else None
    label = grid.column(path, settings.label) if settings.label not in ("", NONE) and not targets else None
    notes = grid.notes
    used = {*out, *targets, *values_chosen, *(i for i in (group, label) if i is not None)}
    counters = _find_line_numbers(grid, columns, used)
    out |= counters
    if not settings.group:
        named = (i for i, column in enumerate(columns) if column.plain in GROUP_NAMES and i not in {*used, *out})
        group = next(named, None)
    unknown = not targets and not settings.label
    if unknown:
        label = find_label(columns, [*out, *values_chosen, *(() if group is None else (group,))])
    free = [i for i in range(grid.width) if i not in out and i not in targets and i not in (group, label)]
    if unknown and label is None:
        label = _guess_label(path, grid, columns, [i for i in free if i not in values_chosen], walk)
        if label is None:
            out.add(free.pop(0))
            note = Sentence(
                ("{file} has no labels: every line has another name in its first column."), {"file": path.name}
            )
        else:
            free.remove(label)
            note = Sentence(
                (
                    "The labels of {file} were read from column {column}. To use another column, call it 'label' "
                    "in the header."
                ),
                {"file": path.name, "column": label + 1},
            )
        notes += (note,)
    words = {i for i in free if columns[i].kind in ("words", "time") and i not in values_chosen}
    values = tuple(i for i in free if i not in words)
    notes += (
        *describe_unused(path, columns, sorted(words), sorted(counters)),
        *_describe_split_numbers(path, grid, columns, [*sorted(counters), *values]),
    )
    if not values:
        raise DataError("{file}: there are no values besides the label. Add columns with values.", file=path.name)
    labels = targets or (() if label is None else (label,))
    return WideTable(grid, labels, bool(targets), group, values, notes)


def _find_line_numbers(grid: Grid, columns: Sequence[Column], used: Collection[int]) -> set[int]:
    """The columns that number the lines; without a header, and among the steps of a sequence, only the first can."""
    named = bool(grid.header)
    free = [i for i, column in enumerate(columns) if column.cells and i not in used]
    counters = {i for i in free if i == 0 and named and columns[0].plain in INDEX_NAMES}
    for i in free:
        counts = is_line_number(columns[i], named=named)
        if counts and (i == 0 or i - 1 in counters or (named and has_index_name(columns[i]))):
            counters.add(i)
    free_count = len(columns) - len(counters) - len(used)
    return (
        counters
        if free_count > 1 or (free_count and find_label(columns) is None)
        else {i for i in counters if named and i == 0}
    )


def _describe_split_numbers(path: Path, grid: Grid, columns: Sequence[Column], values: Sequence[int]) -> list[Sentence]:
    """A warning where numbers seem to be cut at commas within them: 1,048.50 as 1 and 048.50, or -2,05 as -2 and 05.

    What stands behind such a comma has the same number of digits in all lines; it begins with a zero now and then, or
    it alone never has a sign or a symbol.
    """
    pairs = [(a, b) for a, b in pairwise(values) if b == a + 1 and _may_be_cut(columns[a], columns[b])]
    cells = [(x.strip(), y.strip()) for a, b in pairs for x, y in zip(columns[a].cells, columns[b].cells, strict=True)]
    zero = next(((x, y) for x, y in cells if len(y) > 1 and y.startswith("0")), None)
    alternating = len(pairs) > 1 and len(values) == 2 * len(pairs) and all(a % 2 == pairs[0][0] % 2 for a, _ in pairs)
    with_symbols = alternating and all(grid.symbol(a) and not grid.symbol(b) for a, b in pairs)
    signed = alternating and any(x.startswith("-") for x, _ in cells)
    if zero is None and not with_symbols and not signed:
        return []
    first, second = zero or cells[0]
    template = (
        "Numbers of {file} seem to contain commas and were split into two columns, such as {first} and {second}. "
        "Put numbers in double quotes, or use semicolons between the columns."
    )
    return [Sentence(template, {"file": path.name, "first": first, "second": second}, "warning")]


def _may_be_cut(before: Column, behind: Column) -> bool:
    """Whether `behind` can hold the part after a comma of the numbers of `before`."""
    if before.kind != "whole" or not behind.cells:
        return False
    fractions = [_REST.fullmatch(cell.strip()) for cell in behind.cells]
    return fractions[0] is not None and len({match and len(match[1]) for match in fractions}) == 1


def _guess_label(
    path: Path, grid: Grid, columns: list[Column], free: list[int], lines: Iterable[tuple[int, str]]
) -> int | None:
    """The column that alone can hold the labels; None: the first one names every line, so there are none."""
    words = [i for i in free if columns[i].kind == "words"]
    if len(words) == 1 and len(free) > 1:
        names = columns[words[0]]
        if words[0] == free[0] and names.distinct == len(names.cells) >= _ALL_DIFFERENT:
            return None
        return words[0]
    if len(words) > 1:
        raise DataError(
            "{file}: several columns could hold the labels: {columns}. "
            "Name the right one in the settings of the format, or call it 'label' in the first line.",
            file=path.name, columns=", ".join(columns[i].name for i in words[:10]),
        )  # fmt: skip
    if not free:
        raise DataError("{file}: there are no values besides the label. Add columns with values.", file=path.name)
    start, end = free[0], free[-1]
    heads, tails = list(columns[start].cells), list(columns[end].cells)
    is_first: bool | None = None
    for count, (_, line) in enumerate(lines, FIRST):
        if count == _ENOUGH and (is_first := _first_is_label(heads, tails, among_whole=False)) is not None:
            break
        cells = grid.cells(line) if grid.quote in line else _ends(line, grid.mark, start, grid.width - 1 - end)
        heads.append(grid.plain(cells[min(start, len(cells) - 1)]))
        tails.append(grid.plain(cells[-1 - min(grid.width - 1 - end, len(cells) - 1)]))
    is_first = _first_is_label(heads, tails) if is_first is None else is_first
    if is_first is None:
        raise DataError(
            "{file}: the first and the last column could both hold the labels. "
            "Add a first line that names the columns, with 'label' above the labels.",
            file=path.name,
        )  # fmt: skip
    return start if is_first else end


def _ends(line: str, mark: str, before: int, behind: int) -> list[str]:
    """The first and last cells of a line, as far as they are needed; cheap for a line of any length."""
    return [*line.split(mark, before + 1)[: before + 1], *line.rsplit(mark, behind + 1)[-behind - 1 :]]


def _first_is_label(first: list[str], last: list[str], among_whole: bool = True) -> bool | None:
    """Whether the first of two columns holds the labels; None where nothing tells."""
    kinds = [_kind(first), _kind(last)]
    if "text" in kinds and kinds[0] != kinds[1]:
        return kinds[0] == "text"
    if kinds[0] == kinds[1] == "whole" and among_whole:
        counts = len(set(first)), len(set(last))
        if counts[0] * _CLEARLY_FEWER <= counts[1] or counts[1] == 1 < counts[0]:
            return True
        if counts[1] * _CLEARLY_FEWER <= counts[0] or counts[0] == 1 < counts[1]:
            return False
    elif "whole" in kinds and kinds[0] != kinds[1]:
        return kinds[0] == "whole"
    return None


def _kind(cells: list[str]) -> str:
    """What a column holds: "text", "whole" numbers, or other numbers ("float")."""
    distinct = set(cells)
    if not all(is_number(cell) or is_missing(cell) for cell in distinct):
        return "text"
    whole = all(is_number(cell) and float(cell).is_integer() for cell in distinct)
    return "whole" if whole else "float"

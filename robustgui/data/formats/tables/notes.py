"""Notes about the detected layout of a table, and about columns that are not used."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise
from pathlib import Path

from ....base.errors import Sentence
from .columns import INDEX_NAMES, Column
from .grid import FIRST, Grid

SEPARATOR = re.compile(r'"?sep=(.)"?', re.IGNORECASE)  # the first line of tables for a spreadsheet
_SHOWN = 60  # characters of the lines above


def describe_form(path: Path, rows: Sequence[Sequence[str]], columns: Sequence[int], grid: Grid) -> list[Sentence]:
    """How the numbers in some `columns` of the first `rows` were understood, where that is not obvious."""
    notes = []
    if grid.form.decimal == "," and any("," in row[i] for row in rows[:FIRST] for i in columns):
        template = "The commas inside the numbers of {file} were read as decimal points."
        notes.append(Sentence(template, {"file": path.name}))
    if grid.ambiguous:
        value = grid.form.plain(grid.ambiguous, None)
        template = (
            "Numbers of {file} such as {cell} are ambiguous; they were read as {value}. If that is wrong, set "
            "the decimal and the thousands separator in the settings of the format."
        )
        notes.append(Sentence(template, {"file": path.name, "cell": grid.ambiguous, "value": value}, "warning"))
    if grid.form.missing:
        words = ", ".join(f"'{word[:40]}'" for word in grid.form.missing)
        template = "Cells of {file} with {words} in columns of numbers were read as missing values."
        notes.append(Sentence(template, {"file": path.name, "words": words}, "warning"))
    return notes


def describe_top(path: Path, first: Sequence[tuple[int, str]], grid: Grid) -> list[Sentence]:
    """Notes about skipped lines above the table, and about a row of units."""
    notes = []
    above = [line for number, line in first if number <= grid.above and not SEPARATOR.fullmatch(line.strip(" "))]
    if above:
        facts = {"file": path.name, "count": len(above), "text": " / ".join(above)[:_SHOWN]}
        template = "The first {count} {count:line|lines} of {file}, above the table, {count:was|were} skipped: {text}"
        like_the_table = any(len(grid.cells(line)) == grid.width for line in above)
        notes.append(Sentence(template, facts, "warning") if like_the_table else Sentence(template, facts))
    if grid.units:
        notes.append(Sentence("The row below the header of {file} was read as units.", {"file": path.name}))
    return notes


_NUMERIC = re.compile(r"\W{0,3}[A-Z]{0,3}\W{0,2}\d")  # at the begin of a cell: -5, $5, USD 5, (5
_MOST = 0.5  # share of cells that make a column look like one of numbers
_NAMED = 10


def looks_numeric(column: Column) -> bool:
    """Whether most of the cells begin as numbers do, and they are no times."""
    filled = [cell.strip() for cell in column.cells if cell.strip()]
    if column.kind not in ("words", "mixed") or column.prose:
        return column.kind in ("whole", "number")
    return sum(_NUMERIC.match(cell) is not None for cell in filled) > _MOST * len(filled)


def describe_unused(
    path: Path, columns: Sequence[Column], unused: Iterable[int], counters: Iterable[int]
) -> list[Sentence]:
    """One sentence for each kind of column that is excluded without a setting that says so: `unused` hold no numbers,
    `counters` number the lines."""
    notes = []
    numbered = [columns[i].name or str(i + 1) for i in counters]
    if numbered:
        facts = {"file": path.name, "names": _list(numbered)}
        template = "Columns of {file} that only number the lines were excluded: {names}."
        notes.append(Sentence(template, facts, "warning"))
    unused_columns = list(unused)
    numeric = [i for i in unused_columns if looks_numeric(columns[i])]
    if numeric:
        cell = next((cell.strip() for cell in columns[numeric[0]].cells if cell.strip()), "")
        facts = {"file": path.name, "names": _list([columns[i].name for i in numeric]), "cell": cell[:40]}
        template = (
            "Columns of {file} look like numbers but cannot be read as such, and were excluded: {names} "
            "(such as '{cell}')."
        )
        notes.append(Sentence(template, facts, "warning"))
    words = [columns[i].name for i in unused_columns if i not in numeric]
    if words:
        notes.append(Sentence("Text columns were excluded: {names}.", {"names": _list(words)}))
    return notes


def describe_step_labels(path: Path, columns: Sequence[Column], marks: Iterable[int]) -> list[Sentence]:
    """A warning that columns with a label per time step are excluded, as a sequence has one label."""
    names = [columns[i].name for i in marks]
    if not names:
        return []
    template = (
        "Columns of {file} that label time steps instead of sequences were excluded: {names}. If such a column "
        "is chosen as the label, sequences are split where it changes."
    )
    return [Sentence(template, {"file": path.name, "names": _list(names)}, "warning")]


def _list(names: Sequence[str]) -> str:
    return ", ".join(names[:_NAMED]) + (", …" if len(names) > _NAMED else "")


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
    """Whether `column`, with its first cells, numbers the lines. In a table with a header (`named`) and with one of the
    usual names the lines need not be in order."""
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

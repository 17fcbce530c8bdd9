"""Notes about the detected layout of a table."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from ....base.errors import Sentence
from .grid import FIRST, Grid

SEPARATOR = re.compile(r'"?sep=(.)"?', re.IGNORECASE)  # the first line of tables for a spreadsheet
_SHOWN = 60  # characters of the lines above


def describe_form(
    path: Path, rows: Sequence[Sequence[str]], columns: Sequence[int], grid: Grid
) -> tuple[Sentence, ...]:
    """How the numbers in some `columns` of the first `rows` were understood."""
    return (
        *_describe_commas(path, rows, columns, grid),
        *_describe_ambiguous(path, grid),
        *_describe_missing(path, grid),
    )


def _describe_missing(path: Path, grid: Grid) -> list[Sentence]:
    """Which words were read as missing values, beside the usual ones."""
    if not grid.form.missing:
        return []
    template = "Cells of {file} with {words} in columns of numbers were read as missing values."
    words = ", ".join(f"'{word[:40]}'" for word in grid.form.missing)
    return [Sentence(template, {"file": path.name, "words": words}, "warning")]


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


def _describe_commas(path: Path, rows: Sequence[Sequence[str]], columns: Sequence[int], grid: Grid) -> list[Sentence]:
    """That commas are decimal points."""
    has_commas = any("," in row[i] for row in rows[:FIRST] for i in columns)
    if grid.form.decimal != "," or not has_commas:
        return []
    return [Sentence("The commas inside the numbers of {file} were read as decimal points.", {"file": path.name})]


def _describe_ambiguous(path: Path, grid: Grid) -> list[Sentence]:
    """That a cell can be read in two ways, if there is such a cell."""
    if not grid.ambiguous:
        return []
    template = (
        "Numbers of {file} such as {cell} are ambiguous; they were read as {value}. If that is wrong, set the "
        "decimal and the thousands separator in the settings of the format."
    )
    return [
        Sentence(
            template,
            {"file": path.name, "cell": grid.ambiguous, "value": grid.form.plain(grid.ambiguous, None)},
            "warning",
        )
    ]

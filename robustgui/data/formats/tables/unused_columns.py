"""Notes about columns of a table that are not used, and warnings about those that may be measurements."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from pathlib import Path

from ....base.errors import Sentence
from .columns import Column

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
    """One sentence for each kind of column that is excluded without a setting that says so.

    Args:
        path: for messages.
        columns: all of them.
        unused: numbers of columns that are excluded because they hold no numbers.
        counters: numbers of those that are excluded because they number the lines.
    """
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
        notes.append(Sentence("Columns of words were excluded: {names}.", {"names": _list(words)}))
    return notes


def describe_step_labels(path: Path, columns: Sequence[Column], marks: Iterable[int]) -> list[Sentence]:
    """A warning that columns with a label per time step are excluded, as a sequence has one label."""
    names = [columns[i].name for i in marks]
    if not names:
        return []
    template = (
        "Columns of {file} label each time step, and a sequence has one label; they were excluded: "
        "{names}. Choose such a column as the label to split the sequences where it changes."
    )
    return [Sentence(template, {"file": path.name, "names": _list(names)}, "warning")]


def _list(names: Sequence[str]) -> str:
    return ", ".join(names[:_NAMED]) + (", …" if len(names) > _NAMED else "")

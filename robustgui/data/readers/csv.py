"""Delimited tables, one univariate sequence a line: commas, semicolons or tabs, with or without a header.

The label stands in the column that the header calls label, class, target or y; without such a name,
in the first or the last one, whichever alone can be it. Missing values at the end of a line pad a shorter sequence.
"""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar

import numpy as np
from numpy.typing import NDArray

from ...base.errors import DataError
from ..parsing.collector import Collector
from ..parsing.numbers import BadCell, is_number, numbers
from ..parsing.table import Table, cells_of, delimiter_of, layout
from ..parsing.text import TextFile, head_lines
from ..sequence_set import SequenceSet
from .base import READERS, Reader


@READERS.register("csv")
class Csv(Reader):
    """One univariate sequence a line, its label in one of the columns."""

    title: ClassVar[str] = "Delimited table, one sequence a line"
    suffixes: ClassVar[tuple[str, ...]] = (".csv",)

    @classmethod
    def sniff(cls, head: bytes, path: Path) -> float:
        """The same delimiter equally often in the first two lines, and some numbers."""
        lines = head_lines(head)[:2]
        if not lines or lines[0].startswith("@"):
            return 0.0
        delimiter = delimiter_of(lines[0])
        if not delimiter or not any(map(is_number, cells_of(lines[-1], delimiter))):
            return 0.0
        counts = {len(cells_of(line, delimiter)) for line in lines}
        return (0.5 if len(counts) == 1 else 0.2) + 0.3 * (path.suffix.lower() in cls.suffixes)

    @classmethod
    def sample(cls, folder: Path) -> Path:
        """Two classes; the second sequence has two steps."""
        path = folder / "sample.csv"
        path.write_bytes(b"0,1,2,label\n0.5,1.25,-3,1\n4,-0.5,,2\n0.75,1.5,-2,1\n3e0,-1,2,2\n")
        return path

    def read(self, path: Path, limit: int | None = None) -> SequenceSet:
        """All lines must have the same number of columns; see `Reader.read`."""
        text = TextFile(path)
        table = layout(path, text.lines())
        return _wide(path, text, table, limit)


def _wide(path: Path, text: TextFile, table: Table, limit: int | None) -> SequenceSet:
    """One sequence a line."""
    found = Collector(path, limit, parse=lambda line, rest: _values(path, line, rest, table), delimiter=table.delimiter)
    for line, content in found.remaining(table.lines(text.lines())):
        if found.full:
            break
        quoted = cells_of(content, table.delimiter) if '"' in content else None
        width = len(quoted) if quoted else content.count(table.delimiter) + 1
        if width != table.width:
            raise DataError(
                "{file}, line {line}: {width} columns, {expected} expected. "
                "Fill shorter sequences up with empty cells at the end.",
                file=path.name, line=line, width=width, expected=table.width,
            )  # fmt: skip
        label, rest = _apart(content, quoted, table)
        found.add_text(rest, label, line)
    return found.finish(notes=text.notes + table.notes)


def _apart(content: str, quoted: list[str] | None, table: Table) -> tuple[str, str]:
    """The label of a line, and the rest of it without a column that only numbers the lines."""
    mark, at = table.delimiter, table.label
    if quoted is None and at == table.width - 1:
        rest, _, label = content.rpartition(mark)  # the usual cases without splitting a long line
    elif quoted is None and at == 0:
        label, _, rest = content.partition(mark)
    else:
        cells = quoted or content.split(mark, at + 1)
        label = cells.pop(at)
        rest = mark.join(cells)
    return label, rest.partition(mark)[2] if table.index else rest


def _values(path: Path, line: int, text: str, table: Table) -> NDArray[np.float64]:
    """Numbers of a line without its label, (T,); an error names the column as it is in the file."""
    try:
        return numbers(text, table.delimiter)
    except BadCell as bad:
        column = bad.index + table.index
        raise DataError(
            "{file}, line {line}, column {column}: '{text}' is not a finite number. "
            "Correct it (decimals after a point), or leave the cell empty if the value is missing.",
            file=path.name, line=line, column=column + 1 + (column >= table.label), text=bad.text,
        ) from bad  # fmt: skip

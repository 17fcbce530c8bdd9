"""Delimited tables, one univariate sequence a line: commas, semicolons, tabs, bars or blanks between the columns.

The label is in the column that the header calls label, class, target or y; without such a name, in the only column
of words, or in the first or the last one, whichever alone can be it. Missing values at the end of a line pad a shorter
sequence. Columns can be chosen by hand: labels, several targets, a group such as the speaker.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from itertools import islice
from pathlib import Path
from typing import Annotated, ClassVar, Literal

from ....base.errors import DataError, Sentence
from ....base.settings import AsTuple, setting
from ...sequence_set import SequenceSet
from ..base import READERS, Preview, Reader
from ..files.encodings import Encoding
from ..files.lines import TextFile
from ..sequences.collector import Collector
from ..tables import settings as table_settings
from ..tables.columns import NONE
from ..tables.grid import Grid
from ..tables.kind import kind_of_table
from ..tables.layout import first_lines, grid_of
from .roles import ELLIPSIS, WideTable, find_roles
from .rows import make_line_splitter, make_value_parser, read_transposed_table

_SHOWN = 40  # columns of values in a preview
_CELL = 40  # characters of a cell in a preview


_PER_ROW = ("orientation", ("rows",))


@READERS.register("csv")
class Csv(Reader):
    """One univariate sequence per line, with its label in one of the columns."""

    title: ClassVar[str] = "Delimited table, one sequence per line"
    suffixes: ClassVar[tuple[str, ...]] = (".csv",)
    roles: ClassVar[Mapping[str, str]] = {
        "label": "label", "target": "targets", "group": "group", "value": "values", "": "left_out",
    }  # fmt: skip

    delimiter: table_settings.Delimiter = table_settings.delimiter_setting()
    decimal: table_settings.Decimal = table_settings.decimal_setting()
    thousands: table_settings.Thousands = table_settings.thousands_setting()
    header: table_settings.Header = table_settings.header_setting()
    above: int = table_settings.above_setting()
    orientation: Literal["rows", "columns"] = setting(
        "rows",
        title="Orientation",
        choices={"rows": "one sequence per line", "columns": "one sequence per column, its label in the first line"},
        help="Whether each line or each column is one sequence.",
    )
    label: str = table_settings.label_setting(when=_PER_ROW)
    targets: Annotated[tuple[str, ...], AsTuple] = setting(
        (), title="Target columns", when=_PER_ROW, help="Columns with regression targets, instead of labels."
    )
    group: str = table_settings.group_setting(when=_PER_ROW)
    values: Annotated[tuple[str, ...], AsTuple] = setting(
        (),
        title="Value columns",
        advanced=True,
        when=_PER_ROW,
        help="Columns that are read as values, even if they look like an index or a time.",
    )
    left_out: Annotated[tuple[str, ...], AsTuple] = table_settings.excluded_setting()
    encoding: Encoding = table_settings.encoding_setting(advanced=True)

    @classmethod
    def sniff(cls, head: bytes, path: Path) -> float:
        """The same delimiter equally often in the first lines, and some numbers; no prose, not one step a line."""
        table_kind = kind_of_table(head)
        if table_kind.kind in ("long", "prose"):
            return 0.1 * table_kind.even
        if table_kind.kind != "wide":
            return 0.0
        if table_kind.grid.delimiter == " ":
            return 0.3
        return (0.5 if table_kind.even else 0.2) + 0.3 * (path.suffix.lower() in cls.suffixes)

    @classmethod
    def sample(cls, folder: Path) -> Path:
        """Two classes; the second sequence has two steps."""
        path = folder / "sample.csv"
        path.write_bytes(b"0,1,2,label\n0.5,1.25,-3,1\n4,-0.5,,2\n0.75,1.5,-2,1\n3e0,-1,2,2\n")
        return path

    def read(self, path: Path, limit: int | None = None) -> SequenceSet:
        """All lines must have the same number of columns; see `Reader.read`."""
        text = TextFile(path, self.encoding)
        grid = self._grid(text)
        if self.orientation == "columns":
            collector = Collector(path, limit)
            read_transposed_table(
                path, text, grid, frozenset(grid.column(path, name) for name in self.left_out), collector
            )
            return collector.finish(notes=text.notes + grid.notes, labelled=bool(grid.header))
        table = self._table(text, grid)
        collector = Collector(path, limit, parse=make_value_parser(path, table), delimiter=grid.mark)
        split_line = make_line_splitter(path, table)
        for line, content in collector.remaining(grid.lines(text.lines())):
            if collector.full:
                break
            labels, cells = split_line(line, content)
            collector.add_text(cells, labels[0] if len(labels) == 1 else labels, line)
        data = collector.finish(
            notes=text.notes + table.notes,
            labelled=bool(table.labels),
            outputs=tuple(grid.names[i] for i in table.labels) if table.targets else (),
            group="" if table.group is None else grid.names[table.group],
        )
        return replace(data, notes=(*data.notes, *_describe_unequal_lengths(data)))

    def guess(self, path: Path) -> Reader:
        """See `Reader.guess`; as far as it can be found out."""
        text = TextFile(path, self.encoding)
        grid = self._grid(text)
        reader = self.copy_with(**table_settings.find_notation(grid))
        if self.orientation == "columns":
            return reader
        try:
            table = self._table(text, grid)
        except DataError:
            return reader  # `read` raises it again; it can be corrected in the form
        names = grid.names
        return reader.copy_with(
            label=names[table.labels[0]] if table.labels and not table.targets else NONE,
            group=NONE if table.group is None else names[table.group],
        )

    def preview(self, path: Path, rows: int = 50) -> Preview:
        """The first lines; of many columns of values the first ones."""
        text = TextFile(path, self.encoding)
        grid = self._grid(text)
        notes: tuple[Sentence, ...] = grid.notes
        table: WideTable | None = None
        if self.orientation == "rows":
            try:
                table = self._table(text, grid)
                notes = table.notes
            except DataError as error:
                notes = (error.sentence,)
        roles = [table.role(i) if table else "value" for i in range(grid.width)]
        hidden = set([i for i, role in enumerate(roles) if role == "value"][_SHOWN:])
        columns = [i for i in range(grid.width) if i not in hidden]
        if hidden:
            columns.insert(columns.index(min(hidden) - 1) + 1, -1)  # represents all hidden columns
        lines = list(islice(grid.lines(text.lines()), rows + 1))
        cells = [[*grid.cells(line), *[""] * grid.width][: grid.width] for _, line in lines[:rows]]
        return Preview(
            header=tuple(ELLIPSIS if i < 0 else grid.names[i] for i in columns),
            rows=tuple(tuple(ELLIPSIS if i < 0 else row[i].strip()[:_CELL] for i in columns) for row in cells),
            roles=tuple("value" if i < 0 else roles[i] for i in columns),
            facts=(*text.notes, *notes, Sentence("{count} {count:column|columns}", {"count": grid.width})),
            total=len(lines) if len(lines) <= rows else None,
        )

    def _grid(self, text: TextFile) -> Grid:
        first = first_lines(text.lines())
        grid = grid_of(text.path, first, table_settings.form_of(self))
        if self.orientation == "columns" and self.header == "auto" and not grid.header:
            grid = grid_of(text.path, first, replace(table_settings.form_of(self), header="yes"))
        return grid

    def _table(self, text: TextFile, grid: Grid) -> WideTable:
        return find_roles(text.path, grid, grid.lines(text.lines()), self)


def _describe_unequal_lengths(data: SequenceSet) -> tuple[Sentence, ...]:
    """A warning where lines end early: cells that are missing at the end of a line make its sequence shorter."""
    shortest, longest = int(data.lengths.min()), int(data.lengths.max())
    if shortest == longest:
        return ()
    count = int((data.lengths < longest).sum())
    facts = {"file": Path(data.source).name, "shortest": shortest, "longest": longest, "count": count}
    template = (
        "{file}: the sequences have {shortest} to {longest} {longest:step|steps}: {count} of {total} "
        "{total:line|lines} {count:ends|end} with empty cells, which are read as the end of a shorter "
        "sequence and not as missing values."
    )
    return (Sentence(template, facts | {"total": len(data)}, "warning"),)

"""Delimited tables with one step a line: columns that name the sequence, the time, the label, and the channels.

Lines of different sequences may be interleaved. Without an id all lines are one long sequence, such as prices by date;
without a label the sequences have none, and a network can forecast them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from itertools import islice
from pathlib import Path
from typing import Annotated, ClassVar

from ...base.csv_text import make_restorer
from ...base.errors import DataError, Sentence
from ...base.settings import AsTuple, setting
from ..sequence_set import SequenceSet
from .base import READERS, Preview, Reader
from .files.encodings import Encoding
from .files.lines import TextFile
from .sequences.collector import Collector
from .tables import settings as table_settings
from .tables.columns import NONE, Column, columns_of
from .tables.grid import FIRST, Grid
from .tables.kind import kind_of_table
from .tables.layout import first_lines, grid_of
from .tables.long_roles import ColumnChoice, LongRoles, find_long_roles
from .tables.long_rows import gather_rows
from .tables.long_sequences import assemble_sequences
from .tables.notes import describe_step_labels, describe_unused
from .tables.times import Dates, find_date_form

_CELL = 40  # characters of a cell in a preview


@READERS.register("csv_long")
class CsvLong(Reader):
    """One time step of a sequence per line."""

    title: ClassVar[str] = "Delimited table, one time step per line"
    suffixes: ClassVar[tuple[str, ...]] = (".csv",)
    roles: ClassVar[Mapping[str, str]] = {
        "id": "ids", "time": "time", "label": "label", "group": "group", "value": "channels", "": "left_out",
    }  # fmt: skip

    ids: Annotated[tuple[str, ...], AsTuple] = table_settings.ids_setting()
    time: str = table_settings.time_setting()
    label: str = table_settings.label_setting()
    group: str = table_settings.group_setting()
    channels: Annotated[tuple[str, ...], AsTuple] = setting(
        (), title="Value columns", help="Columns with the values of a time step; none: all other numeric columns."
    )
    left_out: Annotated[tuple[str, ...], AsTuple] = table_settings.excluded_setting()
    dates: Dates = setting(
        "auto",
        title="Dates",
        choices={
            "auto": "detected automatically",
            "iso": "2019-12-31",
            "day_first": "31.12.2019, day first",
            "month_first": "12/31/2019, month first",
        },
        help="Date format.",
    )
    in_time: bool = setting(
        True,
        title="Sort by time",
        help="Sort the time steps of each sequence by time instead of keeping the order of the file.",
    )
    delimiter: table_settings.Delimiter = table_settings.delimiter_setting()
    decimal: table_settings.Decimal = table_settings.decimal_setting()
    thousands: table_settings.Thousands = table_settings.thousands_setting()
    header: table_settings.Header = table_settings.header_setting()
    above: int = table_settings.above_setting()
    encoding: Encoding = table_settings.encoding_setting(advanced=True)

    @classmethod
    def sniff(cls, head: bytes, path: Path) -> float:
        """Ids that come again and again, or a column of times that rises, beside columns of numbers."""
        table_kind = kind_of_table(head)
        return 0.95 if table_kind.kind == "long" and table_kind.even else 0.0

    @classmethod
    def sample(cls, folder: Path) -> Path:
        """Four sequences of two classes; the second has two steps; two are interleaved."""
        path = folder / "sample.csv"
        path.write_bytes(
            b"id,time,label,x,y\n1,0,a,0.5,1\n1,1,a,1.25,2\n1,2,a,-3,4\n2,0,b,4,1\n3,0,a,0.75,3\n2,1,b,-0.5,0\n"
            b"3,1,a,1.5,2\n3,2,a,-2,2\n4,0,b,3e0,1\n4,1,b,-1,\n4,2,b,2,5\n"
        )
        return path

    def read(self, path: Path, limit: int | None = None) -> SequenceSet:
        """All lines must have the same number of columns; see `Reader.read`."""
        text = TextFile(path, self.encoding)
        grid, columns = self._begin(text)
        roles = self._roles(path, grid, columns)
        if not roles.channels:
            raise DataError(
                "{file}: no column contains the values of the time steps. Name such columns in the settings of the "
                "format.",
                file=path.name,
            )  # fmt: skip
        rows = gather_rows(path, grid, grid.lines(text.lines()), roles, self.dates, limit)
        notes = (*text.notes, *grid.notes, *self._describe_unused(path, columns, roles))
        data = assemble_sequences(Collector(path, limit), path, grid, roles, rows, notes, self.in_time)
        restore = make_restorer(path)
        return replace(data, classes=tuple(map(restore, data.classes)), features=tuple(map(restore, data.features)))

    def guess(self, path: Path) -> Reader:
        """See `Reader.guess`."""
        text = TextFile(path, self.encoding)
        grid, columns = self._begin(text)
        roles, names = self._roles(path, grid, columns), grid.names
        return self.copy_with(
            ids=tuple(names[i] for i in roles.ids) or (NONE,),
            time=_name(names, roles.time),
            label=_name(names, roles.label) if self.label or not self._varies(path, text, grid, roles) else NONE,
            group=_name(names, roles.group),
            dates=self._dates(columns, roles),
            **table_settings.find_notation(grid),
        )

    def preview(self, path: Path, rows: int = 50) -> Preview:
        """The first lines."""
        text = TextFile(path, self.encoding)
        grid, columns = self._begin(text)
        roles = self._roles(path, grid, columns)
        lines = list(islice(grid.lines(text.lines()), rows + 1))
        cells = [[*grid.cells(line), *[""] * grid.width][: grid.width] for _, line in lines[:rows]]
        count = Sentence("{count} {count:column|columns}", {"count": grid.width})
        return Preview(
            header=grid.names,
            rows=tuple(tuple(cell.strip()[:_CELL] for cell in row) for row in cells),
            roles=tuple(map(roles.role, range(grid.width))),
            facts=(
                *text.notes,
                *grid.notes,
                *_describe_roles(grid, roles),
                *self._describe_unused(path, columns, roles),
                count,
            ),
        )

    def _begin(self, text: TextFile) -> tuple[Grid, list[Column]]:
        lines = first_lines(text.lines())
        grid = grid_of(text.path, lines, table_settings.form_of(self))
        return grid, columns_of(grid, [grid.cells(line) for _, line in grid.lines(lines)])

    def _roles(self, path: Path, grid: Grid, columns: list[Column]) -> LongRoles:
        def number(name: str) -> int | None:
            return None if not name else -1 if name == NONE else grid.column(path, name)

        several = [tuple(grid.column(path, name) for name in names) for names in (self.channels, self.left_out)]
        ids = (-1,) if self.ids == (NONE,) else tuple(grid.column(path, name) for name in self.ids)
        return find_long_roles(
            columns, ColumnChoice(ids, number(self.time), number(self.label), number(self.group), *several)
        )

    def _describe_unused(self, path: Path, columns: list[Column], roles: LongRoles) -> list[Sentence]:
        """Notes about columns that are excluded without a setting that says so."""
        if self.channels:
            return []
        out = {i for i, column in enumerate(columns) if column.name in self.left_out}
        counters, marks = set(roles.counters) - out, set(roles.step_labels) - out
        unused = [i for i in range(len(columns)) if not roles.role(i) and i not in {*out, *counters, *marks}]
        return describe_unused(path, columns, unused, sorted(counters)) + describe_step_labels(
            path, columns, sorted(marks)
        )

    def _dates(self, columns: list[Column], roles: LongRoles) -> Dates:
        """How dates are written, where the first lines leave no doubt."""
        if roles.time is None or columns[roles.time].kind != "time":
            return self.dates
        form, is_guess = find_date_form(columns[roles.time].cells, self.dates)
        return self.dates if is_guess else form

    def _varies(self, path: Path, text: TextFile, grid: Grid, roles: LongRoles) -> bool:
        """Whether the column that looked like the label is none, because it changes all the time."""
        if roles.label is None or not roles.channels:
            return False
        lines = list(islice(grid.lines(text.lines()), FIRST))
        rows = gather_rows(path, grid, lines, roles, self.dates, None)
        return not assemble_sequences(Collector(path), path, grid, roles, rows, (), self.in_time).classes


def _name(names: tuple[str, ...], column: int | None) -> str:
    return NONE if column is None else names[column]


def _describe_roles(grid: Grid, roles: LongRoles) -> tuple[Sentence, ...]:
    """What was understood of ids and labels."""
    ids = ", ".join(grid.names[i] for i in roles.ids)
    summary = (
        Sentence("Lines with the same {ids} are one sequence.", {"ids": ids})
        if ids
        else Sentence("All lines together are one sequence.")
    )
    return (summary,) if roles.label is not None else (summary, Sentence("There is no column of labels."))

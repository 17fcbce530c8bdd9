"""What the readers of Parquet and Arrow share: their settings, and rows to sequences."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Annotated, ClassVar

from ....base.settings import AsTuple, setting
from ...sequence_set import SequenceSet
from ..base import AUTO_CHOICE, Preview, Reader
from ..tables.columns import NONE
from ..tables.settings import group_setting, ids_setting, label_setting, time_setting
from .batches import ArrowTable, translate_errors
from .long import long_of
from .roles import Form, arrow_roles, as_cell
from .sequences import ListAxes, describe_roles, rows_of, texts_of

_CELL = 40  # characters of a cell in a preview


class ArrowReader(Reader):
    """Reads tables of typed columns."""

    roles: ClassVar[Mapping[str, str]] = {
        "value": "values", "text": "values", "label": "label", "group": "group", "id": "ids", "time": "time",
    }  # fmt: skip

    form: Form = setting(
        "auto",
        title="Row content",
        choices={
            "auto": "detected automatically",
            "lists": "a sequence as a list",
            "text": "a text",
            "long": "a time step of a sequence",
            "wide": "a sequence, one time step per column",
            "sound": "a sound: the bytes of a file, or its path",
        },
        help="What a row of the table contains.",
    )
    values: Annotated[tuple[str, ...], AsTuple] = setting(
        (),
        title="Value columns",
        help="Columns with the sequences, the time steps or the texts; none: detected automatically.",
    )
    label: str = label_setting()
    group: str = group_setting()
    ids: Annotated[tuple[str, ...], AsTuple] = ids_setting(when=("form", ("auto", "long")))
    time: str = time_setting(when=("form", ("auto", "long")))
    axes: ListAxes = setting(
        "auto",
        title="Lists in lists",
        choices=AUTO_CHOICE | {"tf": "steps, then features", "ft": "features, then steps"},
        help="Whether the outer list of a sequence contains time steps or channels.",
    )

    def _sequences(self, path: Path, files: Sequence[Path], limit: int | None) -> SequenceSet:
        """The rows of `files`, which belong to the source `path`."""
        with translate_errors(path):
            table = ArrowTable(files)
            roles = arrow_roles(path, table, self)
            if roles.form == "text":
                data = texts_of(path, table, roles, limit)
            elif roles.form == "long":
                data = long_of(path, table, roles, limit)
            else:
                data = rows_of(path, table, roles, self.axes, limit)
        return replace(data, notes=(*data.notes, *roles.notes))

    def _guess_settings(self, path: Path, files: Sequence[Path]) -> Reader:
        with translate_errors(path):
            table = ArrowTable(files)
            roles = arrow_roles(path, table, self)
        names = {"label": roles.label or NONE, "group": roles.group or NONE}
        if roles.long is not None:
            names["time"] = NONE if roles.long.time is None else table.names[roles.long.time]
            ids = tuple(table.names[i] for i in roles.long.ids) or (NONE,)
            return self.copy_with(form=roles.form, values=roles.values, ids=ids, **names)
        return self.copy_with(form=roles.form, values=roles.values, **names)

    def _preview(self, path: Path, files: Sequence[Path], rows: int) -> Preview:
        with translate_errors(path):
            table = ArrowTable(files)
            roles = arrow_roles(path, table, self)
            head = table.head(rows)
            total = table.total()
        cells = [[_format_cell(cell) for cell in head[name]] for name in table.names]
        return Preview(
            header=table.names,
            rows=tuple(zip(*cells, strict=True)),
            roles=tuple(map(roles.role, table.names)),
            facts=describe_roles(roles, total),
            total=total,
        )


def _format_cell(cell: object) -> str:
    if isinstance(cell, list):
        return ", ".join(_format_cell(part) if not isinstance(part, list) else "[…]" for part in cell[:6])[:_CELL]
    return as_cell(cell)[:_CELL]

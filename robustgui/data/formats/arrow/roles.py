"""What the columns of a Parquet or Arrow file are: sequences in lists, text, one step a row, or one sequence a row."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from ....base.errors import DataError, Sentence
from ..native.libraries import import_native
from ..tables.columns import GROUP_NAMES, ID_NAMES, NONE, Column, columns_of, count_steps, find_label
from ..tables.grid import FIRST, Grid
from ..tables.long_roles import ColumnChoice, LongRoles, find_long_roles, looks_long
from ..tables.notes import describe_step_labels, describe_unused, is_line_number
from ..tables.written_number import POINT
from ..texts.columns import LABELS, TEXTS, guess_columns, is_wordy
from .batches import ArrowTable
from .sound import is_sound_type

if TYPE_CHECKING:
    from .base import ArrowReader

Form = Literal["auto", "lists", "text", "long", "wide", "sound"]
_WORDY = 0.5  # share of cells that makes a column text


@dataclass(frozen=True)
class ArrowRoles:
    """What the columns are.

    By `form` a row holds "lists": a sequence in one list of steps, or in one list a feature; "text": a text; "long":
    a step; "wide": a sequence with a step a column; "sound": the bytes or the path of a file of sound.
    """

    form: Form
    values: tuple[str, ...]  # the columns of values, or that of texts
    label: str  # empty where there is none, as `group`
    group: str
    long: LongRoles | None  # for tables of one step a row
    grid: Grid  # names of all columns, for `long`
    notes: tuple[Sentence, ...] = ()  # about columns that are excluded without a setting that says so

    def role(self, name: str) -> str:
        """As in `Preview.roles`."""
        if self.long is not None:
            return self.long.role(self.grid.header.index(name))
        value = "text" if self.form == "text" else "value"
        return "label" if name == self.label else "group" if name == self.group else value * (name in self.values)


def arrow_roles(path: Path, table: ArrowTable, settings: ArrowReader) -> ArrowRoles:
    """Find out what the columns are, and say which are not used; raises `DataError` as `_recognise`."""
    roles, columns = _recognise(path, table, settings)
    unused = [i for i, name in enumerate(table.names) if not roles.role(name)]
    if roles.long is not None:
        counters, marks = set(roles.long.counters), set(roles.long.step_labels)
        words = [i for i in unused if i not in counters | marks]
        notes = describe_unused(path, columns, words, sorted(counters)) + describe_step_labels(
            path, columns, sorted(marks)
        )
    else:
        counters = {i for i in unused if is_line_number(columns[i], named=True)}
        numeric = [i for i in unused if is_number_type(table.type_of(table.names[i])) and i not in counters]
        words = [i for i in unused if i not in counters and i not in numeric]
        notes = describe_unused(path, columns, words, sorted(counters))
        if numeric:
            names = ", ".join(table.names[i] for i in numeric[:10])
            template = "Columns of numbers in {file} that belong to no sequence were excluded: {names}."
            notes.append(Sentence(template, {"file": path.name, "names": names}, "warning"))
    return replace(roles, notes=tuple(notes))


def _recognise(path: Path, table: ArrowTable, settings: ArrowReader) -> tuple[ArrowRoles, list[Column]]:
    """Find out what the columns are; raises `DataError` where a chosen one is not there or nothing can be a value."""
    for name in (*settings.values, settings.label, settings.group, *settings.ids, settings.time):
        if name not in ("", NONE, *table.names):
            raise DataError(
                "{file} has no column '{name}'. Its columns are: {known}. Choose one of them.",
                file=path.name, name=name[:40], known=", ".join(table.names[:20]),
            )  # fmt: skip
    head = table.head(FIRST)
    grid = Grid("", POINT, table.names, len(table.names))
    rows = list(zip(*([as_cell(cell) for cell in head[name]] for name in table.names), strict=True))
    columns = columns_of(grid, rows)
    sounds = tuple(name for name in table.names if is_sound_type(table.type_of(name)))
    lists = tuple(name for name in table.names if name in sounds or is_sequence(table.type_of(name)))
    texts = [name for name in table.names if _is_text(name, head[name], table)]
    form = settings.form
    if form == "auto":
        plain = [column for column in columns if column.name not in lists]
        form = "sound" if sounds else "lists" if lists else "text" if texts else "long" if looks_long(plain) else "wide"
    if form == "long":
        return _long(settings, grid, columns), columns
    if form == "text":
        return _text(settings, head, texts, grid, path), columns
    if form == "sound" and not set(settings.values or sounds[:1]) & set(sounds):
        raise DataError(
            "{file} has no column of sound (structs with the fields bytes and path). Choose another row content.",
            file=path.name,
        )
    return _rows(settings, form, sounds[:1] if form == "sound" else lists, columns, table, grid, path), columns


def is_sequence(kind: Any) -> bool:
    """Whether a type is a list of numbers, or a list of such lists."""
    for _ in range(2):
        if not _is_list(kind):
            return False
        kind = kind.value_type
        if is_number_type(kind):
            return True
    return False


def is_number_type(kind: Any) -> bool:
    """Whether a type is of numbers or truth values."""
    types = import_native("pyarrow.types")
    return bool(types.is_integer(kind) or types.is_floating(kind) or types.is_boolean(kind) or types.is_decimal(kind))


def as_cell(value: Any) -> str:
    """A value as text, as a table of text would have it."""
    if value is None:
        return ""
    if isinstance(value, (list, dict, bytes)):
        return "…"
    return str(int(value)) if isinstance(value, bool) else str(value)


def _is_list(kind: Any) -> bool:
    types = import_native("pyarrow.types")
    return bool(types.is_list(kind) or types.is_large_list(kind) or types.is_fixed_size_list(kind))


def _is_text(name: str, cells: Sequence[Any], table: ArrowTable) -> bool:
    types = import_native("pyarrow.types")
    kind = table.type_of(name)
    if not (types.is_string(kind) or types.is_large_string(kind)):
        return False
    there = [cell for cell in cells if cell]
    wordy = sum(map(is_wordy, there)) > _WORDY * len(there)
    return bool(there) and (wordy or name.lower() in TEXTS)


def _long(settings: ArrowReader, grid: Grid, columns: list[Column]) -> ArrowRoles:
    def number(name: str) -> int | None:
        return None if not name else -1 if name == NONE else grid.header.index(name)

    ids = (-1,) if settings.ids == (NONE,) else tuple(grid.header.index(name) for name in settings.ids)
    values = tuple(grid.header.index(name) for name in settings.values)
    left_out = tuple(i for i, column in enumerate(columns) if "…" in column.cells)
    long = find_long_roles(
        columns,
        ColumnChoice(ids, number(settings.time), number(settings.label), number(settings.group), values, left_out),
    )
    names = ["" if i is None else grid.header[i] for i in (long.label, long.group)]
    return ArrowRoles("long", tuple(grid.header[i] for i in long.channels), names[0], names[1], long, grid)


def _text(settings: ArrowReader, head: dict[str, list[Any]], texts: list[str], grid: Grid, path: Path) -> ArrowRoles:
    cells = {name: [as_cell(cell) for cell in head[name]] for name in grid.header}
    text = settings.values[0] if settings.values else next((name for name in texts if name.lower() in TEXTS), "")
    columns = guess_columns(
        cells, text=text or (texts[0] if len(texts) == 1 else ""), label=settings.label, group=settings.group
    )
    if not columns.text:
        raise DataError("{file} has no column of texts. Name it in the settings of the format.", file=path.name)
    label, group = ("" if name == NONE else name for name in (columns.label, columns.group))
    return ArrowRoles("text", (columns.text,), label, group, None, grid)


def _rows(
    settings: ArrowReader, form: Form, lists: tuple[str, ...], columns: list[Column], table: ArrowTable, grid: Grid,
    path: Path,
) -> ArrowRoles:  # fmt: skip
    """Rows that are sequences: in lists, or with a step a column."""
    single = [column for column in columns if column.name not in lists]
    group = settings.group or next((column.name for column in single if column.plain in GROUP_NAMES), "")
    label = settings.label or next((name for name in table.class_names if name not in lists), "")
    if not label and (named := find_label(single)) is not None:
        label = single[named].name
    low = {column.plain: column.name for column in reversed(single)}
    label = label or next((low[name] for name in LABELS if name in low and low[name] != group), "")
    if form == "wide" and not label:
        words = [column for column in single if column.kind in ("words", "mixed") and column.name != group]
        label = words[0].name if len(words) == 1 else ""
    if form in ("lists", "sound"):
        values = settings.values or tuple(name for name in lists if name not in (label, group))
    else:
        counted = {column.name for column in single if column.plain in ID_NAMES and column.distinct > 1}
        able = [column for column in single if is_number_type(table.type_of(column.name))]
        able = [column for column in able if column.name not in (label, group)]
        steps = able if count_steps(able) else [column for column in able if column.name not in counted]
        values = settings.values or tuple(column.name for column in steps)
    if not values:
        raise DataError(
            "{file}: no column contains values (lists of numbers, or numbers). Its columns are: {known}. Name one "
            "in the settings of the format.",
            file=path.name, known=", ".join(table.names[:20]),
        )  # fmt: skip
    return ArrowRoles(form, values, "" if label == NONE else label, "" if group == NONE else group, None, grid)

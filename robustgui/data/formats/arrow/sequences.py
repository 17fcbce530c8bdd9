"""Rows of a Parquet or Arrow file to sequences, one batch after the other."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from ....base.errors import DataError, Sentence
from ...sequence_set import SequenceSet
from ..arrays.sequences import check_finite
from ..native.libraries import import_native
from ..sequences.collector import Collector, Label, without_padding
from ..sequences.precision import to_float32
from ..texts.collector import TextCollector
from .batches import ArrowTable, column
from .roles import ArrowRoles, as_cell, is_number_type
from .sound import SoundColumn

ListAxes = Literal["auto", "tf", "ft"]


def texts_of(path: Path, table: ArrowTable, roles: ArrowRoles, limit: int | None) -> SequenceSet:
    """One text a row."""
    collector = TextCollector(path, limit)
    row = 0
    for batch in table.batches(_list_columns(roles), limit):
        texts = column(batch, roles.values[0]).to_pylist()
        labels = label_texts(table, batch, roles.label) if roles.label else [None] * len(texts)
        groups = label_texts(table, batch, roles.group) if roles.group else [None] * len(texts)
        for text, label, group in zip(texts, labels, groups, strict=True):
            row += 1
            collector.add(as_cell(text), label, row, group)
    data = collector.finish(group_title=roles.group.lower())
    return _with_classes(data, table, roles)


def rows_of(path: Path, table: ArrowTable, roles: ArrowRoles, axes: ListAxes, limit: int | None) -> SequenceSet:
    """One sequence a row, in lists or with a step a column."""
    collector = Collector(path, limit)
    row = 0
    sound = SoundColumn(path, roles.values[0]) if roles.form == "sound" else None
    for batch in table.batches(_list_columns(roles), limit):
        columns = [label_texts(table, batch, name) for name in (roles.label, roles.group) if name]
        labels: list[Label] = list(zip(*columns, strict=True)) if columns else [""] * batch.num_rows
        if sound is not None:
            walk = sound.sequences(column(batch, roles.values[0]), row)
        else:
            walk = _lists(path, batch, roles, axes, row) if roles.form == "lists" else _wide(batch, roles)
        for values, label in zip(walk, labels, strict=True):
            row += 1
            check_finite(path.name, values, np.array([len(values)]), row - 1)
            collector.add(values, label, row)
    data = collector.finish(labelled=bool(roles.label), group=roles.group)
    if sound is not None:
        data = replace(data, kind="speech", sample_rate=float(sound.rate or 0) or None)
    if roles.form == "lists" and len(roles.values) > 1 and len(data.features) == len(roles.values):
        data = replace(data, features=roles.values)
    return _with_classes(data, table, roles)


def _list_columns(roles: ArrowRoles) -> list[str]:
    return list(dict.fromkeys(name for name in (*roles.values, roles.label, roles.group) if name))


def label_texts(table: ArrowTable, batch: Any, name: str) -> list[str]:
    """Labels or groups as text; class numbers are replaced by the names of the classes."""
    names = table.class_names.get(name, ())
    cells = column(batch, name).to_pylist()
    return [names[cell] if isinstance(cell, int) and 0 <= cell < len(names) else as_cell(cell) for cell in cells]


def _with_classes(data: SequenceSet, table: ArrowTable, roles: ArrowRoles) -> SequenceSet:
    """The classes in the order that the file declares, those without a sequence too."""
    names = table.class_names.get(roles.label, ())
    if not names or not set(data.classes) <= set(names):
        return data
    to_values = np.array([names.index(name) for name in data.classes], np.int64)
    return replace(data, classes=names, labels=to_values[data.labels])


def _wide(batch: Any, roles: ArrowRoles) -> Iterator[NDArray[np.float32]]:
    """Rows as sequences (T, 1); missing values at the end are padding."""
    steps = np.stack([to_values(column(batch, name)) for name in roles.values], axis=1)  # T x (B,) -> (B, T)
    for row in steps[..., None]:
        yield row[: without_padding(row)]


def _lists(path: Path, batch: Any, roles: ArrowRoles, axes: ListAxes, first: int) -> Iterator[NDArray[np.float32]]:
    """Sequences (T, F) of the lists in one column, or of those in several, a feature each."""
    parts = [_list(path, name, column(batch, name), axes, first) for name in roles.values]
    for row, features in enumerate(zip(*parts, strict=True), start=first + 1):
        if len({len(steps) for steps in features}) > 1:
            raise DataError(
                "{file}, row {row}: the lists of the columns {names} differ in length. Choose one of them in the "
                "settings of the format.",
                file=path.name, row=row, names=", ".join(roles.values[:10]),
            )  # fmt: skip
        yield features[0] if len(features) == 1 else np.concatenate(features, axis=1)  # C x (T, F_i) -> (T, F)


def _list(path: Path, name: str, lists: Any, axes: ListAxes, first: int) -> Iterator[NDArray[np.float32]]:
    """The sequences (T, F) of one column of lists of numbers, or of lists of lists."""
    lengths = _lengths(path, name, lists, first)
    inner = lists.flatten()
    ends = np.cumsum(lengths)
    if is_number_type(inner.type):
        values = to_values(inner)[:, None]  # (S, 1)
        yield from (values[end - length : end] for end, length in zip(ends, lengths, strict=True))
        return
    widths = _lengths(path, name, inner, -1)
    values = to_values(inner.flatten())
    starts = np.concatenate([[0], np.cumsum(widths)])
    by_steps = axes == "tf" or (axes == "auto" and len(set(widths.tolist())) <= 1)
    for row, (end, length) in enumerate(zip(ends, lengths, strict=True), start=first + 1):
        here = widths[end - length : end]
        if len(set(here.tolist())) > 1:
            raise DataError(
                "{file}, row {row}, column '{name}': the lists in the list differ in length. Correct the row.",
                file=path.name, row=row, name=name,
            )  # fmt: skip
        width = int(here[0]) if length else 1
        matrix = values[starts[end - length] : starts[end]].reshape(length, width)  # (T * F,) -> (T, F)
        yield matrix if by_steps else matrix.T  # or (F, T) -> (T, F)


def _lengths(path: Path, name: str, lists: Any, first: int) -> NDArray[np.int64]:
    pc = import_native("pyarrow.compute")
    if lists.null_count:
        missing = int(np.flatnonzero(lists.is_null().to_numpy(zero_copy_only=False))[0])
        raise DataError(
            "{file}, row {row}, column '{name}': the sequence is missing. Remove the row.",
            file=path.name, row=first + 1 + missing if first >= 0 else "?", name=name,
        )  # fmt: skip
    lengths: NDArray[np.int64] = pc.list_value_length(lists).to_numpy(zero_copy_only=False).astype(np.int64)
    return lengths


def to_values(values: Any, name: int | str = 0) -> NDArray[np.float32]:
    """A column of numbers as float32, NaN where one is missing."""
    pa = import_native("pyarrow")
    if pa.types.is_boolean(values.type):
        values = values.cast(pa.uint8())
    if not pa.types.is_float32(values.type):
        values = values.cast(pa.float64(), safe=False)
    return to_float32(values.to_numpy(zero_copy_only=False), name)


def describe_roles(roles: ArrowRoles, total: int | None) -> tuple[Sentence, ...]:
    """What was understood."""
    facts = {"names": ", ".join(roles.values[:5]) + (", …" if len(roles.values) > 5 else "")}
    shapes = {
        "lists": Sentence("Each row is a sequence: the lists in {names}.", facts),
        "text": Sentence("Each row is a text: {names}.", facts),
        "long": Sentence("Each row is a time step of a sequence: {names}.", facts),
        "sound": Sentence("Each row is a sound: {names}.", facts),
        "wide": Sentence("Each row is a sequence with one time step per column: {names}.", facts),
    }
    label = Sentence("There are no labels.")
    if roles.label:
        label = Sentence("The labels are in {label}.", {"label": roles.label})
    rows = (Sentence("{count} {count:row|rows}", {"count": total}),) if total is not None else ()
    return (shapes[roles.form], label, *rows, *roles.notes)

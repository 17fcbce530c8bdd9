"""Assembles the lines of a table with one step per line to sequences, in the order of time."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from ....base.errors import DataError, Sentence
from ...sequence_set import Calendar, SequenceSet
from ..sequences.collector import Collector
from .columns import PRICES, without_unit
from .grid import Grid
from .long_roles import LongRoles
from .long_rows import Rows
from .times import constant_rate

_DAY = 86_400  # seconds


@dataclass(frozen=True)
class Spans:
    """N sequences as spans of the lines in `order`."""

    order: NDArray[np.int64]  # (S,) numbers of lines, those of a sequence behind each other
    starts: NDArray[np.int64]  # (N,) where the sequences lie in `order`
    ends: NDArray[np.int64]  # (N,)


def assemble_sequences(
    collector: Collector,
    path: Path,
    grid: Grid,
    roles: LongRoles,
    rows: Rows,
    notes: tuple[Sentence, ...],
    in_time: bool,
) -> SequenceSet:
    """All sequences of a table; with `in_time` the lines of each are put in the order of time. `collector` is a new
    one, `grid` has the names of the columns.

    A sequence is cut where its label or group changes. A label that changes all the time is a value like the others,
    and a `DataError` if the settings name it as the label.
    """
    labelled = roles.label is not None
    if roles.label is not None and (changes := _changes(rows, in_time)) > (len(rows.codes) - 1) / 2 > 0:
        if roles.named:
            raise DataError(
                "{file}: the label in column '{column}' changes {count} times within the sequences, "
                "but each has one label. Name another column, "
                "or leave the label out and choose the task forecasting.",
                file=path.name, column=grid.names[roles.label], count=changes,
            )  # fmt: skip
        labelled = False
        facts = {"file": path.name, "column": grid.names[roles.label], "count": changes}
        template = (
            "The column '{column}' of {file} changes {count} times within the sequences. It labels time steps, not "
            "sequences, and was excluded."
        )
        notes += (Sentence(template, facts, "warning"),)
    rows = rows if labelled else replace(rows, labels=np.zeros_like(rows.labels))
    spans = _spans(rows, in_time)
    dated: list[NDArray[np.float64]] = []
    for start, end in zip(spans.starts.tolist(), spans.ends.tolist(), strict=True):
        if collector.full:
            break
        places = spans.order[start:end]
        label = rows.label_texts[rows.labels[places[0]]] if labelled else ""
        texts = (label,) if labelled else ()
        if roles.group is not None:
            texts = (*texts, rows.group_texts[rows.groups[places[0]]])
        collector.add(rows.values[places], texts or "", int(rows.lines[places].min()))
        if rows.dated and rows.times is not None:
            dated.append(rows.times[places])
    count = len(np.unique(rows.codes))
    if len(spans.starts) > count:
        facts = {"file": path.name, "count": count, "parts": len(spans.starts)}
        template = "Sequences of {file} were split where the label or the group changes: {count} became {parts}."
        notes += (Sentence(template, facts, "warning"),)
    if mixed := _count_interleaved(rows, spans):
        template = (
            "{file}: times are repeated within a sequence; {count} {count:line|lines} {count:was|were} moved next "
            "to others with the same time. If several sequences are mixed here, add a column 'id' that identifies "
            "them."
        )
        notes += (Sentence(template, {"file": path.name, "count": mixed}, "warning"),)
    dates = np.concatenate(dated) if dated else None
    if dates is not None and dates.min() >= 0 and dates.max() < _DAY:
        dates = None  # times of an unknown day
    group = "" if roles.group is None else grid.names[roles.group]
    data = collector.finish(labelled=labelled, group=group, notes=(*notes, *rows.notes))
    named = [without_unit(grid.header[i]) if grid.header else (grid.names[i], "") for i in roles.channels]
    features = tuple(name or grid.names[i] for i, (name, _) in zip(roles.channels, named, strict=True))
    units = tuple(unit or grid.unit(i) for i, (_, unit) in zip(roles.channels, named, strict=True))
    priced = bool({name.lower() for name in features} & PRICES) or (rows.dated and count == 1 and not labelled)
    return replace(
        data,
        features=features if grid.header else data.features,
        units=units if any(units) else (),
        kind="prices" if priced else "series",
        times=_times(rows, spans)[: len(data)],
        sample_rate=_rate(rows, spans),
        calendar=Calendar(data.values, dates) if dates is not None and len(dates) == len(data.values) else None,
    )


def _order(rows: Rows, in_time: bool) -> NDArray[np.int64]:
    """Lines of a sequence behind each other; equal times stay in the order of the file."""
    if in_time and rows.times is not None:
        return np.lexsort((rows.times, rows.codes))
    return np.argsort(rows.codes, kind="stable")


def _spans(rows: Rows, in_time: bool) -> Spans:
    order = _order(rows, in_time)
    new = np.ones(len(order), bool)
    new[1:] = False
    for codes in (rows.codes, rows.labels, rows.groups):
        new[1:] |= np.diff(codes[order]) != 0
    starts = np.flatnonzero(new)
    ends = np.append(starts[1:], len(order))
    first = np.minimum.reduceat(rows.lines[order], starts)  # sequences are in the order of their first lines
    by_line = np.argsort(first, kind="stable")
    return Spans(order, starts[by_line], ends[by_line])


def _count_interleaved(rows: Rows, spans: Spans) -> int:
    """How many lines follow one of the same time that was not next to them in the file."""
    if rows.times is None:
        return 0
    place = np.empty(len(rows.codes), np.int64)  # of a line among those of its sequence, in the order of the file
    place[np.argsort(rows.codes, kind="stable")] = np.arange(len(place))
    apart = (np.diff(rows.times[spans.order]) == 0) & (np.abs(np.diff(place[spans.order])) > 1)
    apart[spans.starts[spans.starts > 0] - 1] = False
    return int(apart.sum())


def _changes(rows: Rows, in_time: bool) -> int:
    """How often the label changes from a step to the next one of the same sequence."""
    order = _order(rows, in_time)
    same = np.diff(rows.codes[order]) == 0
    return int((same & (np.diff(rows.labels[order]) != 0)).sum())


def _times(rows: Rows, spans: Spans) -> NDArray[np.float64]:
    """First and last time of each sequence, (N, 2); of lines without times their numbers."""
    times = rows.lines.astype(np.float64) if rows.times is None else rows.times
    ordered = times[spans.order]
    rank = np.argsort(np.argsort(spans.starts))  # the place of each sequence in `order`
    starts = np.sort(spans.starts)
    first, last = np.minimum.reduceat(ordered, starts)[rank], np.maximum.reduceat(ordered, starts)[rank]
    return np.stack([first, last], axis=1)  # 2 x (N,) -> (N, 2)


def _rate(rows: Rows, spans: Spans) -> float | None:
    """Steps a second, where the distance in time is always the same; None where times only count the steps."""
    if rows.times is None:
        return None
    ordered = rows.times[spans.order]
    inside = np.ones(len(ordered), bool)
    inside[spans.starts] = False
    distances = np.diff(ordered, prepend=ordered[0])[inside]
    counting = not rows.dated and bool(np.isin(ordered[spans.starts], (0, 1)).all()) and bool((distances == 1).all())
    return None if counting else constant_rate(distances)

"""Roles of the columns of a table with one step per line: id, time, label, group and values."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ..sequences.numbers import is_number
from .columns import GROUP_NAMES, ID_NAMES, STEP_LABELS, TIME_NAMES, Column, count_steps, find_label
from .notes import copies, has_index_name, is_line_number

_FEW = 3  # columns without names, of which the first may be a time
_COUNTED = 5  # so many steps that are numbered without a gap are no chance


@dataclass(frozen=True)
class LongRoles:
    """Numbers of the columns of a table with one step a line."""

    ids: tuple[int, ...]  # together they identify the sequence of a line; none: all lines are one sequence
    time: int | None  # None: the lines are in order
    label: int | None
    group: int | None
    channels: tuple[int, ...]  # the values of a step
    named: bool = False  # whether the label is named in the settings, not recognised
    counters: tuple[int, ...] = ()  # excluded: they number the lines or the steps, or copy the id
    step_labels: tuple[int, ...] = ()  # excluded: they label each step, such as "is_anomaly"

    def role(self, column: int) -> str:
        """What `column` is, as `Preview.roles` says it."""
        if column in self.ids:
            return "id"
        roles = {self.time: "time", self.label: "label", self.group: "group"}
        return roles.get(column, "value" if column in self.channels else "")


@dataclass(frozen=True)
class ColumnChoice:
    """Numbers of columns that the settings name; None or empty: detected. -1: there is no such column."""

    ids: tuple[int, ...] = ()
    time: int | None = None
    label: int | None = None
    group: int | None = None
    channels: tuple[int, ...] = ()
    left_out: tuple[int, ...] = ()


_DETECT_ALL = ColumnChoice()


def find_long_roles(columns: Sequence[Column], choice: ColumnChoice = _DETECT_ALL) -> LongRoles:
    """Find out what `columns` of a table with one step a line are, apart from those that the settings name."""
    used = {*choice.left_out, *choice.channels, *choice.ids, choice.time, choice.label, choice.group} - {None, -1}
    free = [i for i in range(len(columns)) if i not in used]
    named = any(column.plain for column in columns)
    counters = [i for i in free if is_line_number(columns[i], named=named)]
    uncounted = [i for i in free if i not in counters or columns[i].plain in TIME_NAMES]
    time = choice.time if choice.time is not None else _time(columns, uncounted)
    ids = choice.ids
    if not ids:
        candidates = [i for i in uncounted if i != time and columns[i].kind != "time"]
        ids = _ids(columns, candidates, time if time is not None and time >= 0 else None)
    ids = tuple(i for i in ids if i >= 0)
    steps = [i for i in free if i != time and i not in ids and _counts_steps(columns, ids, i)]
    if not any(columns[i].numeric for i in free if i != time and i not in (*ids, *steps, *counters)):
        steps = []  # then what counts is what is measured
    if time is None and choice.time is None:
        time = steps[0] if steps else _find_counted_time(columns, free, counters, ids)
    counters = [
        i for i in dict.fromkeys((*counters, *steps, *(c for i in ids for c in copies(columns, i)))) if i in free
    ]
    counters = [i for i in counters if i != time and i not in ids]
    free = [i for i in free if i != time and i not in ids and i not in counters]
    group = choice.group
    if group is None:
        group = next((i for i in (*ids, *free) if columns[i].plain in GROUP_NAMES), None)
    label = choice.label
    if label is None:
        label = find_label(columns, [i for i in range(len(columns)) if i not in free or i == group])
        if label is not None and not choice.channels and not _other_channels(columns, free, label, group):
            label = None  # then it is what is measured
        if label is None and ids:
            words = [i for i in free if i != group and columns[i].kind == "words" and not columns[i].prose]
            label = words[0] if len(words) == 1 else None
    marks: list[int] = []
    for i in free:
        if columns[i].plain in STEP_LABELS and i not in (group, label) and _other_channels(columns, free, i, label):
            if label is None and choice.label is None and ids and not _changes(columns, ids, i):
                label = i
            else:
                marks.append(i)
    free = [i for i in free if i not in marks]
    channels = choice.channels or tuple(i for i in free if i not in (group, label) and columns[i].numeric)
    if not channels and not choice.channels:  # then what counts is what is measured
        channels = tuple(i for i in counters if not has_index_name(columns[i]) and columns[i].numeric)
        counters = [i for i in counters if i not in channels]
    return LongRoles(
        ids, _or_none(time), _or_none(label), _or_none(group), channels, choice.label is not None,
        tuple(counters), tuple(marks),
    )  # fmt: skip


def looks_long(columns: Sequence[Column]) -> bool:
    """Whether a table has one step a line, and not one sequence."""
    if not columns or len(columns[0].cells) < 2:
        return False
    roles = find_long_roles(columns)
    if not roles.channels:
        return False
    if roles.ids:
        rows = list(zip(*(columns[i].cells for i in roles.ids), strict=True))
        repeated = len(set(rows)) < len(rows)
        timed = roles.time is not None and roles.time >= 0
        return repeated and (timed or not count_steps([columns[i] for i in roles.channels]))
    if roles.time is None:
        return False
    timed_by = columns[roles.time]
    return (timed_by.kind == "time" or timed_by.rises) and not count_steps([columns[i] for i in roles.channels])


def _time(columns: Sequence[Column], free: Sequence[int]) -> int | None:
    """The column of time: by its name, or because it holds dates, or because it counts steps behind an id."""
    named = [i for i in free if columns[i].plain in TIME_NAMES and columns[i].kind in ("whole", "number", "time")]
    dated = [i for i in free if columns[i].kind == "time"]
    for i in (*(i for i in named if i in dated), *named, *dated):
        return i
    if free and not any(column.plain for column in columns):  # no header
        for i in free[1:2]:
            if _counts(columns[free[0]].cells, columns[i].cells):
                return i
    return None


def _ids(columns: Sequence[Column], free: Sequence[int], time: int | None) -> tuple[int, ...]:
    """The columns that tell sequences apart: by their names, or because the time begins anew when they change."""
    named = [i for i in free if columns[i].plain in ID_NAMES]
    groups = [i for i in free if columns[i].plain in GROUP_NAMES]
    ids = (*groups, *named) if named else tuple(groups) if time is not None else ()
    if ids:
        return tuple(sorted(ids))
    if time is None:
        return ()
    if not any(column.plain for column in columns):
        return tuple(i for i in free[:1] if i < time and _counts(columns[i].cells, columns[time].cells))
    if columns[time].rises or columns[time].distinct == len(columns[time].cells):
        return ()
    # The same times again and again: the words beside them say of what.
    words = [i for i in free if columns[i].kind in ("words", "mixed") and not columns[i].prose]
    return tuple([i for i in words if i != find_label(columns)][:1] or words[:1])


def _find_counted_time(
    columns: Sequence[Column], free: Sequence[int], counters: Sequence[int], ids: Sequence[int]
) -> int | None:
    """A column that numbers all lines, as the time of one long sequence: where nothing else is one, nor a label."""
    remaining = [i for i in free if i not in counters]
    if ids or not counters or not remaining or find_label(columns) is not None or count_steps(columns):
        return None
    named = any(column.plain for column in columns)
    alone = all(columns[i].kind in ("whole", "number") for i in remaining) and (named or len(columns) <= _FEW)
    first = counters[0]
    return first if alone and columns[first].rises and (named or first == 0) else None


def _counts_steps(columns: Sequence[Column], ids: Sequence[int], column: int) -> bool:
    """Whether `column` counts the steps of each sequence anew, 0, 1, 2..."""
    if not ids or columns[column].kind != "whole":
        return False
    rows = list(map(" ".join, zip(*(columns[i].cells for i in ids), strict=True)))
    return _counts(rows, columns[column].cells)


def _changes(columns: Sequence[Column], ids: Sequence[int], column: int) -> bool:
    """Whether a column changes within the lines of the same ids."""
    rows = zip(*(columns[i].cells for i in (*ids, column)), strict=True)
    first: dict[tuple[str, ...], str] = {}
    return any(first.setdefault(tuple(row[:-1]), row[-1]) != row[-1] for row in rows)


def _counts(ids: Sequence[str], steps: Sequence[str]) -> bool:
    """Whether `steps` count 0, 1, 2... or 1, 2, 3..., anew with each of `ids`."""
    if len(ids) < _COUNTED or not all(is_number(step) and float(step).is_integer() for step in steps):
        return False
    last: dict[str, float] = {}
    for name, step in zip(ids, map(float, steps), strict=True):
        if name in last and step != last[name] + 1:
            return False
        if name not in last and last and step not in (0, 1):
            return False
        last[name] = step
    return 2 * len(last) < len(ids)


def _other_channels(columns: Sequence[Column], free: Sequence[int], label: int, group: int | None) -> bool:
    return any(columns[i].numeric for i in free if i not in (label, group))


def _or_none(column: int | None) -> int | None:
    return None if column is None or column < 0 else column

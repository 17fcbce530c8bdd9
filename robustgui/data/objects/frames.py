"""Data frames of pandas: one sequence per row (wide), or one step per row (long)."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ...base.errors import DataError
from .arrays import is_from, to_array, to_seconds
from .description import Description, Part


def part_of_frame(part: Part, about: Description) -> tuple[Part, Description]:
    """The sequences of a data frame as arrays, and what its columns say.

    Long if `about.id` names a column, if the index has two levels (sequence, time), or if it is a single series without
    labels; else wide. Columns that `y` and `groups` name are no features.

    Raises:
        DataError: a column does not exist or holds no numbers, or a label changes within a sequence.
    """
    frame = part.x
    if getattr(frame.index, "nlevels", 1) == 2 and not about.id:
        names = [str(level) if level is not None else f"level_{i}" for i, level in enumerate(frame.index.names)]
        frame = frame.reset_index(names=names)
        about = replace(about, id=names[0], time=names[1])
        part = replace(part, x=frame)
    labels = _label_columns(part)
    group = part.groups if isinstance(part.groups, str) else None
    names = [*labels, *([group] if group else []), *filter(None, (about.id, about.time))]
    for name in names:
        if name not in frame.columns:
            raise DataError(
                "{file}: the data frame has no column '{column}'. Its columns are {columns}.",
                file=about.name, column=str(name), columns=", ".join(map(str, list(frame.columns)[:20])),
            )  # fmt: skip
    inputs = frame[[name for name in frame.columns if name not in names]]
    if set(map(str, inputs.columns)) == set(about.features):  # those of the training part, perhaps in another order
        place = {str(name): name for name in inputs.columns}
        inputs = inputs[[place[name] for name in about.features]]
    targets = about.targets or tuple(map(str, labels if len(labels) > 1 or about.has_targets else ()))
    about = replace(about, group_title=about.group_title or group or "", targets=targets)
    y = frame[labels[0]] if len(labels) == 1 else frame[labels] if labels else part.y
    groups = frame[group] if group else part.groups
    if about.is_unlabelled or about.id or about.time:
        return _long(replace(part, y=y, groups=groups), inputs, bool(labels), bool(group), about)
    return _wide(replace(part, y=y, groups=groups), inputs, about)


def _label_columns(part: Part) -> list[Any]:
    y = part.y
    if isinstance(y, str):
        return [y]
    is_columns = isinstance(y, list | tuple) and any(isinstance(name, str) and name in part.x.columns for name in y)
    return list(y) if is_columns else []


def _wide(part: Part, inputs: Any, about: Description) -> tuple[Part, Description]:
    """One sequence per row: its steps as columns, or whole sequences or one text in the cells."""
    if getattr(inputs.columns, "nlevels", 1) == 2:  # (feature, step)
        features = list(dict.fromkeys(inputs.columns.get_level_values(0)))
        columns = [_numbers(inputs[feature], about) for feature in features]  # F x (N, T)
        if len({column.shape for column in columns}) > 1:
            raise DataError("{file}: the features of the data frame have different numbers of steps.", file=about.name)
        return replace(part, x=np.stack(columns, axis=2)), _name_features(about, features)  # (N, T, F)
    cells = [to_array(inputs[name]) for name in inputs.columns]
    if len(cells) == 1 and cells[0].dtype.kind == "U":
        return replace(part, x=cells[0]), about
    if cells and all(column.dtype == object for column in cells):
        rows = zip(*cells, strict=True)
        return replace(part, x=[_stack(row, i, about) for i, row in enumerate(rows)]), _name_features(
            about, list(inputs.columns)
        )
    return replace(part, x=_numbers(inputs, about)), about


def _stack(row: tuple[Any, ...], index: int, about: Description) -> NDArray[Any]:
    """The sequence in one row of cells, (T, F)."""
    columns = [to_array(cell).ravel() for cell in row]
    if len({len(column) for column in columns}) > 1:
        raise DataError(
            "{file}: the features of sequence {index} (counted from 0) have different lengths.",
            file=about.name, index=index,
        )  # fmt: skip
    return np.stack(columns, axis=1)


def _long(
    part: Part, inputs: Any, has_label_column: bool, has_group_column: bool, about: Description
) -> tuple[Part, Description]:
    """One step per row; sequences in the order in which they first occur, steps in the order of time."""
    frame = part.x
    identities = to_array(frame[about.id]).tolist() if about.id else [0] * len(frame)
    keys = list(dict.fromkeys(identities))
    if any(key is None or key != key for key in keys):
        raise DataError("{file}: the column '{column}' has gaps. Fill them in.", file=about.name, column=about.id)
    number = {key: i for i, key in enumerate(keys)}
    codes = np.array([number[key] for key in identities])
    clock, is_dated = _clock(frame, about)
    order = np.argsort(codes, kind="stable") if clock is None else np.lexsort((clock, codes))
    starts = np.flatnonzero(np.diff(codes[order], prepend=-1))
    values = _numbers(inputs, about)[order]  # (S, F)
    part = replace(part, x=np.split(values, starts[1:]))
    if has_label_column:
        part = replace(part, y=_constant(part.y, order, starts, about))
    elif is_from(part.y, "pandas") and set(keys) <= set(part.y.index.tolist()):
        part = replace(part, y=part.y.reindex(keys))
    if has_group_column:
        part = replace(part, groups=_constant(part.groups, order, starts, about))
    if clock is not None:
        ends = np.append(starts[1:], len(order)) - 1
        times = np.stack([clock[order][starts], clock[order][ends]], axis=1)  # 2 x (N,) -> (N, 2)
        part = replace(part, times=times, dates=clock[order] if is_dated else None)
    return part, _name_features(about, list(inputs.columns))


def _clock(frame: Any, about: Description) -> tuple[NDArray[np.float64] | None, bool]:
    """The time of each row, from its column or from an index of dates, and whether it is a date."""
    if about.time:
        column = frame[about.time]
    elif is_from(frame.index, "pandas") and str(getattr(frame.index, "dtype", "")).startswith("datetime64"):
        column = frame.index.to_series()
    else:
        return None, False
    return to_seconds(column, about.name), str(column.dtype).startswith("datetime64")


def _constant(column: Any, order: NDArray[np.int64], starts: NDArray[np.int64], about: Description) -> Any:
    """The entries of `column` at `starts`; raises `DataError` if they change within a sequence."""
    ordered = column.iloc[order]
    firsts = ordered.iloc[starts]
    repeated = firsts.iloc[np.repeat(np.arange(len(starts)), np.diff(np.append(starts, len(order))))]
    different = to_array(ordered) != to_array(repeated)
    if different.any():
        which = (
            int(np.searchsorted(starts, int(np.flatnonzero(different.reshape(len(order), -1).any(1))[0]), "right")) - 1
        )
        raise DataError(
            "{file}: the column '{column}' changes within sequence {index} (counted from 0), but each sequence has one "
            "label and one group.",
            file=about.name, column=str(getattr(column, "name", "")), index=which,
        )  # fmt: skip
    return firsts


def _numbers(frame: Any, about: Description) -> NDArray[np.float64]:
    """The columns as numbers, (rows, columns), NaN where one is missing; raises `DataError` for a column of others."""
    for name, dtype in frame.dtypes.items():
        if dtype.kind not in "biuf":
            raise DataError(
                "{file}: the column '{column}' holds {type}, not numbers. Convert it, leave it out, or name it as y=, "
                "groups=, id= or time=.",
                file=about.name, column=str(name), type=str(dtype),
            )  # fmt: skip
    if not len(frame.columns):
        raise DataError("{file}: the data frame has no columns with values.", file=about.name)
    array: NDArray[np.float64] = frame.to_numpy(np.float64, na_value=np.nan)
    return array


def _name_features(about: Description, columns: list[Any]) -> Description:
    return about if about.features else replace(about, features=tuple(map(str, columns)))

"""Rows of a Parquet or Arrow file that are steps of sequences."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ....base.errors import DataError
from ...sequence_set import SequenceSet
from ..files.source import check_fits
from ..native.libraries import import_native
from ..sequences.collector import Collector
from ..tables.long_rows import Rows
from ..tables.long_sequences import assemble_sequences
from ..tables.times import BadTime, find_date_form, parse_times, scale_to_seconds
from .batches import ArrowTable, column
from .roles import ArrowRoles, as_cell
from .sequences import to_values

_STEPS_EACH = 1000  # rows that are looked at for each sequence, where only the first are wanted


def long_of(path: Path, table: ArrowTable, roles: ArrowRoles, limit: int | None) -> SequenceSet:
    """All sequences of a table with one step a row; raises `DataError` for infinite values and times that are none."""
    long = roles.long
    if long is None or not roles.values:
        raise DataError(
            "{file}: no column contains the values of the time steps. Name such columns in the settings of the format.",
            file=path.name,
        )  # fmt: skip
    names = table.names
    ids: dict[Any, int] = {}
    labels: dict[Any, int] = {}
    groups: dict[Any, int] = {}
    parts: list[tuple[NDArray[np.float32], list[int], list[int], list[int], NDArray[np.float64] | None]] = []
    dated, count = False, 0
    used = dict.fromkeys(i for i in (*long.channels, *long.ids, long.time, long.label, long.group) if i is not None)
    class_names = table.class_names.get(roles.label, ())
    for batch in table.batches([names[i] for i in used]):
        values = np.stack(
            [to_values(column(batch, names[i]), names[i]) for i in long.channels], axis=1
        )  # F x (B,) -> (B, F)
        _check(path, values, count, roles)
        keys = list(zip(*(column(batch, names[i]).to_pylist() for i in long.ids), strict=True))
        times: NDArray[np.float64] | None = None
        if long.time is not None:
            times, dated = _times(path, column(batch, names[long.time]), count)
        parts.append((
            values,
            _codes(ids, keys or [()] * len(values)),
            _codes(labels, _texts(batch, roles.label, class_names, len(values))),
            _codes(groups, _texts(batch, roles.group, (), len(values))),
            times,
        ))  # fmt: skip
        count += len(values)
        check_fits(path, count * (4 * len(long.channels) + 64) * 2)
        if limit is not None and (len(ids) > limit or count > limit * _STEPS_EACH):
            break
    if not count:
        raise DataError("{file} contains no sequences. Choose another file.", file=path.name)
    values_of, codes, label_codes, group_codes, all_times = zip(*parts, strict=True)
    rows = Rows(
        values=np.concatenate(values_of),
        codes=np.concatenate([np.array(part, np.int64) for part in codes]),
        labels=np.concatenate([np.array(part, np.int64) for part in label_codes]),
        groups=np.concatenate([np.array(part, np.int64) for part in group_codes]),
        times=None if long.time is None else scale_to_seconds(np.concatenate([t for t in all_times if t is not None])),
        lines=np.arange(1, count + 1),
        label_texts=tuple(map(str, labels)),
        group_texts=tuple(map(str, groups)),
        dated=dated,
    )
    return assemble_sequences(Collector(path, limit), path, roles.grid, long, rows, (), True)


def _codes(code_of: dict[Any, int], keys: list[Any]) -> list[int]:
    return [code_of.setdefault(key, len(code_of)) for key in keys]


def _texts(batch: Any, name: str, class_names: tuple[str, ...], count: int) -> list[str]:
    if not name:
        return [""] * count
    cells = column(batch, name).to_pylist()
    return [class_names[c] if isinstance(c, int) and 0 <= c < len(class_names) else as_cell(c) for c in cells]


def _times(path: Path, cells: Any, first: int) -> tuple[NDArray[np.float64], bool]:
    """Seconds or plain numbers, and whether they were dates."""
    pa = import_native("pyarrow")

    kind = cells.type
    if cells.null_count:
        row = first + 1 + int(np.flatnonzero(cells.is_null().to_numpy(zero_copy_only=False))[0])
        raise DataError("{file}, row {row}: the time is missing. Remove the row.", file=path.name, row=row)
    if pa.types.is_timestamp(kind) or pa.types.is_date(kind):
        exact = cells.cast(pa.timestamp("us"), safe=False) if pa.types.is_date(kind) else cells
        unit = {"s": 1.0, "ms": 1e3, "us": 1e6, "ns": 1e9}[exact.type.unit]
        return exact.cast(pa.int64()).to_numpy(zero_copy_only=False).astype(np.float64) / unit, True
    if pa.types.is_string(kind) or pa.types.is_large_string(kind):
        texts = cells.to_pylist()
        try:
            return parse_times(texts, find_date_form(texts)[0]), True
        except BadTime as bad:
            raise DataError(
                "{file}, row {row}: '{text}' is not a time in the format of the rows above. Correct it.",
                file=path.name, row=first + 1 + bad.index, text=bad.text,
            ) from bad  # fmt: skip
    if pa.types.is_time(kind) or pa.types.is_duration(kind):
        cells = cells.cast(pa.int64() if cells.type.bit_width == 64 else pa.int32())
    times: NDArray[np.float64] = cells.cast(pa.float64(), safe=False).to_numpy(zero_copy_only=False)
    if not np.isfinite(times).all():
        row = first + 1 + int(np.flatnonzero(~np.isfinite(times))[0])
        raise DataError("{file}, row {row}: the time is missing. Remove the row.", file=path.name, row=row)
    return times, False


def _check(path: Path, values: NDArray[np.float32], first: int, roles: ArrowRoles) -> None:
    if np.isinf(values).any():
        row, feature = (int(i) for i in np.argwhere(np.isinf(values))[0])
        raise DataError(
            "{file}, row {row}, column '{column}': the value is infinite or too large. Correct it, or leave it out.",
            file=path.name, row=first + 1 + row, column=roles.values[feature],
        )  # fmt: skip

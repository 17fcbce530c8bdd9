"""Rows of a Parquet or Arrow file that are steps of sequences."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ....base.errors import DataError
from ...sequence_set import SequenceSet
from ..native.libraries import import_native
from ..sequences.collector import Collector
from ..tables.long_rows import RowBlocks
from ..tables.long_sequences import assemble_sequences
from ..tables.times import BadTime, find_date_form, parse_times
from .batches import ArrowTable, column
from .roles import ArrowRoles
from .sequences import label_texts, to_values


def long_of(path: Path, table: ArrowTable, roles: ArrowRoles, limit: int | None) -> SequenceSet:
    """All sequences of a table with one step a row; raises `DataError` for infinite values and times that are none."""
    long = roles.long
    if long is None or not roles.values:
        raise DataError(
            "{file}: no column contains the values of the time steps. Name such columns in the settings of the format.",
            file=path.name,
        )  # fmt: skip
    names = table.names
    blocks = RowBlocks(path, limit)
    dated = False
    used = dict.fromkeys(i for i in (*long.channels, *long.ids, long.time, long.label, long.group) if i is not None)
    for batch in table.batches([names[i] for i in used]):
        values = np.stack(
            [to_values(column(batch, names[i]), names[i]) for i in long.channels], axis=1
        )  # F x (B,) -> (B, F)
        _check(path, values, blocks.lines, roles)
        keys = list(zip(*(column(batch, names[i]).to_pylist() for i in long.ids), strict=True))
        times: NDArray[np.float64] | None = None
        if long.time is not None:
            times, dated = _times(path, column(batch, names[long.time]), blocks.lines)
        labels, groups = (label_texts(table, batch, name) if name else None for name in (roles.label, roles.group))
        blocks.add(values, keys or [()] * len(values), labels, groups, times)
        if blocks.full:
            break
    rows = blocks.rows(range(1, blocks.lines + 1), dated)
    return assemble_sequences(Collector(path, limit), path, roles.grid, long, rows, (), True)


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

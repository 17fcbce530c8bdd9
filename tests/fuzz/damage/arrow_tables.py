"""Tables that Arrow writes without complaint and no reader expects: types, names, nesting, sizes."""

from __future__ import annotations

import datetime
import decimal
from random import Random
from typing import Any

from . import hostile

NAMES = ("steps", "x", "y", "label", "id", "time", "t", "audio", "text", "", "a.b", "x.", ".", "class", "target",
"item_id", "index",
         "__index_level_0__", "汉", "\0", "value")  # fmt: skip


def odd_table(chance: Random) -> Any:
    """A table of up to four columns and up to twenty rows."""
    import pyarrow as pa

    rows = chance.choice((0, 1, 2, 4, 4, 8, 20))
    columns, names = [], []
    for _ in range(chance.choice((0, 1, 2, 2, 2, 3, 4))):
        columns.append(_column(rows, chance))
        names.append(chance.choice(NAMES))
    table = pa.Table.from_arrays(columns, names)
    if chance.random() < 0.2:
        keys = ("huggingface", "pandas", "ARROW:schema", "x")
        values = ("{}", "[", '{"info": {"features": {"label": {"names": ["a", 1]}}}}', '{"info": []}',
        hostile.brackets(chance),
                  '{"index_columns": [{"kind": "range"}], "columns": []}')  # fmt: skip
        table = table.replace_schema_metadata({chance.choice(keys): chance.choice(values)})
    return table


def _column(rows: int, chance: Random) -> Any:
    import pyarrow as pa

    kind = chance.randrange(6)
    if kind == 0:  # no values behind huge claims
        return pa.nulls(
            rows, chance.choice((pa.null(), pa.list_(pa.float32()), pa.list_(pa.float32(), 3), pa.struct([])))
        )
    if kind == 1:
        words = pa.array([chance.choice(("a", "b", None, "汉")) for _ in range(rows)], pa.string())
        return words.dictionary_encode()
    if kind == 2:
        ends = pa.array(range(1, rows + 1), pa.int32())
        return (
            pa.RunEndEncodedArray.from_arrays(ends, pa.array([chance.random() for _ in range(rows)]))
            if rows
            else pa.nulls(0)
        )
    return _nested(rows, chance, 0)


def _nested(rows: int, chance: Random, depth: int) -> Any:
    """Values, lists, maps or structs of values, three levels deep at most."""
    import pyarrow as pa

    kind = chance.randrange(9) if depth < 3 else 0
    if kind <= 3:
        return _values(rows, chance)
    if kind in (4, 5):
        lengths = [chance.choice((0, 1, 2, 3, 3)) for _ in range(rows)]
        ends = [0]
        for length in lengths:
            ends.append(ends[-1] + length)
        make = (pa.ListArray, pa.LargeListArray)[chance.randrange(2)]
        offsets = pa.array(ends, pa.int32() if make is pa.ListArray else pa.int64())
        return make.from_arrays(offsets, _nested(ends[-1], chance, depth + 1))
    if kind == 6:
        width = chance.choice((1, 3))
        return pa.FixedSizeListArray.from_arrays(_nested(rows * width, chance, depth + 1), width)
    if kind == 7:
        ends = list(range(rows + 1))
        keys = pa.array([str(number) for number in range(rows)])
        return pa.MapArray.from_arrays(pa.array(ends, pa.int32()), keys, _nested(rows, chance, depth + 1))
    fields = [
        chance.choice((*NAMES, "bytes", "path", "array", "sampling_rate")) for _ in range(chance.choice((1, 2, 3)))
    ]
    fields = list(dict.fromkeys(fields))
    return pa.StructArray.from_arrays([_nested(rows, chance, depth + 1) for _ in fields], fields)


def _values(rows: int, chance: Random) -> Any:
    import pyarrow as pa

    many: list[tuple[Any, Any]] = [
        (pa.float32(), lambda: chance.choice(hostile.FLOATS)), (pa.float64(), lambda: chance.choice(hostile.FLOATS)),
        (pa.int64(), lambda: hostile.integer(chance, 64, signed=True)), (pa.uint64(), lambda: hostile.integer(chance)),
        (pa.int8(), lambda: hostile.integer(chance, 8, signed=True)), (pa.bool_(), lambda: chance.random() < 0.5),
        (pa.string(), lambda: chance.choice(("a", "b", "", "1.5", "é", "x" * 1000))), (pa.large_string(), lambda: "a"),
        (pa.binary(), lambda: chance.choice((b"", b"RIFF", b"fLaC", b"\xff"))), (pa.binary(4), lambda: b"RIFF"),
        (pa.decimal128(10, 2), lambda: decimal.Decimal("1.25")), (pa.decimal256(60, 0),
        lambda: decimal.Decimal(10) ** 50),
        (pa.date32(), lambda: datetime.date(chance.choice((1, 1970, 9999)), 1, 1)), (pa.date64(),
        lambda: datetime.date(2020, 1, 1)),
        (pa.timestamp("ns"), lambda: hostile.integer(chance, 64, signed=True)),
        (pa.timestamp("s", "Europe/Berlin"), lambda: hostile.integer(chance, 40)), (pa.timestamp("us", "nowhere/x"),
        lambda: 0),
        (pa.duration("ms"), lambda: hostile.integer(chance, 64, signed=True)), (pa.time64("ns"), lambda: 5),
        (pa.month_day_nano_interval(), lambda: (1, 2, 3)), (pa.float16(), lambda: 1.0),
    ]  # fmt: skip
    kind, make = chance.choice(many)
    return pa.array([None if chance.random() < 0.15 else make() for _ in range(rows)], kind)

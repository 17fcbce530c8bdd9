"""The kinds of the columns of a table, by their names and the cells of the first lines."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from ..sequences.numbers import is_number
from .grid import LABELS, Grid, first_and_last
from .times import is_time
from .written_number import is_missing_value

NONE = "-"  # in a setting: there is no such column

LABEL_NAMES = (*LABELS, "activity", "klasse", "classe", "etiqueta", "标签", "类别", "分类", "标注")
ID_NAMES = frozenset(
    f"{word}{end}"
    for word in ("series", "sequence", "seq", "case", "sample", "trial", "unit", "instance", "record", "recording",
                 "episode", "window", "item", "ts", "unique", "event", "run", "engine", "machine")
    for end in ("", "_id", "id", " id", "_number", "_no", "_idx", "_index", "_name")
) - {"ts", "window_name", "run_name", "event"} | {"id", "uid", "ticker", "symbol", "asset", "stock"}  # fmt: skip
GROUP_NAMES = frozenset(
    f"{word}{end}"
    for word in ("subject", "patient", "speaker", "person", "participant", "user", "driver", "group")
    for end in ("", "_id", "id", " id", "_name")
)
TIME_NAMES = frozenset(
    ["time", "timestamp", "timestamps", "date", "datetime", "date_time", "ts", "ds", "t", "step", "steps", "timestep",
     "time_step", "time_idx", "seconds", "sec", "cycle", "cycles", "time_in_cycles", "frame", "tick", "day",
     "elapsed", "elapsed_time", "time_ms", "time_s", "timestamp_ms", "unixtime", "unix_time", "datetime_utc", "zeit",
     "datum", "zeitstempel", "temps", "tiempo", "fecha", "hora", "tempo", "ora", "tijd", "czas", "время", "дата",
     "时间", "日期", "时刻", "时间戳", "時間", "日時", "日付", "시간", "날짜"]
)  # fmt: skip
STEP_LABELS = frozenset(
    f"{before}{word}{after}"
    for word in ("anomaly", "anomalous", "anomalies", "outlier", "fault", "faulty", "attack", "changepoint", "abnormal")
    for before in ("", "is_", "is ")
    for after in ("", "_label", "_flag")
)
INDEX_NAMES = ("", "unnamed: 0", "index", "id")
PRICES = frozenset(
    ["open", "high", "low", "close", "adj close", "adj_close", "adjclose", "adjusted close", "price", "prices",
     "return", "returns", "log_return"]
)  # fmt: skip
ColumnKind = Literal["whole", "number", "time", "words", "mixed", "empty"]  # mixed: numbers and words; empty: missing
_TELLING = frozenset((*LABEL_NAMES, *GROUP_NAMES, *ID_NAMES, *TIME_NAMES))
_MANY = 2000  # columns
_UNIT = re.compile(r"(.*\S)\s*[\[(]\s*([^\[\]()]{1,20}?)\s*[\])]")
_STEP = re.compile(r"(.*?)(?<!\d)(\d++)")
_STEPS = 8  # so many columns with rising numbers are the steps of a sequence
_SENTENCE = 3  # words
_LONG_TEXT = 25  # characters


@dataclass(frozen=True)
class Column:
    """The first cells of a column."""

    name: str  # by which it can be chosen
    plain: str  # the name in lower case and without a unit, "" where the table has no header
    cells: tuple[str, ...]  # as written; of a column of numbers as plain ones, "nan" where missing
    kind: ColumnKind

    @property
    def numeric(self) -> bool:
        """Whether it can hold values."""
        return self.kind in ("whole", "number", "empty")

    @property
    def distinct(self) -> int:
        """How many different cells there are."""
        return len(set(self.cells))

    @property
    def prose(self) -> bool:
        """Whether it holds sentences rather than names."""
        cells = [cell for cell in self.cells if cell.strip()]
        many = [len(cell.split()) >= _SENTENCE or len(cell) > _LONG_TEXT for cell in cells]
        return self.kind in ("words", "mixed") and sum(many) > len(cells) / 2

    @property
    def rises(self) -> bool:
        """Whether each number is larger than the one before."""
        if self.kind not in ("whole", "number") or not all(map(is_number, self.cells)):
            return False
        return all(a < b for a, b in pairwise(map(float, self.cells)))


_UNSEEN = Column("", "", (), "number")


def columns_of(grid: Grid, rows: Sequence[Sequence[str]]) -> list[Column]:
    """The columns of the first `rows` of a table; rows of another width are passed over.

    Of very many columns the first, the last and those with a known name are examined; the others are assumed to hold
    numbers, and reading raises an error for a cell that is none.
    """
    sound = [row for row in rows if len(row) == grid.width]
    many = grid.width > _MANY
    names = (grid.header or range(1, grid.width + 1)) if many else grid.names
    columns = [_UNSEEN] * grid.width
    telling = [i for i, name in enumerate(grid.header) if name.lower() in _TELLING] if many else []
    for i in (*first_and_last(grid.width, _MANY // 2), *telling):
        name = str(names[i])
        cells = tuple(row[i] for row in sound)
        plain = without_unit(grid.header[i])[0].lower() if grid.header else ""
        kind = _kind(cells)
        if kind not in ("whole", "number", "empty"):
            numbers = tuple(grid.form.plain(cell, grid.symbol(i)) for cell in cells)
            if all(numbers):
                cells = tuple(number for number in numbers if number)
                kind = _kind(cells)
        columns[i] = Column(name, plain, cells, kind)
    return columns


def without_unit(name: str) -> tuple[str, str]:
    """`name` and its unit: "speed [m/s]" and "speed (m/s)" are "speed" in "m/s"."""
    match = _UNIT.fullmatch(name)
    return (match[1], match[2]) if match else (name, "")


def count_steps(columns: Sequence[Column]) -> bool:
    """Whether the names of many columns count steps: 0, 1, 2... or t0, t1, t2..."""
    sample = [columns[i] for i in first_and_last(len(columns), _MANY // 2)]
    matches = [_STEP.fullmatch(column.plain) for column in sample]
    steps = [(match[1], int(match[2][:15])) for match in matches if match]
    rising = sum(1 for a, b in pairwise(steps) if a[0] == b[0] and a[1] < b[1])
    return rising + 1 >= _STEPS and rising + 1 > len(sample) / 2


def find_label(columns: Sequence[Column], used: Sequence[int] = ()) -> int | None:
    """The column whose name says that it holds labels; "y" does not beside an "x", which makes both coordinates."""
    plain = [column.plain for column in columns]
    for name in LABEL_NAMES:
        if name in plain and plain.index(name) not in used and not (name == "y" and "x" in plain):
            return plain.index(name)
    return None


def _kind(cells: Sequence[str]) -> ColumnKind:
    filled = [cell for cell in cells if not is_missing_value(cell)]
    if not filled:
        return "empty"
    numbers = [cell for cell in filled if is_number(cell)]
    if len(numbers) == len(filled):
        return "whole" if all(float(cell).is_integer() for cell in filled) else "number"
    if all(map(is_time, filled)):
        return "time"
    return "mixed" if numbers else "words"

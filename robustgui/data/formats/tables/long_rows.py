"""Reads a table with one step per line in blocks: ids, times, labels and values."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ....base.errors import DataError, Sentence
from ..files.source import check_fits
from ..sequences.numbers import BadCell, check_finite, numbers
from ..sequences.precision import to_float32
from .grid import Grid
from .long_roles import LongRoles
from .times import BadTime, Dates, find_date_form, parse_times, scale_to_seconds

BLOCK = 4096  # lines
_MARK = ";"  # between the cells of a column
_END = "\x1e"  # between two lines: no text that is read holds it
_STEPS_EACH = 1000  # lines that are looked at for each sequence, where only the first are wanted


@dataclass(frozen=True)
class Rows:
    """The lines of a table, S of them, in the order of the file."""

    values: NDArray[np.float32]  # (S, F) float32, NaN where missing
    codes: NDArray[np.int64]  # (S,) which sequence a line belongs to, numbered as they come first
    labels: NDArray[np.int64]  # (S,) which of `label_texts` it has; zeros without labels
    groups: NDArray[np.int64]  # (S,) which of `group_texts`
    times: NDArray[np.float64] | None  # (S,) seconds, or numbers as they are; None without a column of time
    lines: NDArray[np.int64]  # (S,) numbers of the lines in the file
    label_texts: tuple[str, ...]
    group_texts: tuple[str, ...]
    dated: bool  # whether the times were dates
    notes: tuple[Sentence, ...] = ()  # what was guessed


class RowBlocks:
    """Collects blocks of the lines of a table with one step a line, in their order."""

    def __init__(self, path: Path, limit: int | None) -> None:
        """Enough lines for about `limit` sequences; None: all."""
        self._path = path
        self._limit = limit
        self._values: list[NDArray[np.float32]] = []
        self._times: list[NDArray[np.float64]] = []
        self._codes: tuple[list[NDArray[np.int64]], ...] = ([], [], [])  # of ids, labels and groups
        self._texts: tuple[dict[Any, int], ...] = ({}, {}, {})  # distinct ones, numbered as they come
        self.lines = 0  # so far

    @property
    def full(self) -> bool:
        """Whether there are enough lines."""
        return self._limit is not None and (len(self._texts[0]) > self._limit or self.lines > self._limit * _STEPS_EACH)

    def add(
        self,
        values: NDArray[np.float32],
        ids: Sequence[Any],
        labels: Sequence[str] | None,
        groups: Sequence[str] | None,
        times: NDArray[np.float64] | None,
    ) -> None:
        """A block of B lines with their values (B, F); raises `DataError` where all of them need too much memory."""
        self._values.append(values)
        for texts, codes, number_of in zip((ids, labels, groups), self._codes, self._texts, strict=True):
            if texts is None:
                codes.append(np.zeros(len(values), np.int64))
                continue
            for text in dict.fromkeys(texts):
                number_of.setdefault(text, len(number_of))
            codes.append(np.array(list(map(number_of.__getitem__, texts)), np.int64))
        if times is not None:
            self._times.append(times)
        self.lines += len(values)
        check_fits(self._path, self.lines * (4 * values.shape[1] + 64) * 2)

    def rows(self, lines: Sequence[int] | range, dated: bool, notes: tuple[Sentence, ...] = ()) -> Rows:
        """All of it, with the number of each line in the file; raises `DataError` if there is nothing."""
        if not self._values:
            raise DataError("{file} contains no sequences. Choose another file.", file=self._path.name)
        ids, labels, groups = map(np.concatenate, self._codes)
        return Rows(
            values=np.concatenate(self._values),
            codes=ids,
            labels=labels,
            groups=groups,
            times=scale_to_seconds(np.concatenate(self._times)) if self._times else None,
            lines=np.array(lines, np.int64),
            label_texts=tuple(map(str, self._texts[1])),
            group_texts=tuple(map(str, self._texts[2])),
            dated=dated,
            notes=notes,
        )


def gather_rows(
    path: Path, grid: Grid, lines: Iterable[tuple[int, str]], roles: LongRoles, dates: Dates, limit: int | None
) -> Rows:
    """Read all lines, or enough of them for about `limit` sequences. Raises `DataError`, which names line and column,
    if a line has another number of columns, or a cell is no number or no time."""
    walk = iter(lines)
    blocks = RowBlocks(path, limit)
    form: Dates = dates
    places: list[int] = []
    notes: tuple[Sentence, ...] = ()
    dated = False
    while block := list(islice(walk, BLOCK)):
        where = [line for line, _ in block]
        cells = _columns(path, grid, block)
        values = _values(path, grid, where, cells, roles.channels)
        times: NDArray[np.float64] | None = None
        if roles.time is not None:
            texts = list(map(grid.plain, cells[roles.time]))
            if not places:
                dated = not _are_plain(texts)
                form, guess = find_date_form(texts, dates)
                notes = _dates_note(path, form) if guess else ()
            times = _times(path, where, texts, form, roles.time)
        places += where
        blocks.add(
            values,
            _join_columns([cells[i] for i in roles.ids], len(block)),
            None if roles.label is None else cells[roles.label],
            None if roles.group is None else cells[roles.group],
            times,
        )
        if blocks.full:
            break
    return blocks.rows(places, dated, notes)


def _columns(path: Path, grid: Grid, block: list[tuple[int, str]]) -> list[Sequence[str]]:
    """The cells of each column; a block without quotes is taken apart as a whole, which is many times faster."""
    mark = grid.mark
    whole = f"{mark}{_END}{mark}".join(content for _, content in block)
    if grid.quote not in whole:
        cells = whole.split(mark)
        each = grid.width + 1  # with _END
        if len(cells) == len(block) * each - 1 and cells[grid.width :: each].count(_END) == len(block) - 1:
            return [cells[i::each] for i in range(grid.width)]
    return list(zip(*(grid.split_checked(path, line, content) for line, content in block), strict=True))


def _join_columns(columns: list[Sequence[str]], count: int) -> Sequence[str]:
    """What tells sequences apart: one column as it is, several put together."""
    if len(columns) == 1:
        return columns[0]
    return list(map(_END.join, zip(*columns, strict=True))) if columns else [""] * count


def _values(
    path: Path, grid: Grid, where: list[int], cells: list[Sequence[str]], channels: tuple[int, ...]
) -> NDArray[np.float32]:
    """The channels of a block of lines, (B, F); the first bad cell in the file is named."""
    values = np.empty((len(where), len(channels)), np.float32)
    wrong: list[tuple[int, int, str]] = []
    for feature, column in enumerate(channels):
        try:
            values[:, feature] = to_float32(_together(grid, cells[column], column), feature)
        except BadCell as bad:
            wrong.append((bad.index, column, bad.text))
    if wrong:
        row, column, text = min(wrong)
        raise grid.no_number(path, where[row], column, text)
    return values


def _together(grid: Grid, cells: Sequence[str], column: int) -> NDArray[np.float64]:
    """Cells of one column as numbers; raises `BadCell`."""
    if grid.form.decimal == "." and not grid.symbol(column):
        try:
            values = numbers(_MARK.join(cells), _MARK)
        except BadCell as bad:
            if bad.infinite:
                raise
        else:
            if len(values) == len(cells):  # else a cell in quotes holds the mark
                return values
    return check_finite(grid.numbers(cells, column))


def _times(path: Path, where: list[int], texts: Sequence[str], form: Dates, column: int) -> NDArray[np.float64]:
    try:
        return parse_times(texts, form)
    except BadTime as bad:
        raise DataError(
            "{file}, line {line}, column {column}: '{text}' is not a time in the format of the lines above. Correct "
            "it, or choose the date format in the settings of the format.",
            file=path.name, line=where[bad.index], column=column + 1, text=bad.text,
        ) from bad  # fmt: skip


def _are_plain(texts: Sequence[str]) -> bool:
    """Whether the times are numbers instead of dates."""
    try:
        numbers(";".join(texts), ";")
    except BadCell:
        return False
    return True


def _dates_note(path: Path, form: Dates) -> tuple[Sentence, ...]:
    template = "The dates of {file} were read with the day first; it could also be the month."
    if form == "month_first":
        template = "The dates of {file} were read with the month first; it could also be the day."
    return (Sentence(template, {"file": path.name}),)

"""Reads a table with one step per line in blocks: ids, times, labels and values."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

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
    """The lines of a table, S of them, in the order of the file.

    Attributes:
        values: (S, F) float32, NaN where missing.
        codes: (S,) which sequence a line belongs to, numbered as they come first.
        labels: (S,) which of `label_texts` it has; zeros without labels.
        groups: (S,) which of `group_texts`.
        times: (S,) seconds, or numbers as they are; None without a column of time.
        lines: (S,) numbers of the lines in the file.
        dated: whether the times were dates.
        notes: what was guessed.
    """

    values: NDArray[np.float32]
    codes: NDArray[np.int64]
    labels: NDArray[np.int64]
    groups: NDArray[np.int64]
    times: NDArray[np.float64] | None
    lines: NDArray[np.int64]
    label_texts: tuple[str, ...]
    group_texts: tuple[str, ...]
    dated: bool
    notes: tuple[Sentence, ...] = ()


def gather_rows(
    path: Path, grid: Grid, lines: Iterable[tuple[int, str]], roles: LongRoles, dates: Dates, limit: int | None
) -> Rows:
    """Read all lines, or enough of them for about `limit` sequences.

    Raises:
        DataError: a line has another number of columns, or a cell is no number or no time; names line and column.
    """
    walk = iter(lines)
    ids, labels, groups = _Texts(), _Texts(), _Texts()
    form: Dates = dates
    parts: list[tuple[NDArray[np.float32], list[int], list[int], list[int], NDArray[np.float64] | None]] = []
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
            if not parts:
                dated = not _are_plain(texts)
                form, guess = find_date_form(texts, dates)
                notes = _dates_note(path, form) if guess else ()
            times = _times(path, where, texts, form, roles.time)
        parts.append((
            values,
            ids.codes(_join_columns([cells[i] for i in roles.ids], len(block))),
            labels.codes(cells[roles.label]) if roles.label is not None else [0] * len(block),
            groups.codes(cells[roles.group]) if roles.group is not None else [0] * len(block),
            times,
        ))  # fmt: skip
        places += where
        check_fits(path, len(places) * (4 * len(roles.channels) + 64) * 2)
        if limit is not None and (len(ids.known) > limit or len(places) > limit * _STEPS_EACH):
            break
    if not parts:
        raise DataError("{file} contains no sequences. Choose another file.", file=path.name)
    values_of, codes, label_codes, group_codes, all_times = zip(*parts, strict=True)
    return Rows(
        values=np.concatenate(values_of),
        codes=np.concatenate([np.array(part, np.int64) for part in codes]),
        labels=np.concatenate([np.array(part, np.int64) for part in label_codes]),
        groups=np.concatenate([np.array(part, np.int64) for part in group_codes]),
        times=None if roles.time is None else scale_to_seconds(np.concatenate([t for t in all_times if t is not None])),
        lines=np.array(places, np.int64),
        label_texts=tuple(labels.known),
        group_texts=tuple(groups.known),
        dated=dated,
        notes=notes,
    )


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


class _Texts:
    """Distinct texts, numbered as they come."""

    def __init__(self) -> None:
        self.known: dict[str, int] = {}

    def codes(self, texts: Sequence[str]) -> list[int]:
        for text in dict.fromkeys(texts):
            self.known.setdefault(text, len(self.known))
        return list(map(self.known.__getitem__, texts))


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
    facts = {"file": path.name}
    if form == "month_first":
        return (Sentence("The dates of {file} were read with the month first; it could also be the day.", facts),)
    return (Sentence("The dates of {file} were read with the day first; it could also be the month.", facts),)

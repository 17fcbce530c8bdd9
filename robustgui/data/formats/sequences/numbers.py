"""Cells to numbers: a line with the first invalid cell where that fails, or many plain lines at once."""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from .precision import to_float32

Array = NDArray[np.float64]

# Longer lines are parsed in pieces of about a millisecond each, so that a window's thread gets its turn in between.
_PIECE = 1 << 16
AT_ONCE = 128  # lines: enough to spread what a call costs, few enough for a window's thread to get its turn
_LONGEST = 1 << 20  # characters altogether: longer lines gain nothing
_LARGEST = float(np.finfo(np.float32).max)
_NUMBER = re.compile(
    r"[+-]?(?:(?:[0-9]++(?:\.[0-9]*+)?|\.[0-9]++)(?:[eE][+-]?[0-9]++)?|nan|inf|infinity)", re.IGNORECASE
)
_MISSING = re.compile(r"(?:\?|na|n/a|nan|null|none)", re.IGNORECASE)
_MISSING_CELL = re.compile(r"(?<![^,])[ \t]*+(?:\?|na|n/a|nan|null|none)[ \t]*+(?![^,])", re.IGNORECASE)
_MISSING_OR_EMPTY_CELL = re.compile(r"(?<![^,])[ \t]*+(?:\?|na|n/a|nan|null|none)?[ \t]*+(?![^,])", re.IGNORECASE)


class BadCell(Exception):
    """Cell `index` (from 0) of a line holds `text`, which is no number, or one beyond float32."""

    def __init__(self, index: int, text: str, infinite: bool) -> None:
        super().__init__(index, text, infinite)
        self.index = index
        self.text = text if len(text) <= 40 else text[:39] + "…"
        self.infinite = infinite


def numbers(text: str, delimiter: str = ",", *, empty_is_missing: bool = True) -> Array:
    """The cells of `text` as float64, (number of cells,), NaN where one is `?`, NA, N/A, NaN, null or None in any case,
    or is blank unless `empty_is_missing` is false. Raises `BadCell` for the first other cell that is no finite number
    within float32."""
    if len(text) <= _PIECE:
        return check_finite(_parse_piece(text, delimiter, empty_is_missing))
    pieces: list[Array] = []
    start = done = 0
    while start <= len(text):
        end = len(text)
        if end - start > _PIECE:
            cut = text.rfind(delimiter, start, start + _PIECE)
            cut = text.find(delimiter, start) if cut < 0 else cut
            end = cut if cut >= 0 else end
        try:
            pieces.append(check_finite(_parse_piece(text[start:end], delimiter, empty_is_missing)))
        except BadCell as bad:
            raise BadCell(done + bad.index, bad.text, bad.infinite) from None
        done += len(pieces[-1])
        start = end + 1
    return np.concatenate(pieces)


def is_number(cell: str) -> bool:
    """Whether `cell` is one number; NaN and infinities count."""
    return _NUMBER.fullmatch(cell.strip()) is not None


def is_missing(cell: str) -> bool:
    """Whether `cell` says that its value is missing, or says nothing."""
    return not cell.strip() or _MISSING.fullmatch(cell.strip()) is not None


def _parse_piece(text: str, delimiter: str, empty_is_missing: bool) -> Array:
    if delimiter != ",":
        if "," in text:
            return _parse_cells(text.split(delimiter), empty_is_missing)
        text = text.replace(delimiter, ",")
    values = _parse_plain(text)
    if values is None:
        values = _parse_plain((_MISSING_OR_EMPTY_CELL if empty_is_missing else _MISSING_CELL).sub("nan", text))
    return _parse_cells(text.split(","), empty_is_missing) if values is None else values


def _parse_plain(text: str) -> Array | None:
    """None if any cell is not a plain number.

    Not `numpy.fromstring`: it is a third faster, and takes a cell of blanks for -1 without a word.
    """
    if "_" in text or not text.isascii():
        return None  # float() would accept 1_000 and the digits of other scripts
    try:
        return np.array(text.split(","), np.float64)
    except ValueError:
        return None


def _parse_cells(cells: list[str], empty_is_missing: bool) -> Array:
    values = np.empty(len(cells))
    for i, cell in enumerate(cells):
        text = cell.strip()
        if is_missing(text) and (text or empty_is_missing):
            values[i] = np.nan
        elif is_number(text):
            values[i] = float(text)
        else:
            raise BadCell(i, text, infinite=False)
    return values


def check_finite(values: Array) -> Array:
    """`values`; raises `BadCell` for the first value that is infinite or beyond float32."""
    beyond = np.abs(values) > _LARGEST
    if beyond.any():
        index = int(beyond.argmax())
        raise BadCell(index, f"{values[index]:g}", infinite=True)
    return values


def parse_lines(texts: Sequence[str], delimiter: str) -> NDArray[np.float32] | None:
    """B lines of T numbers or NaN each as (B, T); None if they differ in length, or any cell is something else.

    The result is that of `numbers` for each line; `numbers` handles other forms of missing values, and errors.
    """
    if sum(map(len, texts)) > _LONGEST or not texts[0].strip():  # loadtxt passes over empty lines
        return None
    try:
        values = np.loadtxt(texts, np.float64, delimiter=delimiter, comments=None, ndmin=2)
    except ValueError:
        return None
    if len(values) != len(texts) or not values.size or (np.abs(values) > _LARGEST).any():
        return None
    return to_float32(values, feature=0)

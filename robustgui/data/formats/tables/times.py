"""Dates and times as files write them to seconds: ISO, day or month first, seconds since 1970, plain numbers."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from ..sequences.numbers import is_number

Dates = Literal["auto", "iso", "day_first", "month_first"]

_DAYS = re.compile(
    r"(\d{1,2})([./-])(\d{1,2})\2(\d{4}|\d{2})"
    r"(?:[ T,]+(\d{1,2}):(\d{2})(?::(\d{2})(\.\d+)?)?[ ]?([AaPp][Mm])?)?"
)
_ISO = re.compile(r"\d{4}[-/]\d{1,2}([-/]\d{1,2}([ T].*)?)?")
_COMPACT = re.compile(r"(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])")
_CLOCK = re.compile(r"(\d{1,2}):(\d{2})(?::(\d{2}(?:\.\d+)?))?")
_QUARTER = re.compile(r"(\d{4})[- ]?Q([1-4])|Q([1-4])[-/ ](\d{4})", re.IGNORECASE)
_WEEK = re.compile(r"(\d{4})-?W(\d{2})(?:-?([1-7]))?", re.IGNORECASE)
_MONTH = re.compile(r"(\d{4})M(\d{2})", re.IGNORECASE)
_NAMED_MONTH = re.compile(
    r"(?:(\d{1,2})(?:st|nd|rd|th)?[-./ ])?([A-Za-z]{3,9})\.?[-./ ](?:(\d{1,2})(?:st|nd|rd|th)?,[ ]?)?(\d{4}|\d{2})"
    r"|(\d{4})[-./ ]([A-Za-z]{3,9})\.?(?:[-./ ](\d{1,2}))?"
)
_CHINESE = re.compile(r"(\d{4})年(\d{1,2})月(?:(\d{1,2})日)?")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_NAMES = ("january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
          "december", "sept")  # fmt: skip
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_SCALES = ((1e17, 1e-9), (1e14, 1e-6), (1e11, 1e-3))  # seconds since 1970 in nano-, micro- and milliseconds
_TOLERANCE = 1e-3  # of a distance in time that counts as constant


class BadTime(Exception):
    """Text `index` (from 0) is no time in the form that the others have."""

    def __init__(self, index: int, text: str) -> None:
        super().__init__(index, text)
        self.index = index
        self.text = text[:40]


def is_time(cell: str) -> bool:
    """Whether `cell` is a date, a quarter, a week or the like, or a time of day, and not just a number."""
    text = cell.strip()
    try:
        return any(pattern.fullmatch(text) for pattern in (_ISO, _DAYS, _CLOCK)) or _period(text) is not None
    except ValueError:  # the 31st of June
        return False


def find_date_form(texts: Sequence[str], form: Dates = "auto") -> tuple[Dates, bool]:
    """In which form `texts` are written, and whether that is a guess because neither day nor month exceeds 12."""
    if form != "auto":
        return form, False
    matches = [match for match in map(_DAYS.fullmatch, map(str.strip, texts)) if match]
    if not matches:
        return "iso", False
    if any(int(match[3]) > 12 for match in matches):
        return "month_first", False
    if any(int(match[1]) > 12 for match in matches) or matches[0][2] == ".":
        return "day_first", False
    times = list(dict.fromkeys(match[0] for match in matches))
    if _follow(times, "day_first") and not _follow(times, "month_first"):
        return "day_first", True
    return "month_first", True


def parse_times(texts: Sequence[str], form: Dates) -> NDArray[np.float64]:
    """`texts` as seconds since 1970 or since midnight, (N,); plain numbers stay as they are. Raises `BadTime` for the
    first text that is neither."""
    seconds_of: dict[str, float] = {}
    for text in texts:
        if text not in seconds_of:
            try:
                seconds_of[text] = _parse_time(text.strip(), form)
            except (ValueError, OverflowError) as error:
                raise BadTime(list(texts).index(text), text) from error
    return np.array([seconds_of[text] for text in texts])


def scale_to_seconds(times: NDArray[np.float64]) -> NDArray[np.float64]:
    """Plain numbers that can only be milli-, micro- or nanoseconds since 1970 as seconds; others as they are."""
    least = float(times.min(initial=np.inf))
    return times * next((scale for bound, scale in _SCALES if bound < least < np.inf), 1.0)


def constant_rate(distances: NDArray[np.float64]) -> float | None:
    """Steps a second, if all `distances` of neighbouring times are alike, and no mere counting of steps."""
    if not len(distances):
        return None
    middle = float(np.median(distances))
    if not (0 < middle < np.inf) or not (np.abs(distances - middle) <= _TOLERANCE * middle).all():
        return None
    return 1 / middle


def _follow(texts: Sequence[str], form: Dates) -> bool:
    """Whether times follow each other about evenly, as those of a series do."""
    try:
        distances = np.diff(parse_times(texts, form))
    except BadTime:
        return False
    return len(distances) > 1 and bool((distances > 0).all() and np.ptp(distances) <= distances.min())


def _period(text: str) -> datetime | None:
    """When a quarter, a week, a month with a name, or a day of one begins; None: it is none of these.

    Weeks are those of ISO 8601. Raises `ValueError` for a day or a week that does not exist.
    """
    if match := _QUARTER.fullmatch(text):
        return datetime(int(match[1] or match[4]), 3 * int(match[2] or match[3]) - 2, 1, tzinfo=UTC)
    if match := _WEEK.fullmatch(text):
        return datetime.fromisocalendar(int(match[1]), int(match[2]), int(match[3] or 1)).replace(tzinfo=UTC)
    if (match := _MONTH.fullmatch(text)) or (match := _CHINESE.fullmatch(text)):
        day = match[3] if match.re is _CHINESE else None
        return datetime(int(match[1]), int(match[2]), int(day or 1), tzinfo=UTC)
    if match := _NAMED_MONTH.fullmatch(text):
        before, first, behind, late, early, second, last = match.groups()
        name = (first or second).lower()
        if name[:3] not in _MONTHS or (len(name) > 3 and name not in _NAMES):
            return None
        year = late or early
        century = 0 if len(year) == 4 else 2000 if int(year) < 70 else 1900
        day = before or behind or last or "1"
        return datetime(int(year) + century, _MONTHS.index(name[:3]) + 1, int(day), tzinfo=UTC)
    return None


def _parse_time(text: str, form: Dates) -> float:
    if is_number(text) and not _COMPACT.fullmatch(text):
        number = float(text)
        if not np.isfinite(number):
            raise ValueError(text)
        return number
    if match := _DAYS.fullmatch(text):
        first, _, second, year, hour, minute, whole, fraction, half = match.groups()
        day, month = (first, second) if form == "day_first" else (second, first)
        hours = int(hour or 0) % 12 + 12 * (half.lower() == "pm") if half else int(hour or 0)
        century = 0 if len(year) == 4 else 2000 if int(year) < 70 else 1900
        at = datetime(int(year) + century, int(month), int(day), hours, int(minute or 0), int(whole or 0), tzinfo=UTC)
        return (at - _EPOCH).total_seconds() + float(fraction or 0)
    if (begin := _period(text)) is not None:
        return (begin - _EPOCH).total_seconds()
    if match := _CLOCK.fullmatch(text):
        return int(match[1]) * 3600 + int(match[2]) * 60 + float(match[3] or 0)
    parts = text.replace("/", "-")
    if _ISO.fullmatch(parts):
        date, _, clock = parts.replace("T", " ").partition(" ")
        year, month, *days = date.split("-")
        parts = f"{year}-{month:0>2}-{days[0] if days else '1':0>2}" + (f" {clock.strip()}" if clock.strip() else "")
    at = datetime.fromisoformat(parts)
    return ((at if at.tzinfo else at.replace(tzinfo=UTC)) - _EPOCH).total_seconds()

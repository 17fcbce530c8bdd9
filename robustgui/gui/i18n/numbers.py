"""Numbers, durations and long names as the window writes them, the same in every language."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ...data.summary import Lengths


def format_number(value: float, digits: int = 3) -> str:
    """A number for people: 0.123, 12.3, 1 234, 1.2e-06; a dash for what is not there."""
    if value != value:
        return "–"
    size = abs(value)
    if size and (size < 10.0**-digits or size >= 1e6):
        return f"{value:.{digits - 1}e}".replace("-", "−")
    if size >= 1000:
        return f"{value:,.0f}".replace(",", "\u202f").replace("-", "−")
    return f"{value:.{digits}g}".replace("-", "−")


def format_count(value: int) -> str:
    """A whole number with thin spaces between thousands."""
    return f"{value:,}".replace(",", "\u202f")


def format_lengths(lengths: Lengths) -> str:
    """The shortest and the longest of some sequences, or the one length that all have."""
    low, _, high = lengths
    return str(low) if low == high else f"{low}–{high}"


def format_duration(seconds: float) -> str:
    """Seconds as 0:07, 12:34 or 1:02:03; a dash for what is not there."""
    if not seconds >= 0 or seconds == float("inf"):
        return "–"
    minutes, seconds_left = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{seconds_left:02}" if hours else f"{minutes}:{seconds_left:02}"


def shorten_middle(label: str, most: int = 22) -> str:
    """A name for a legend: the middle is left out where it is long."""
    return label if len(label) <= most else f"{label[: most // 2]}…{label[-(most - most // 2 - 1) :]}"

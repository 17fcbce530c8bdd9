"""Axis ranges in round steps, so that axes hold still while data moves."""

from __future__ import annotations

import math

_LEAST = 1e-300  # spans below are none: such numbers have lost their digits

Range = tuple[float, float]


def nice_step(span: float) -> float:
    """The 1, 2 or 5 times a power of ten nearest below a fifth of `span`; 1 for an empty or unbounded span."""
    if not _LEAST < span < math.inf:
        return 1.0
    raw = span / 5
    power = 10.0 ** math.floor(math.log10(raw))
    return max(m for m in (1, 2, 5) if m <= raw / power * (1 + 1e-9)) * power


def ceil_step(least: float) -> float:
    """The 1, 2 or 5 times a power of ten at or above `least`; 1 for nothing or an unbounded one."""
    if not _LEAST < least < math.inf:
        return 1.0
    power = 10.0 ** math.floor(math.log10(least))
    return next(m * power for m in (1, 2, 5, 10) if m * power >= least * (1 - 1e-9))


def round_range(low: float, high: float, present: Range | None = None) -> Range:
    """A round range around [low, high]; `present` is kept while the data fits in and fills half of it."""
    if not (math.isfinite(low) and math.isfinite(high)):
        return present or (0.0, 1.0)
    if high < low:
        low, high = high, low
    if present is not None:
        span = present[1] - present[0]
        if present[0] <= low and high <= present[1] and high - low >= span / 2:
            return present
    if high - low <= max(1e-12 * max(abs(low), abs(high)), _LEAST):  # one value: room above and below
        room = abs(high) * 0.1 if abs(high) * 0.1 > _LEAST else 1.0
        low, high = low - room, high + room
    step = nice_step(high - low)
    return math.floor(low / step + 1e-9) * step, math.ceil(high / step - 1e-9) * step

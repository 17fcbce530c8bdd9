"""Numbers as people type them: read without rounding, written as short as possible, stepped sensibly."""

from __future__ import annotations

import math
import re
import unicodedata
from decimal import ROUND_HALF_EVEN, Decimal
from typing import Any

_COMMA = re.compile(r"[+-]?\d*,\d+(e[+-]?\d+)?", re.IGNORECASE)
_EXACT = 2.0**53  # up to here a float holds every whole number


def plain(text: str) -> str:
    """`text` with the wide digits and signs of East Asian input methods made narrow."""
    return unicodedata.normalize("NFKC", text).replace("−", "-").replace("。", ".").replace("、", ",").strip()


def read_number(text: str) -> Any:
    """The number in `text`: an int where it is whole, else a float; `text` itself where it is no number."""
    narrow = plain(text)
    try:
        value = float(narrow)
    except ValueError:
        return text
    if math.isnan(value):
        return math.nan  # always this object: a draft with it equals itself
    if "_" in narrow:
        return text
    if value.is_integer() and abs(value) <= _EXACT:
        return int(value)
    try:
        return int(narrow)
    except ValueError:
        return value


def read_numbers(text: str) -> tuple[Any, ...]:
    """The numbers in "0, 1, 3"; what is no number stays text."""
    parts = re.split(r"[,;]|\s+", re.sub(r"\s*([,;])\s*", r"\1", plain(text)))
    if parts and parts[-1] == "":
        parts.pop()  # nothing at all, or a comma that waits for its number
    return tuple(read_number(part) for part in parts)


def is_decimal_comma(text: str) -> bool:
    """Whether `text` is a number but for a comma in the place of the point."""
    return bool(_COMMA.fullmatch(plain(text)))


def write_number(value: Any) -> str:
    """The shortest text from which the same number is read; "" for None."""
    if value is None:
        return ""
    if isinstance(value, float) and math.isfinite(value):
        if value.is_integer() and abs(value) < 1e15:
            return str(int(value))
        mantissa, _, exponent = repr(value).partition("e")
        return f"{mantissa}e{int(exponent)}" if exponent else mantissa
    return str(value)


def write_numbers(values: tuple[Any, ...]) -> str:
    """The inverse of `read_numbers`."""
    return ", ".join(write_number(value) for value in values)


def step_by_factor(value: float, steps: int) -> float:
    """Along 1, 2, 5, 10, 20, 50 ... and down to 0.5, 0.2, 0.1 ...: for learning rates and weights."""
    if not value > 0:
        return value
    for _ in range(abs(steps)):
        value = _neighbour(Decimal(repr(value)), up=steps > 0)
    return value


def _neighbour(value: Decimal, *, up: bool) -> float:
    unit = Decimal(1).scaleb(value.adjusted())
    ladder = [unit * m for m in (Decimal("0.5"), 1, 2, 5, 10)]
    return float(next(x for x in ladder if x > value) if up else next(x for x in reversed(ladder) if x < value))


def step_by_digit(value: float, steps: int) -> float:
    """Up or down by a tenth of the number's size: 0.1 to 0.11, 0 to 0.01; exact in decimals."""
    for _ in range(abs(steps)):
        exact = Decimal(repr(float(value)))
        size = exact.adjusted() if exact else -1
        if exact and abs(exact) == Decimal(1).scaleb(size) and (steps > 0) != (exact > 0):
            size -= 1  # from 0.1 down to 0.099, not to 0.09
        unit = Decimal(1).scaleb(size - 1)
        value = float((exact + (unit if steps > 0 else -unit)).quantize(unit, rounding=ROUND_HALF_EVEN))
    return value

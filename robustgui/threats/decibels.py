"""Levels in decibels relative to the peak: dB_x(delta) = 20 log10(max |delta| / max |x|), Carlini & Wagner 2018.

Source: arXiv:1801.01944.
"""

from __future__ import annotations

import math
import re

_LEVEL = re.compile(r"\s*([+-]?(?:\d+\.?\d*|\.\d+))\s*dB\s*", re.IGNORECASE)
_WORD = re.compile(r"[^\s,;]+(?:\s+dB\b)?", re.IGNORECASE)


def parse_decibels(text: str) -> float | None:
    """The share of the peak for a level: "-20 dB" is 0.1; None if `text` is no level."""
    match = _LEVEL.fullmatch(text.replace("−", "-"))
    if match is None:
        return None
    try:
        share = 10 ** (float(match[1]) / 20)
    except OverflowError:
        return None
    return share if math.isfinite(share) else None


def split_budgets(text: str) -> list[str]:
    """Words of a list of budgets separated by commas, semicolons or spaces; a level and its unit are one word."""
    return _WORD.findall(text)


def to_decibels(share: float) -> str:
    """The level of a share of the peak, without its unit: 0.1 is "-20", 0 is "-inf"."""
    return f"{20 * math.log10(share):.4g}" if share > 0 else "-inf"

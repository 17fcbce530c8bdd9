"""Parses many lines of plain numbers at once."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from .precision import to_float32

AT_ONCE = 128  # lines: enough to spread what a call costs, few enough for a window's thread to get its turn
_LONGEST = 1 << 20  # characters altogether: longer lines gain nothing
_LARGEST = float(np.finfo(np.float32).max)


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

"""Dates of the steps of a sequence, as texts."""

from __future__ import annotations

from datetime import UTC, datetime

import numpy as np
from numpy.typing import NDArray

_DAY = 86_400  # seconds


def date_at(dates: NDArray[np.float64], x: float) -> str:
    """The date of the step at `x`, with the time of day where steps are less than a day apart.

    Args:
        dates: (T,) seconds since 1970, UTC.
        x: a place on an axis that counts steps.

    Returns:
        Such as "2024-05-17"; empty where there is no step.
    """
    step = round(x)
    if not 0 <= step < len(dates):
        return ""
    apart = np.diff(dates).min(initial=np.inf)
    when = datetime.fromtimestamp(float(dates[step]), UTC)
    return when.strftime("%Y-%m-%d" if apart >= _DAY else "%Y-%m-%d %H:%M")

"""What is known of all steps of an array of values: statistics, and dates."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True)
class Known:
    """Statistics of an array of values that need not be computed again.

    Attributes:
        of: the array.
        missing: how many values of each feature are missing.
        moments: mean, standard deviation, least and largest value of each feature, (4, F), without the missing ones.
    """

    of: NDArray[Any] = field(repr=False)
    missing: tuple[int, ...]
    moments: NDArray[np.float64] = field(repr=False)


@dataclass(frozen=True)
class Calendar:
    """When each step of an array of values was, where the source says so with dates.

    Attributes:
        of: the array, (S, F).
        seconds: (S,) since 1970, UTC.
    """

    of: NDArray[Any] = field(repr=False)
    seconds: NDArray[np.float64] = field(repr=False)

"""The exponential mean of a column that grows, without the bias of its start."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
_BLOCK = 64  # values that are averaged by one product of matrices


class RunningMean:
    """A missing value (NaN) leaves the mean as it was.

    Attributes:
        keep: share of the mean that is kept at each value, in [0, 1); 0: the values themselves.
        count: values so far.
        mean: still with the bias of a start at 0.
    """

    def __init__(self, keep: float) -> None:
        self.keep, self.count, self.mean = keep, 0, 0.0
        powers = keep ** np.arange(_BLOCK + 1.0)
        self._decay = powers[1:]  # of what was there before a block
        self._weights = (1 - keep) * np.tril(powers[np.abs(np.subtract.outer(range(_BLOCK), range(_BLOCK)))])

    def restart(self, count: int, value: float) -> None:
        """Continue behind `count` values, whose mean was `value`."""
        self.count, self.mean = count, value * (1 - self.keep**count) if count else 0.0

    def extend(self, values: Floats) -> Floats:
        """The mean at each of `values` (n,), which follow those so far; NaN where a value is missing."""
        is_present = np.isfinite(values)
        means = np.full(len(values), np.nan)
        present = values[is_present]
        counts = self.count + np.arange(1.0, len(present) + 1)
        means[is_present] = self._average(present) / (1 - self.keep**counts)
        self.count += len(present)
        return means

    def _average(self, values: Floats) -> Floats:
        """The mean at each of `values`, with the bias of a start at 0."""
        means = np.empty(len(values))
        for start in range(0, len(values), _BLOCK):
            block = values[start : start + _BLOCK]
            size = len(block)
            means[start : start + size] = self._weights[:size, :size] @ block + self._decay[:size] * self.mean
            self.mean = float(means[start + size - 1])
        return means

"""Paired comparison of two networks on the same sequences: differences, intervals and p-values."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ..base.seeding import numpy_stream

Floats = NDArray[np.float64]
DRAWS = 10_000
_AT_ONCE = 1 << 22  # numbers drawn at a time, so that long lists do not fill the memory


@dataclass(frozen=True)
class PairedDifference:
    """Second minus first: of accuracies, or of weighted means of errors.

    Attributes:
        low, high: 95 %.
        p: two-sided p-value of no difference.
        only_first, only_second: sequences that only one classifies correctly; for errors, on which it is better.
    """

    value: float
    low: float
    high: float
    p: float
    only_first: int
    only_second: int


def compare_accuracies(first: NDArray[np.bool_], second: NDArray[np.bool_]) -> PairedDifference:
    """The difference of two accuracies on the same n sequences, (n,) each; n at least 1.

    The interval is Newcombe's for paired proportions (1998, Statistics in Medicine 17, 2635-2650, method 10), p of
    McNemar's exact test (1947, Psychometrika 12).
    """
    from scipy.stats import binomtest

    count = len(first)
    both, only_first, only_second = (
        int(outcome.sum()) for outcome in (first & second, first & ~second, second & ~first)
    )
    neither = count - both - only_first - only_second
    (low_1, high_1), (low_2, high_2) = (
        binomtest(both + only, count).proportion_ci(method="wilson") for only in (only_first, only_second)
    )
    share_1, share_2 = (both + only_first) / count, (both + only_second) / count
    spread = (both + only_first) * (only_second + neither) * (both + only_second) * (only_first + neither)
    phi = 0.0
    if spread:
        product = both * neither - only_first * only_second
        phi = (max(product - count / 2, 0.0) if product > 0 else product) / math.sqrt(spread)
    value = share_2 - share_1

    def half(difference: float, other_difference: float) -> float:
        return math.sqrt(max(difference**2 - 2 * phi * difference * other_difference + other_difference**2, 0.0))

    low = value - half(share_2 - low_2, high_1 - share_1)
    high = value + half(high_2 - share_2, share_1 - low_1)
    discordant = only_first + only_second
    p = float(binomtest(only_second, discordant).pvalue) if discordant else 1.0
    return PairedDifference(value, float(low), float(high), p, only_first, only_second)


def compare_errors(first: Floats, second: Floats, weights: Floats, *, seed: int = 0) -> PairedDifference:
    """The difference of two weighted mean errors on the same n sequences, (n,) each; lower is better.

    The interval is a percentile bootstrap over sequences (Efron 1979), p of a sign-flip permutation test (Fisher 1935).
    All NaN for infinite errors.
    """
    only = int((first < second).sum()), int((second < first).sum())
    if not (np.isfinite(first).all() and np.isfinite(second).all() and weights.sum() > 0):
        return PairedDifference(math.nan, math.nan, math.nan, math.nan, *only)
    terms = weights * (second - first)
    value = float(terms.sum() / weights.sum())
    stream = numpy_stream(seed, "paired")
    means, flipped = [], 0
    rows = max(1, _AT_ONCE // len(terms))
    for done in range(0, DRAWS, rows):
        size = min(rows, DRAWS - done), len(terms)
        draws = stream.integers(0, len(terms), size)
        with np.errstate(invalid="ignore"):  # a resample may contain only sequences without weight
            means.append(terms[draws].sum(1) / weights[draws].sum(1))
        signs = stream.integers(0, 2, size) * 2 - 1
        flipped += int((np.abs((signs * terms).sum(1)) >= abs(terms.sum()) * (1 - 1e-12)).sum())
    low, high = np.nanpercentile(np.concatenate(means), [2.5, 97.5])
    return PairedDifference(value, float(low), float(high), (flipped + 1) / (DRAWS + 1), *only)

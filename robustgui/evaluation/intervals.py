"""Confidence intervals of accuracies and means."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray


def clopper_pearson(successes: int, trials: int, confidence: float = 0.95) -> tuple[float, float]:
    """Exact confidence interval of a proportion (Clopper-Pearson), with coverage of at least `confidence`.

    From the quantiles of the beta distribution (Clopper & Pearson 1934, Biometrika 26(4)); (0, 1) without trials.
    """
    from scipy.special import betaincinv

    tail = (1 - confidence) / 2
    low = betaincinv(successes, trials - successes + 1, tail) if successes > 0 else 0.0
    high = betaincinv(successes + 1, trials - successes, 1 - tail) if successes < trials else 1.0
    return float(low), float(high)


def mean_interval(
    values: NDArray[np.floating], weights: NDArray[np.floating] | None = None, confidence: float = 0.95
) -> tuple[float, float]:
    """The normal interval of the mean of `values` (N,): mean +- z s / sqrt(N).

    With `weights` (N,) of the weighted mean m = sum w v / sum w, a ratio of two sums over the sampled sequences, whose
    deviation is sqrt(N / (N - 1) sum w^2 (v - m)^2) / sum w (Cochran 1977, Sampling Techniques, chapter 6).

    (-inf, inf) for fewer than two values, or where one is not finite, or none has any weight.
    """
    from scipy.special import ndtri

    count = len(values)
    if count < 2 or not np.isfinite(values).all() or (weights is not None and not weights.any()):
        return -math.inf, math.inf
    share = np.full(count, 1 / count) if weights is None else weights / np.sum(weights)
    mean = float(np.sum(share * values))
    deviation = math.sqrt(count / (count - 1) * float(np.sum(np.square(share * (values - mean)))))
    half = float(ndtri((1 + confidence) / 2)) * deviation
    return mean - half, mean + half

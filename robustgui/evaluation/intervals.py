"""How far a measured number can be from the true one: confidence intervals."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray


def clopper_pearson(successes: int, trials: int, confidence: float = 0.95) -> tuple[float, float]:
    """The exact interval of a share: whatever the true one is, `confidence` of such intervals contain it.

    From the quantiles of the beta distribution (Clopper & Pearson 1934, Biometrika 26(4)); (0, 1) without trials.
    """
    from scipy.special import betaincinv

    tail = (1 - confidence) / 2
    low = betaincinv(successes, trials - successes + 1, tail) if successes > 0 else 0.0
    high = betaincinv(successes + 1, trials - successes, 1 - tail) if successes < trials else 1.0
    return float(low), float(high)


def mean_interval(values: NDArray[np.floating], confidence: float = 0.95) -> tuple[float, float]:
    """The normal interval of the mean of `values` (N,): mean +- z s / sqrt(N).

    (-inf, inf) for fewer than two values, or where one is not finite.
    """
    from scipy.special import ndtri

    if len(values) < 2 or not np.isfinite(values).all():
        return -math.inf, math.inf
    mean = float(np.mean(values))
    half = float(ndtri((1 + confidence) / 2) * np.std(values, ddof=1) / math.sqrt(len(values)))
    return mean - half, mean + half

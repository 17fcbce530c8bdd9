"""Intervals against scipy's own."""

from __future__ import annotations

import math

import numpy as np
import pytest
from scipy.stats import binomtest, norm

from robustgui.evaluation.intervals import clopper_pearson, mean_interval


@pytest.mark.parametrize(("right", "of"), [(0, 10), (10, 10), (1, 1), (0, 1), (3, 7), (351, 370), (1, 100_000)])
def test_that_the_exact_interval_is_clopper_and_pearsons(right: int, of: int) -> None:
    exact = binomtest(right, of).proportion_ci(0.95, method="exact")
    assert clopper_pearson(right, of) == pytest.approx((exact.low, exact.high), abs=1e-9)


def test_that_nothing_is_known_without_trials() -> None:
    assert clopper_pearson(0, 0) == (0.0, 1.0)


def test_that_the_mean_has_its_normal_interval() -> None:
    values = np.random.default_rng(0).exponential(size=50)
    true = norm.interval(0.95, values.mean(), values.std(ddof=1) / math.sqrt(50))
    assert mean_interval(values) == pytest.approx(true)


@pytest.mark.parametrize("values", [[], [1.0], [1.0, np.inf]])
def test_that_a_mean_of_too_little_has_no_bounds(values: list[float]) -> None:
    assert mean_interval(np.array(values)) == (-math.inf, math.inf)


def test_that_a_weighted_mean_has_the_interval_that_drawing_sequences_again_gives() -> None:
    stream = np.random.default_rng(0)
    weights = stream.integers(5, 40, 400).astype(float)
    values = stream.exponential(size=400) + weights / 20
    low, high = mean_interval(values, weights)
    drawn = stream.integers(0, 400, (4000, 400))
    means = (values * weights)[drawn].sum(1) / weights[drawn].sum(1)
    assert (low + high) / 2 == pytest.approx(np.average(values, weights=weights))
    assert (high - low) / 2 == pytest.approx(1.96 * means.std(), rel=0.05)
    assert mean_interval(values, np.ones(400)) == pytest.approx(mean_interval(values))


def test_that_a_mean_without_weight_has_no_bounds() -> None:
    assert mean_interval(np.ones(3), np.zeros(3)) == (-math.inf, math.inf)

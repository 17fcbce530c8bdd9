"""Differences between two networks on the same sequences."""

from __future__ import annotations

import math

import numpy as np
import pytest
from numpy.typing import NDArray

from robustgui.evaluation.paired_differences import compare_accuracies, compare_errors


def marks(both: int, only_first: int, only_second: int, neither: int) -> list[NDArray[np.bool_]]:
    counts = [both, only_first, only_second, neither]
    return [np.repeat(np.array(right, bool), counts) for right in ([1, 1, 0, 0], [1, 0, 1, 0])]


def test_that_of_unrelated_answers_the_interval_is_that_of_two_score_intervals() -> None:
    """Where knowing one answer says nothing of the other, Newcombe's square root has no third term."""
    from scipy.stats import binomtest

    found = compare_accuracies(*marks(6, 3, 4, 2))
    (low_1, high_1), (low_2, high_2) = (
        binomtest(right, 15).proportion_ci(method="wilson") for right in (9, 10)
    )  # fmt: skip
    p_1, p_2 = 9 / 15, 10 / 15
    assert found.value == pytest.approx(p_2 - p_1)
    assert found.low == pytest.approx(p_2 - p_1 - np.hypot(p_2 - low_2, high_1 - p_1))
    assert found.high == pytest.approx(p_2 - p_1 + np.hypot(high_2 - p_2, p_1 - low_1))
    assert (found.only_first, found.only_second) == (3, 4)


def test_that_answers_that_go_together_have_a_narrower_interval() -> None:
    together, apart = compare_accuracies(*marks(20, 2, 4, 14)), compare_accuracies(*marks(12, 10, 12, 6))
    assert together.value == pytest.approx(apart.value)
    assert together.high - together.low < 0.8 * (apart.high - apart.low)


def test_that_mcnemars_p_counts_the_odd_ones_alone() -> None:
    tail = sum(math.comb(14, k) for k in range(3)) / 2**14
    assert compare_accuracies(*marks(20, 2, 12, 16)).p == pytest.approx(2 * tail)
    assert compare_accuracies(*marks(5, 0, 0, 5)).p == 1


def test_that_the_order_turns_the_sign_alone() -> None:
    first, second = marks(9, 4, 1, 3)
    there, back = compare_accuracies(first, second), compare_accuracies(second, first)
    assert (back.value, back.low, back.high, back.p) == pytest.approx((-there.value, -there.high, -there.low, there.p))


def test_that_the_interval_holds_the_true_difference_nineteen_times_in_twenty() -> None:
    stream = np.random.default_rng(0)
    held = 0
    for _ in range(400):
        kind = stream.choice(4, 60, p=[0.5, 0.2, 0.1, 0.2])
        found = compare_accuracies(np.isin(kind, [0, 1]), np.isin(kind, [0, 2]))
        held += found.low <= -0.1 <= found.high
    assert 0.92 <= held / 400 <= 0.985


def test_that_the_bootstrap_of_errors_agrees_with_the_normal_interval() -> None:
    stream = np.random.default_rng(1)
    first = stream.random(400)
    second = first + 0.05 + 0.1 * stream.standard_normal(400)
    found = compare_errors(first, second, np.ones(400))
    middle, half = (second - first).mean(), 1.96 * (second - first).std() / 20
    assert found.value == pytest.approx(middle)
    assert (found.low, found.high) == (pytest.approx(middle - half, abs=1e-3), pytest.approx(middle + half, abs=1e-3))
    assert found.p < 0.001
    assert found.only_first + found.only_second == 400


def test_that_flipped_signs_give_the_p_of_all_of_them() -> None:
    first, second = np.zeros(8), np.array([1.0, 2, -0.5, 3, 1, 0.2, -0.1, 2])
    signs = (np.arange(256)[:, None] >> np.arange(8)) % 2 * 2 - 1
    exact = (np.abs((signs * second).sum(1)) >= abs(second.sum()) - 1e-9).mean()
    assert compare_errors(first, second, np.ones(8)).p == pytest.approx(exact, abs=0.015)


def test_that_infinite_errors_have_no_difference() -> None:
    found = compare_errors(np.array([1.0, np.inf]), np.array([2.0, 1.0]), np.ones(2))
    assert math.isnan(found.value)
    assert math.isnan(found.p)
    assert (found.only_first, found.only_second) == (1, 1)

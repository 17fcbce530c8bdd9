"""Whether a network is better than a constant answer, against the binomial distribution summed by hand."""

from __future__ import annotations

from math import comb

import numpy as np
import pytest

from robustgui.evaluation.numeric_metrics import compute_majority_share, is_no_better


def tail(correct: int, samples: int, share: float) -> float:
    return sum(comb(samples, k) * share**k * (1 - share) ** (samples - k) for k in range(correct, samples + 1))


@pytest.mark.parametrize(("samples", "share"), [(100, 0.5), (100, 0.2), (400, 0.9), (150, 0.507), (1000, 0.1)])
def test_that_the_test_is_the_exact_binomial_one(samples: int, share: float) -> None:
    for correct in range(samples + 1):
        expected = tail(correct, samples, share) > 0.05 and correct / samples < share + 0.1
        assert is_no_better(correct / samples, samples, share) == expected


def test_that_of_few_sequences_a_clear_lead_counts_as_learning() -> None:
    assert not is_no_better(0.75, 12, 0.5)
    assert is_no_better(0.5, 12, 0.5)


def test_that_an_accuracy_that_is_no_number_counts_as_a_stall() -> None:
    assert is_no_better(0.0, 10, 1.0)


def test_that_the_best_constant_answer_is_the_most_frequent_class() -> None:
    assert compute_majority_share(np.array([0, 1, 1, 2, 1])) == 0.6

"""Evidence for a way to read weights: likelihood, temperature, the majority class, and which of two is better."""

from __future__ import annotations

import math

import numpy as np
import pytest

from robustgui.importing.evidence import (
    classification_evidence,
    is_better,
    is_clearly_better,
    regression_evidence,
)

LABELS = np.array([0] * 57 + [1] * 43)


def logits(accuracy: float, size: float, seed: int = 0, labels: np.ndarray = LABELS) -> np.ndarray:
    """Scores that are right on a share of the labels, each class alike, with margins of about `size`."""
    stream = np.random.default_rng(seed)
    right = np.where(stream.random(len(labels)) < accuracy, labels, 1 - labels)
    margin = size * stream.uniform(0.5, 1.5, len(labels))
    return np.stack([np.where(right == 0, margin, 0), np.where(right == 1, margin, 0)], 1)


def test_that_the_likelihood_is_that_of_softmax_where_no_temperature_above_one_explains_more():
    scores = logits(1.0, 0.5)
    evidence = classification_evidence(scores, LABELS)
    closed = [s[y] - math.log(math.exp(s[0]) + math.exp(s[1])) for s, y in zip(scores, LABELS, strict=True)]
    np.testing.assert_allclose(evidence.log_likelihood, closed, rtol=1e-12)
    assert evidence.loss == pytest.approx(-np.mean(closed))
    prior = 0.57 * math.log(0.57) + 0.43 * math.log(0.43)
    assert evidence.gain == pytest.approx(np.mean(closed) - prior)


def test_that_confidence_does_not_count_against_a_network():
    modest, sure = (classification_evidence(logits(0.8, 1) * size, LABELS) for size in (1, 1e4))
    assert sure.loss > 100 * modest.loss
    assert sure.gain > 0.5 * modest.gain > 0
    constant = classification_evidence(np.tile([0.3, 0.0], (100, 1)), LABELS)
    assert is_better(sure, constant)
    assert not is_better(constant, sure)


@pytest.mark.parametrize("shift", [0.1, 1.0, 30.0])
def test_that_one_class_for_everything_is_never_informative_nor_preferred(shift: float):
    drift = np.random.default_rng(1).normal(size=(100, 1)) * 0.01
    constant = classification_evidence(np.hstack([shift + drift, np.zeros((100, 1))]), LABELS)
    assert constant.is_constant
    assert not constant.is_informative
    assert constant.score == 0.57
    weak = classification_evidence(logits(0.8, 3), LABELS)
    assert weak.is_informative
    assert is_better(weak, constant)
    assert is_clearly_better(weak, constant)
    assert not is_clearly_better(constant, weak)


def test_that_a_network_below_the_majority_share_is_informative_where_it_finds_the_rare_class():
    labels = np.array([0] * 950 + [1] * 50)
    stream = np.random.default_rng(0)
    wrong = stream.random(1000) < 0.2
    predicted = np.where(wrong, 1 - labels, labels)
    evidence = classification_evidence(np.eye(2)[predicted] * 4, labels)
    assert evidence.score < 0.95
    assert evidence.is_informative


def test_that_equally_good_networks_are_not_told_apart():
    one, other = (classification_evidence(logits(0.9, 2, seed), LABELS) for seed in (0, 1))
    assert not is_clearly_better(one, other)
    assert not is_clearly_better(other, one)


def test_that_a_rarer_kind_needs_more_accuracy():
    usual = classification_evidence(logits(0.9, 0.2), LABELS)
    surer = classification_evidence(logits(0.9, 2), LABELS)
    assert is_better(surer, usual)
    assert not is_better(surer, usual, rarer=True)
    assert is_better(classification_evidence(logits(1.0, 2), LABELS), usual, rarer=True)


def test_that_errors_of_numbers_are_compared_by_gaussian_likelihood():
    stream = np.random.default_rng(0)
    targets = stream.normal(size=(200, 2))
    near = regression_evidence(targets + 0.1 * stream.normal(size=targets.shape), targets)
    far = regression_evidence(targets + 0.5 * stream.normal(size=targets.shape), targets)
    nothing = regression_evidence(np.tile(targets.mean(0), (200, 1)), targets)
    assert (near.is_informative, far.is_informative, nothing.is_informative) == (True, True, False)
    assert nothing.gain == pytest.approx(0, abs=1e-12)
    assert near.loss == pytest.approx(np.square(0.1 * 1).mean(), rel=0.3)
    assert is_clearly_better(near, far)
    assert not is_clearly_better(far, near)

"""What is said of predicted numbers beside the squared error."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
import torch
from support.networks import rising

from robustgui.data import SequenceSet
from robustgui.evaluation.attack_goal import AttackGoal
from robustgui.evaluation.numeric_metrics import (
    baseline_absolute_error,
    directional_accuracy,
    mean_absolute_error,
    mean_shift,
)
from robustgui.evaluation.predictions import Predictions, score_outputs
from robustgui.evaluation.score_events import compute_fingerprint, make_clean_measured

LAST = np.array([[1.0], [1.0], [1.0], [2.0]], np.float32)
TRUE = np.array([[2.0], [0.0], [1.0], [3.0]], np.float32)  # up, down, neither, up
SAID = np.array([[1.5], [2.0], [5.0], [2.0]], np.float32)  # up, up, up, neither


@pytest.fixture(scope="module")
def part() -> SequenceSet:
    whole = rising(4, seed=0)
    return replace(whole, labels=TRUE, baseline=LAST, purpose="forecasting")


def said(part: SequenceSet, values: np.ndarray) -> Predictions:
    return score_outputs("forecasting", part, np.arange(4), torch.from_numpy(values))


def test_that_directions_are_seen_from_the_last_known_value(part: SequenceSet) -> None:
    assert directional_accuracy(part, said(part, SAID)) == 1 / 3
    assert directional_accuracy(part, said(part, TRUE)) == 1
    assert directional_accuracy(part, said(part, np.full_like(SAID, np.nan))) == 0
    assert directional_accuracy(replace(part, purpose=""), said(part, SAID)) is None
    assert directional_accuracy(replace(part, labels=LAST), said(replace(part, labels=LAST), SAID)) is None


def test_that_errors_and_shifts_are_means(part: SequenceSet) -> None:
    assert mean_absolute_error(said(part, SAID)) == pytest.approx((0.5 + 2 + 4 + 1) / 4)
    assert mean_absolute_error(said(part, np.full_like(SAID, np.nan))) == np.inf
    assert mean_shift(said(part, TRUE), said(part, SAID)) == pytest.approx((-0.5 + 2 + 4 - 1) / 4)
    assert baseline_absolute_error(part, np.arange(4)) == pytest.approx((1 + 1 + 0 + 1) / 4)


def test_that_the_clean_event_sets_persistence_beside_the_network(part: SequenceSet) -> None:
    event = make_clean_measured(part, said(part, SAID), "r", None)
    assert (event.mae, event.baseline_mae) == (pytest.approx(1.875), pytest.approx(0.75))
    assert (event.value, event.baseline) == (pytest.approx((0.25 + 4 + 16 + 1) / 4), pytest.approx(0.75))
    assert event.direction == 1 / 3
    assert np.mean(event.errors) == pytest.approx(event.value)


def test_that_other_values_labels_or_order_have_another_fingerprint(part: SequenceSet) -> None:
    same = compute_fingerprint(part, np.arange(4))
    assert same == compute_fingerprint(replace(part, values=part.values.copy()), np.arange(4))
    moved = part.values.copy()
    moved[0] += 1e-3
    others = [
        compute_fingerprint(replace(part, values=moved), np.arange(4)),
        compute_fingerprint(replace(part, labels=SAID), np.arange(4)),
        compute_fingerprint(part, np.arange(3)),
        compute_fingerprint(part, np.arange(4)[::-1]),
    ]
    assert len({same, *others}) == 5


@pytest.mark.parametrize(("direction", "better"), [("up", [0, 1, 1]), ("down", [1, 0, 1]), ("away", [1, 0, 1])])
def test_that_an_attacker_takes_what_goes_the_wanted_way(part: SequenceSet, direction: str, better: list[int]) -> None:
    before = said(part, np.array([[1.0], [1.0], [1.0], [np.nan]], np.float32))
    after = said(part, np.array([[0.5], [1.5], [np.nan], [9.0]], np.float32))
    after = replace(after, errors=np.array([2.0, 0.5, np.inf, 1.0]))
    goal = AttackGoal(None, direction)  # type: ignore[arg-type]
    assert goal.is_better(replace(before, errors=np.array([1.0, 1.0, 1.0, np.inf])), after).tolist() == [*better, 0]


def test_that_a_wanted_class_counts_above_any_wrong_answer() -> None:
    def answered(predicted: list[int]) -> Predictions:
        found, labels = np.array(predicted), np.zeros(4, np.int64)
        return Predictions("accuracy", np.arange(4), labels, found, (found != labels).astype(float), np.ones(4))

    goal = AttackGoal(np.full(4, 2))
    before, after = answered([0, 0, 1, 2]), answered([1, 2, 2, 1])
    assert goal.is_better(before, after).tolist() == [True, True, True, False]
    assert goal.choose_best(before, after).predicted.tolist() == [1, 2, 2, 2]
    assert goal.is_reached(before).tolist() == [False, False, False, True]

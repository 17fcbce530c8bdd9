"""Robustness curves."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
import torch

from robustgui.attacks.noise import Noise
from robustgui.attacks.pgd import PGD
from robustgui.base.errors import Interrupted, SettingError
from robustgui.base.events import Progress
from robustgui.base.generators import run_to_end
from robustgui.data import Dataset
from robustgui.evaluation.curve import robustness_curve
from robustgui.evaluation.events import Confusion, CurvePoint
from robustgui.evaluation.intervals import clopper_pearson
from robustgui.evaluation.scores import score_attacked, score_clean
from robustgui.models.network import Network
from robustgui.threats.linf import Linf

Case = tuple[Network, Dataset]
EPS = (0.2, 0.0, 0.05, 0.2, 0.1)
NONE = Linf(eps=0)


def points(events: list[object]) -> list[CurvePoint]:
    return [event for event in events if isinstance(event, CurvePoint)]


def test_that_points_come_in_rising_order_and_fall(classifier: Case) -> None:
    network, data = classifier
    found = points(list(robustness_curve(network, data.test, PGD(steps=4), NONE, EPS, run="a")))
    assert [point.eps for point in found] == [0.0, 0.05, 0.1, 0.2]
    values = [point.value for point in found]
    assert values == sorted(values, reverse=True)
    assert values[-1] < values[0]
    assert {(point.run, point.unit, point.metric, point.samples) for point in found} == {("a", "std", "accuracy", 300)}


def test_that_a_curve_falls_even_where_the_attack_is_mere_chance(classifier: Case) -> None:
    network, data = classifier
    budgets = [0.1 * k for k in range(8)]
    states = list(run_to_end(robustness_curve(network, data.test, Noise(), NONE, budgets)).values())
    for before, after in itertools.pairwise(states):
        assert (after.errors >= before.errors).all()
        fallen = ~before.right
        assert np.array_equal(after.predicted[fallen], before.predicted[fallen])


def test_that_the_first_point_is_clean_accuracy_and_a_single_one_is_the_attacked_score(classifier: Case) -> None:
    network, data = classifier
    clean = run_to_end(score_clean(network, data.test))
    hit = run_to_end(score_attacked(network, data.test, PGD(steps=3), Linf(eps=0.15), seed=7))
    assert run_to_end(robustness_curve(network, data.test, PGD(steps=3), NONE, [0.0]))[0.0].value == clean.value
    single = run_to_end(robustness_curve(network, data.test, PGD(steps=3), NONE, [0.15], seed=7))[0.15]
    assert np.array_equal(single.predicted, hit.predicted)


def test_that_only_survivors_are_attacked_again(classifier: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    network, data = classifier
    rows: list[int] = []
    inner = network.module.forward

    def counted(x: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        if torch.is_grad_enabled():
            rows.append(len(x))
        return inner(x, mask)

    monkeypatch.setattr(network.module, "forward", counted)
    found = points(list(robustness_curve(network, data.test, PGD(steps=1), NONE, [0.1, 0.2])))
    clean = run_to_end(score_clean(network, data.test))
    survivors = [int(clean.right.sum()), *(round(point.value * 300) for point in found[:-1])]
    assert sum(rows) == sum(survivors)


def test_that_counts_classes_and_bands_agree(classifier: Case) -> None:
    network, data = classifier
    events = list(robustness_curve(network, data.test, PGD(steps=3), NONE, [0.0, 0.1], run="a"))
    for point, table in zip(points(events), [e for e in events if isinstance(e, Confusion)], strict=True):
        counts = np.array(table.counts)
        assert counts.sum() == point.samples
        assert np.trace(counts) / counts.sum() == pytest.approx(point.value)
        assert (point.low, point.high) == clopper_pearson(int(np.trace(counts)), point.samples)
        names, right, total = zip(*point.per_class, strict=True)
        assert names == table.classes == data.test.classes
        assert list(right) == np.diag(counts).tolist()
        assert list(total) == counts.sum(1).tolist()
        again = np.zeros_like(counts)
        for true, predicted in zip(table.true, table.predicted, strict=True):
            again[true, predicted] += 1
        assert np.array_equal(counts, again)
        assert table.true == tuple(data.test.labels)


def test_that_the_error_of_a_regression_rises(regressor: Case) -> None:
    network, data = regressor
    events = list(robustness_curve(network, data.test, PGD(steps=3), NONE, [0.2, 0.0, 0.1]))
    found = points(events)
    assert [point.metric for point in found] == ["mse"] * 3
    assert found[0].value < found[1].value < found[2].value
    assert all(point.low <= point.value <= point.high for point in found)
    assert not [event for event in events if isinstance(event, Confusion)]


def test_that_a_sample_is_measured_where_one_is_asked_for(classifier: Case) -> None:
    network, data = classifier
    first, again = (
        points(list(robustness_curve(network, data.test, PGD(steps=2), NONE, [0.1], samples=50, seed=2)))
        for _ in range(2)
    )
    assert first == again
    assert first[0].samples == 50


def test_that_progress_reaches_its_total(classifier: Case) -> None:
    network, data = classifier
    events = list(robustness_curve(network, data.test, PGD(steps=1), NONE, [0.0, 0.1]))
    done = [event for event in events if isinstance(event, Progress)]
    assert [event.done for event in done] == sorted({event.done for event in done})
    assert {event.total for event in done} == {600} == {done[-1].done}


def test_that_a_negative_budget_is_refused_before_anything_is_computed(classifier: Case) -> None:
    network, data = classifier
    with pytest.raises(SettingError, match="eps"):
        next(robustness_curve(network, data.test, PGD(), NONE, [0.1, -0.1]))


def test_that_a_stop_interrupts(classifier: Case) -> None:
    network, data = classifier
    with pytest.raises(Interrupted):
        list(robustness_curve(network, data.test, PGD(), NONE, [0.1], stop=lambda: True))

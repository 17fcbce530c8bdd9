"""Budgets tried by halves: the same thresholds as trying all of them, with few attacks."""

from __future__ import annotations

import numpy as np
import pytest
from support.networks import bumps, trained

from robustgui.attacks.apgd import APGD
from robustgui.attacks.pgd import PGD
from robustgui.attacks.run import run_attack
from robustgui.base.generators import run_to_end
from robustgui.evaluation.budget_bisection import BudgetBisection
from robustgui.evaluation.curve import robustness_curve
from robustgui.models.batch import to_batch
from robustgui.models.gru import GRU
from robustgui.threats.linf import Linf

EPS = tuple(0.1 * step for step in range(1, 13))


def test_that_thresholds_are_found_with_few_attacks() -> None:
    stream = np.random.default_rng(0)
    threshold = stream.uniform(0, 1.5, 300)
    known = BudgetBisection(EPS, threshold < 0.05)
    asked = np.zeros(300, int)
    for number, chosen in known.rounds():
        rows = np.flatnonzero(chosen)
        asked[rows] += 1
        known.note(number, rows, threshold[rows] <= EPS[number], np.full(len(rows), EPS[number]))
    needed = np.searchsorted(EPS, threshold)
    assert np.array_equal(known.enough, np.where(threshold < 0.05, 0, needed))
    assert asked.max() <= 4
    assert (asked[threshold < 0.05] == 0).all()
    assert known.decided == 300 * 12


def test_that_a_small_find_saves_attacks_within_smaller_budgets() -> None:
    known = BudgetBisection(EPS, np.zeros(1, bool))
    (number, _) = next(known.rounds())
    known.note(number, np.array([0]), np.array([True]), np.array([0.15]))
    assert known.enough[0] == 1


@pytest.mark.parametrize("attack", [PGD(random_start=False), APGD(steps=10)], ids=["pgd", "apgd"])
def test_that_a_curve_by_halves_is_no_higher_than_one_attack_a_budget(attack: PGD | APGD) -> None:
    network, part = trained(GRU(hidden=12, readout="last"), bumps(200, seed=0)), bumps(150, seed=1)
    x, y, mask = to_batch(part, np.arange(150), network.space)
    found = run_to_end(robustness_curve(network, part, attack, Linf(), EPS))
    values = [found[eps].value for eps in EPS]
    assert values == sorted(values, reverse=True)
    for eps in EPS:
        x_adv = run_attack(attack, network, x, y, mask, Linf(eps=eps), seed=0).x
        with network.evaluating():
            single = float((network.outputs(x_adv, mask).argmax(1) == y).float().mean())
        assert found[eps].value <= single + 0.014
    assert values[-1] < values[0] - 0.3

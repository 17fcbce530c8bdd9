"""Several attacks on a network whose robustness is known in closed form."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest
import torch
from support.flat import STEPS, Straight, Tried, flat_data, flat_network, radii

from robustgui.attacks import Attack
from robustgui.attacks.adversarial_batch import AdversarialBatch
from robustgui.attacks.noise import Noise
from robustgui.attacks.pgd import PGD
from robustgui.attacks.run import minimise_perturbation, run_attack
from robustgui.base.events import Progress
from robustgui.data import Dataset, SequenceSet
from robustgui.data.class_shapes import class_shapes, compute_camouflage
from robustgui.evaluation import scores
from robustgui.evaluation.curve import budgets
from robustgui.evaluation.events import WORST, AttackMeasured, CleanMeasured, Confusion, CurvePoint, SequencesMeasured
from robustgui.evaluation.table import AttackTable, TableEvent
from robustgui.models.batch import to_batch
from robustgui.models.network import Network
from robustgui.threats import Threat
from robustgui.threats.l2 import L2
from robustgui.threats.linf import Linf

Case = tuple[Network, Dataset]
COUNT, WRONG = 300, 7
EPS = (0.0, 0.1, 0.25, 0.5, 1.0)


@pytest.fixture(scope="module")
def network() -> Network:
    return flat_network()


@pytest.fixture(scope="module")
def part(network: Network) -> SequenceSet:
    return flat_data(COUNT, network, wrong=WRONG)


def measured(
    network: Network, part: SequenceSet, attacks: Sequence[Attack], threat: Threat, eps: Sequence[float] = EPS,
    **more: object,
) -> tuple[AttackTable, list[TableEvent]]:  # fmt: skip
    table = AttackTable(network, part, attacks, budgets(threat, eps), run="r", **more)  # type: ignore[arg-type]
    return table, list(table.events())


def values(events: list[TableEvent], attack: str) -> list[float]:
    return [e.value for e in events if isinstance(e, CurvePoint) and e.attack == attack]


def cells(events: list[TableEvent], attack: str) -> list[AttackMeasured]:
    return [e for e in events if isinstance(e, AttackMeasured) and e.attack == attack]


def row(events: list[TableEvent], attack: str) -> SequencesMeasured:
    return next(e for e in events if isinstance(e, SequencesMeasured) and e.attack == attack)


def test_that_one_run_of_a_minimum_norm_attack_gives_the_true_curve(network: Network, part: SequenceSet) -> None:
    truth = radii(network, part, 2)
    _, events = measured(network, part, [Straight()], L2())
    assert values(events, "straight") == [(truth > eps).mean() for eps in EPS]
    assert row(events, "straight").success_eps == pytest.approx(truth, rel=1e-4)


def test_that_many_budgets_give_the_same_curve_as_the_smallest_changes(network: Network, part: SequenceSet) -> None:
    _, events = measured(network, part, [Tried(), Straight()], L2())
    assert values(events, "tried") == values(events, "straight")
    truth = radii(network, part, 2)
    assert row(events, "tried").success_eps == tuple(
        min((e for e in EPS if e >= size), default=np.inf) for size in truth
    )


def test_that_another_norm_has_its_own_radius(network: Network, part: SequenceSet) -> None:
    truth = radii(network, part, np.inf)
    _, events = measured(network, part, [PGD(steps=12)], Linf())
    assert values(events, "pgd") == [(truth > eps).mean() for eps in EPS]


def test_that_events_come_in_their_order(network: Network, part: SequenceSet) -> None:
    _, events = measured(network, part, [Tried(), Straight()], L2(), (0.2, 0.1))
    found = [e for e in events if not isinstance(e, Progress)]
    cell = [CurvePoint, Confusion, AttackMeasured]
    assert [type(e) for e in found] == [CleanMeasured, *3 * [*2 * cell, SequencesMeasured]]
    assert [e.attack for e in found if isinstance(e, SequencesMeasured)] == ["tried", "straight", WORST]
    assert [e.eps for e in found if isinstance(e, AttackMeasured)] == [0.1, 0.2] * 3


def test_that_counts_follow_from_the_single_sequences(classifier: Case) -> None:
    network, data = classifier
    table, events = measured(network, data.test, [Noise(), PGD(steps=3)], Linf(), samples=60, seed=3)
    for key in ("noise", "pgd", WORST):
        falls = np.array(row(events, key).success_eps)
        labels = data.test.labels[list(row(events, key).indices)]
        for point in (e for e in events if isinstance(e, CurvePoint) and e.attack == key):
            stands = falls > point.eps
            assert point.value == stands.mean()
            assert [right for _, right, _ in point.per_class] == [int(stands[labels == k].sum()) for k in range(3)]
        for cell in cells(events, key):
            assert cell.misclassified == int(((falls > 0) & (falls <= cell.eps)).sum())
            assert cell.right == int((falls > 0).sum())
    assert set(table.predictions) == {"noise", "pgd", WORST}


def test_that_the_worst_of_all_attacks_is_no_better_than_any_and_fallen_to_any_counts(classifier: Case) -> None:
    network, data = classifier
    _, events = measured(network, data.test, [PGD(steps=2), Noise()], Linf(), samples=80)
    worst = np.array(row(events, WORST).success_eps)
    assert (worst == np.minimum(row(events, "pgd").success_eps, row(events, "noise").success_eps)).all()
    for key in ("pgd", "noise"):
        assert all(w <= v for w, v in zip(values(events, WORST), values(events, key), strict=True))


def test_that_costs_of_sequences_add_up_and_those_of_the_worst_are_all(classifier: Case) -> None:
    network, data = classifier
    _, events = measured(network, data.test, [PGD(steps=2), Noise()], Linf(), samples=80)
    total = np.zeros((len(EPS), 2), int)
    for key in ("pgd", "noise"):
        one = row(events, key)
        last = cells(events, key)[-1]
        assert (sum(one.queries), sum(one.gradients)) == (last.queries, last.gradients)
        costs = [(cell.queries, cell.gradients, cell.seconds) for cell in cells(events, key)]
        assert costs == sorted(costs)
        assert costs[0] == (0, 0, 0.0)
        total += np.array([cost[:2] for cost in costs])
    assert [[cell.queries, cell.gradients] for cell in cells(events, WORST)] == total.tolist()


def test_that_budgets_tried_by_halves_cost_less_than_survivors_at_each(network: Network, part: SequenceSet) -> None:
    _, events = measured(network, part, [Tried()], L2())
    stood = [round(value * COUNT) for value in values(events, "tried")]
    asked = [cell.gradients for cell in cells(events, "tried")]
    assert asked[0] == 0
    assert COUNT < asked[-1] < sum(stood[:-1])


def test_that_survivors_are_packed_into_full_groups(classifier: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    network, data = classifier
    rows: list[int] = []

    def noted(attack: Attack, network: Network, x: torch.Tensor, *more: object, **named: object) -> AdversarialBatch:
        rows.append(len(x))
        return run_attack(attack, network, x, *more, **named)  # type: ignore[arg-type]

    monkeypatch.setattr(scores, "run_attack", noted)
    _, events = measured(network, data.test, [PGD(steps=1)], Linf(), (0.05, 0.1))
    left = round(values(events, "pgd")[0] * 300)
    assert rows[3:] == [min(128, left - start) for start in range(0, left, 128)]


def test_that_passing_survivors_on_spares_work_and_gives_the_same_worst(classifier: Case) -> None:
    network, data = classifier
    attacks = [PGD(steps=3), Noise()]
    _, apart = measured(network, data.test, attacks, Linf(), samples=80)
    _, passed = measured(network, data.test, attacks, Linf(), samples=80, only_survivors=True)
    assert values(passed, "pgd") == values(apart, "pgd")
    assert values(passed, "noise") == values(passed, WORST)
    assert all(p <= q for p, q in zip(values(passed, "noise"), values(apart, "noise"), strict=True))
    assert cells(passed, "noise")[-1].queries < cells(apart, "noise")[-1].queries


def test_that_smallest_changes_are_sought_for_survivors_alone(network: Network, part: SequenceSet) -> None:
    _, events = measured(network, part, [Tried(), Straight()], L2(), (0.5, 1.0), only_survivors=True)
    assert values(events, "straight") == values(events, "tried")
    assert cells(events, "straight")[-1].gradients == round(values(events, "tried")[0] * COUNT)


def test_that_the_size_of_what_fell_is_told_in_several_measures(network: Network, part: SequenceSet) -> None:
    truth = radii(network, part, 2)
    _, events = measured(network, part, [Straight()], L2())
    x = part.pad()[0].astype(np.float64)
    for cell in cells(events, "straight")[1:]:
        fell = (truth > 0) & (truth <= cell.eps)
        told = {measure.name: measure for measure in cell.measures}
        weight = np.abs(network.module.weight.detach().double().numpy())
        assert {measure.count for measure in cell.measures} == {int(fell.sum())} == {cell.misclassified}
        assert told["l2"].mean == pytest.approx(truth[fell].mean(), rel=1e-4)
        assert told["l2"].median == pytest.approx(np.median(truth[fell]), rel=1e-4)
        assert told["l1"].mean == pytest.approx((truth[fell] * weight.sum() / np.linalg.norm(weight)).mean(), rel=1e-4)
        assert told["range_l1"].mean == pytest.approx(told["l1"].mean / (200 * STEPS * 2))
        assert told["range_linf"].mean == pytest.approx(told["linf"].mean / 200)
        decibels = 20 * np.log10(np.sqrt(np.square(x[fell]).sum((1, 2))) / truth[fell])
        assert told["snr"].mean == pytest.approx(decibels.mean(), rel=1e-4)
        assert 0 < told["dtw"].mean <= told["l2"].mean * (1 + 1e-9)
        share = (truth[fell] * (weight.max(0) / np.linalg.norm(weight))[:, None]).mean(1) / 200
        assert cell.features == (("a", pytest.approx(share[0], rel=1e-4)), ("b", pytest.approx(share[1], rel=1e-4)))


def test_that_the_same_seed_gives_the_same_table_and_another_one_another(classifier: Case) -> None:
    network, data = classifier

    def points(seed: int) -> list[TableEvent]:
        _, events = measured(network, data.test, [Noise(), PGD(steps=1)], Linf(), (0.0, 0.3), seed=seed)
        return [replace(e, seconds=0.0) if isinstance(e, AttackMeasured) else e for e in events]

    first = points(1)
    assert first == points(1)
    assert first != points(2)


def test_that_a_wanted_class_is_counted_where_it_was_not_the_answer(classifier: Case) -> None:
    network, data = classifier
    table, events = measured(network, data.test, [PGD(steps=8)], Linf(aim="class", target="1"), (0.0, 0.2, 0.6))
    labels = data.test.labels
    for cell in cells(events, "pgd"):
        taken = table.predictions["pgd"][cell.eps].predicted == 1
        assert cell.targeted == int((labels != 1).sum())
        assert cell.target_reached == int((taken & (labels != 1)).sum())
    reached = [cell.target_reached for cell in cells(events, "pgd")]
    assert reached == sorted(reached)  # type: ignore[type-var]
    assert reached[-1] > reached[0]  # type: ignore[operator]


@pytest.mark.parametrize(("aim", "sign"), [("up", 1), ("down", -1)])
def test_that_numbers_are_pushed_where_the_aim_says(regressor: Case, aim: str, sign: int) -> None:
    network, data = regressor
    _, events = measured(network, data.test, [PGD(steps=3)], Linf(aim=aim), (0.0, 0.1, 0.2), samples=40)
    shifts = [sign * cell.shift for cell in cells(events, "pgd")]  # type: ignore[operator]
    assert shifts[0] == 0 < shifts[1] < shifts[2]


def test_that_absolute_errors_and_the_single_ones_are_told_of_numbers(regressor: Case) -> None:
    network, data = regressor
    table, events = measured(network, data.test, [PGD(steps=2)], Linf(), (0.0, 0.2), samples=40)
    clean = next(e for e in events if isinstance(e, CleanMeasured))
    errors = dict(row(events, "pgd").errors)
    assert errors[0.0] == clean.errors
    for cell, point in zip(cells(events, "pgd"), (e for e in events if isinstance(e, CurvePoint)), strict=True):
        found = table.predictions["pgd"][cell.eps]
        assert cell.mae == pytest.approx(np.abs(found.predicted - found.labels).mean())
        assert point.value == pytest.approx(np.mean(errors[cell.eps]))
        assert cell.direction is None
    assert row(events, "pgd").success_eps == ()
    assert {measure.count for measure in cells(events, "pgd")[1].measures} <= set(range(1, 41))
    assert cells(events, "pgd")[0].measures == ()


def test_that_camouflage_is_measured_of_what_fell(network: Network, part: SequenceSet) -> None:
    _, events = measured(network, part, [Straight()], L2())
    told = next(one for one in cells(events, "straight")[-1].measures if one.name == "camouflage")
    batch = to_batch(part, np.arange(len(part)), network.space, "cpu")
    found = minimise_perturbation(Straight(), network, *batch, L2(), seed=0)
    fell = np.flatnonzero((found.size.numpy() > 0) & (found.size.numpy() <= EPS[-1]))
    with torch.no_grad():
        taken_for = network.outputs(found.x, found.mask).argmax(1).numpy()
    clean = [part[index] for index in range(len(part))]
    shapes = class_shapes(clean, part.labels, len(part.classes))
    attacked = [network.space.to_data(found.x[index].numpy()) for index in fell]
    truth = compute_camouflage(attacked, part.labels[fell], taken_for[fell], shapes)
    assert told.count == len(fell)
    assert told.mean == pytest.approx(truth.mean(), rel=1e-5)

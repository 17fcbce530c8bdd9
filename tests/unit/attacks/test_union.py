"""One of several threats: the worst is kept, of values and tokens alike; counts, smallest changes, refusals."""

from __future__ import annotations

import pytest
import torch
from support.networks import VOCABULARY, network_of, ragged, ragged_tokens, token_network

from robustgui.attacks import ATTACKS
from robustgui.attacks.cost import Cost
from robustgui.attacks.noise import Noise
from robustgui.attacks.pgd import PGD
from robustgui.attacks.run import minimise_perturbation, run_attack
from robustgui.attacks.trace import Trace
from robustgui.base.errors import RunError, SettingError
from robustgui.models.gru import GRU
from robustgui.threats.l1 import L1
from robustgui.threats.linf import Linf
from robustgui.threats.substitutions import Substitutions
from robustgui.threats.timing import Timing
from robustgui.threats.union import Union

LENGTHS = (7, 5, 6, 7, 4, 7)


def losses(network, found, y):
    with network.evaluating(), torch.no_grad():
        return network.losses(network.outputs(found.x, found.mask), y)


def test_that_each_sequence_gets_the_worst_of_the_parts() -> None:
    network = network_of(GRU(hidden=8, readout="last"))
    x, y, mask = ragged(LENGTHS)
    parts = (Linf(eps=0.05), Timing(eps=2.0), L1(eps=1.0))
    attack = PGD(steps=5, random_start=False)
    whole = run_attack(attack, network, x, y, mask, Union(parts=parts), seed=0, goal="maximise")
    alone = [run_attack(attack, network, x, y, mask, part, seed=0, goal="maximise") for part in parts]
    by_part = torch.stack([losses(network, found, y) for found in alone])
    torch.testing.assert_close(losses(network, whole, y), by_part.amax(0))
    assert len(by_part.argmax(0).unique()) > 1
    assert (whole.size <= 1 + 1e-9).all()
    assert torch.equal(whole.region.render(whole.point), whole.x)


def test_that_budgets_of_all_parts_are_multiplied() -> None:
    network = network_of(GRU(hidden=8, readout="last"))
    x, y, mask = ragged(LENGTHS)
    threat = Union(eps=0.5, parts=(Linf(eps=0.2), L1(eps=0.4)))
    found = run_attack(PGD(steps=3), network, x, y, mask, threat, seed=0, goal="maximise")
    moved = (found.x - x).double()
    shares = torch.minimum(moved.abs().amax((1, 2)) / 0.2, moved.abs().sum((1, 2)) / 0.4)
    assert (shares <= 0.5 * (1 + 1e-6)).all()
    torch.testing.assert_close(found.size, torch.full_like(found.size, 0.5), rtol=0.05, atol=0)


def test_that_later_parts_are_tried_on_those_that_still_stand_only() -> None:
    network = network_of(GRU(hidden=8, readout="last"))
    x, _, mask = ragged(LENGTHS)
    with network.evaluating(), torch.no_grad():
        y = network.outputs(x, mask).argmax(1)
    cost = Cost.by_sequence(len(x), "cpu")
    huge, small = Linf(eps=30.0, box=False), Linf(eps=1e-4)
    found = run_attack(PGD(), network, x, y, mask, Union(parts=(huge, small)), seed=0, cost=cost)
    fell = run_attack(PGD(), network, x, y, mask, huge, seed=0)
    with network.evaluating(), torch.no_grad():
        fooled = network.outputs(fell.x, fell.mask).argmax(1) != y
    assert fooled.any()
    assert cost.each is not None
    assert cost.each.sum() == cost.queries + cost.gradients
    more = run_attack(PGD(), network, x, y, mask, small, seed=0, cost=(alone := Cost.by_sequence(len(x), "cpu")))
    assert (found.size[fooled] > 1e-3).all()
    assert more.size.max() <= 1e-4
    assert alone.each is not None


def test_that_tokens_and_their_vectors_meet_as_vectors() -> None:
    network = token_network(GRU(hidden=8, readout="last"))
    x, y, mask = ragged_tokens(LENGTHS, vocabulary=len(VOCABULARY))
    threat = Union(parts=(Substitutions(eps=0.3), Linf(eps=0.3)))
    assert threat.acts_on == "values"
    trace = Trace()
    found = run_attack(Noise(draws=3), network, x, y, mask, threat, seed=0, goal="maximise")
    traced = run_attack(Noise(draws=3), network, x, y, mask, threat, seed=0, trace=trace)
    assert found.x.shape == (*x.shape, 5)
    assert torch.equal(traced.x, found.x)
    assert all(step.shape == found.x.shape for step in trace.inputs)
    assert trace.costs == sorted(trace.costs)


def test_that_parts_that_all_replace_tokens_give_tokens() -> None:
    network = token_network(GRU(hidden=8, readout="last"))
    x, y, mask = ragged_tokens(LENGTHS)
    threat = Union(parts=(Substitutions(eps=0.2), Substitutions(eps=1.0, unit="edits", windows="0-2")))
    assert threat.acts_on == "tokens"
    found = run_attack(ATTACKS["hotflip"](), network, x, y, mask, threat, seed=0, goal="maximise")
    assert found.x.dtype == torch.int64
    assert not torch.equal(found.x, x)


def test_that_the_smallest_change_is_the_smallest_share_of_any_budget() -> None:
    network = network_of(GRU(hidden=8, readout="last"))
    x, _, mask = ragged(LENGTHS)
    with network.evaluating(), torch.no_grad():
        y = network.outputs(x, mask).argmax(1)
    attack = next(ATTACKS[name]() for name in ("fab", "fmn") if name in ATTACKS)
    parts = (Linf(eps=0.5, box=False), L1(eps=0.5, box=False))
    whole = minimise_perturbation(attack, network, x, y, mask, Union(parts=parts), seed=0)
    shares = torch.stack([minimise_perturbation(attack, network, x, y, mask, p, seed=0).size / 0.5 for p in parts])
    torch.testing.assert_close(whole.size, shares.amin(0), rtol=0.3, atol=0.0)


def test_that_an_attack_must_suit_every_part() -> None:
    network = network_of(GRU(hidden=8, readout="last"))
    x, y, mask = ragged(LENGTHS)
    with pytest.raises(RunError, match="replaces tokens, but the data are values"):
        run_attack(PGD(), network, x, y, mask, Union(parts=(Linf(), Substitutions())), seed=0)


@pytest.mark.parametrize(
    ("parts", "path"),
    [((), "parts"), (({"name": "union"},), "parts.0"), (({"name": "linf", "causal": True},), "parts.0.causal")],
)
def test_that_parts_that_make_no_sense_are_refused_at_their_place(parts: tuple[object, ...], path: str) -> None:
    with pytest.raises(SettingError) as caught:
        Union(parts=parts)
    assert list(caught.value.problems) == [path]

"""Sparse attacks: few places, the budget kept, and as strong as trying everything."""

from __future__ import annotations

import itertools

import pytest
import torch
from support.networks import attacked, network_around, network_of, plain_space, ragged
from torch import Tensor, nn

from robustgui.attacks.sparse import Sparse
from robustgui.models.batch import Batch
from robustgui.models.gru import GRU
from robustgui.models.nets.interface import SequenceModule
from robustgui.models.network import Network
from robustgui.threats.l2 import L2
from robustgui.threats.linf import Linf

EPS = 0.8
METHODS = ("greedy", "projected", "both")


def confident(count: int, T: int = 4, F: int = 2) -> tuple[Network, Batch]:
    """A network and sequences of which it is right."""
    network = network_of(GRU(hidden=8, readout="last"), F, 3, seed=3)
    x = 1.5 * torch.randn(count, T, F, generator=torch.Generator().manual_seed(0))
    mask = torch.ones(count, T, dtype=torch.bool)
    with network.evaluating(), torch.no_grad():
        return network, Batch(x, network.outputs(x, mask).argmax(1), mask)


def falls(network: Network, x: Tensor, batch: Batch) -> Tensor:
    with network.evaluating(), torch.no_grad():
        return network.outputs(x, batch.mask).argmax(1) != batch.y


def brute_force(network: Network, batch: Batch, count: int, place: str) -> Tensor:
    """Which sequences some corner of the budget fools that differs at `count` places, whatever they are, (B,)."""
    _, T, F = batch.x.shape
    cells = torch.arange(T * F).view(T, F)
    places = {"values": cells.view(-1, 1), "steps": cells, "features": cells.T}[place].tolist()
    fallen = torch.zeros(len(batch.x), dtype=torch.bool)
    for chosen in itertools.combinations(places, count):
        moved = list(itertools.chain.from_iterable(chosen))
        for signs in itertools.product((-EPS, 0.0, EPS), repeat=len(moved)):
            x = batch.x.flatten(1).clone()
            x[:, moved] += torch.tensor(signs)
            fallen |= falls(network, x.view_as(batch.x), batch)
    return fallen


@pytest.mark.parametrize(("place", "count"), [("values", 2), ("steps", 1), ("steps", 2), ("features", 1)])
def test_that_nearly_all_fall_that_trying_everything_fells(place: str, count: int) -> None:
    network, batch = confident(60)
    every = brute_force(network, batch, count, place)
    x_adv = attacked(Sparse(count=count, place=place), network, batch, Linf(eps=EPS, box=False))
    found = falls(network, x_adv, batch)
    assert 5 <= int(every.sum()) <= 55
    assert int(found.sum()) >= 0.97 * int(every.sum())


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("place", ["values", "steps", "features"])
def test_that_no_more_places_change_than_allowed(place: str, method: str) -> None:
    network = network_of(GRU(hidden=6, readout="last"))
    batch = ragged((7, 2, 5, 7), seed=1, padding=2)
    x_adv = attacked(
        Sparse(count=2, place=place, method=method), network, batch, Linf(eps=0.5, box=False), goal="maximise"
    )
    changed = x_adv != batch.x
    count = {"values": changed.flatten(1).sum(1), "steps": changed.any(2).sum(1), "features": changed.any(1).sum(1)}
    assert (count[place] >= 1).all()
    assert (count[place] <= 2).all()
    assert not changed[~batch.mask].any()
    assert ((x_adv - batch.x).abs() <= 0.5 * (1 + 1e-6)).all()


class Linear(SequenceModule):
    """Two logits of opposite sign, weighted sums of all values."""

    def __init__(self, weight: Tensor) -> None:
        super().__init__()
        self.weight = nn.Parameter(weight)

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        score = (x * mask[:, :, None] * self.weight).sum((1, 2))
        return torch.stack([score, -score], 1)


@pytest.mark.parametrize("method", METHODS)
def test_that_the_best_values_of_a_linear_network_are_chosen(method: str) -> None:
    """The margin falls most by the values with the largest weights, each moved by eps; in L2 in their ratio."""
    weight = torch.randn(6, 2, generator=torch.Generator().manual_seed(4))
    network = network_around(Linear(weight), plain_space(2))
    x = torch.zeros(1, 6, 2)
    batch = Batch(x, torch.zeros(1, dtype=torch.int64), torch.ones(1, 6, dtype=torch.bool))
    top = weight.abs().flatten().topk(3).indices
    kept = torch.zeros(12).scatter(0, top, weight.flatten()[top]).view(6, 2)
    attack = Sparse(count=3, place="values", method=method)
    moved = attacked(attack, network, batch, Linf(eps=0.1, box=False), goal="maximise")[0]
    torch.testing.assert_close(moved, -0.1 * kept.sign(), rtol=1e-5, atol=1e-6)
    moved = attacked(attack, network, batch, L2(eps=0.1, box=False), goal="maximise")[0]
    assert ((moved != 0) <= (kept != 0)).all()
    assert float(-(moved * weight).sum()) >= 0.9 * float(0.1 * kept.norm())


def test_that_greedy_ends_with_as_few_steps_as_are_enough() -> None:
    network, batch = confident(60)
    few = brute_force(network, batch, 1, "steps")
    x_adv = attacked(Sparse(count=3, place="steps", method="greedy", tries=4), network, batch, Linf(eps=EPS, box=False))
    steps = (x_adv != batch.x).any(2).sum(1)
    assert int((steps[few] == 1).sum()) >= 0.95 * int(few.sum())
    assert int(steps.max()) == 3

"""One change for all sequences: closed forms, unseen sequences, ends and budgets."""

from __future__ import annotations

import pytest
import torch
from support.networks import bumps, network_around, network_of, plain_space, ragged, trained
from torch import Tensor, nn

from robustgui.attacks.universal import Universal
from robustgui.attacks.universal_perturbation import UniversalPerturbation, apply_perturbation, fold
from robustgui.base.errors import Interrupted
from robustgui.evaluation.universal_transfer import measure_universal_transfer
from robustgui.models.gru import GRU
from robustgui.models.nets.interface import SequenceModule
from robustgui.models.network import Network
from robustgui.threats.l2 import L2
from robustgui.threats.linf import Linf


@pytest.fixture(scope="module")
def learned() -> Network:
    return trained(GRU(hidden=12, readout="last"), bumps(300, seed=0))


class Linear(SequenceModule):
    def __init__(self, weight: Tensor) -> None:
        super().__init__()
        self.weight = nn.Parameter(weight)

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        score = (x * mask[:, :, None] * self.weight).sum((1, 2))
        return torch.stack([score, -score], 1)


def linear(T: int = 6, F: int = 2) -> tuple[Network, Tensor]:
    weight = 0.05 * torch.randn(T, F, generator=torch.Generator().manual_seed(4))  # the loss stays below its cap
    space = plain_space(F)
    return network_around(Linear(weight), space), weight


def fitted(attack: Universal, threat: Linf | L2) -> tuple[Tensor, Tensor]:
    network, weight = linear()
    x = 0.1 * torch.randn(5, 6, 2, generator=torch.Generator().manual_seed(1))
    y, mask = torch.zeros(5, dtype=torch.int64), torch.ones(5, 6, dtype=torch.bool)
    return attack.fit(network, x, y, mask, threat, seed=0).u, weight


def test_that_a_linear_network_is_attacked_as_the_closed_form_says() -> None:
    u, weight = fitted(Universal(), Linf(eps=0.5, box=False))
    torch.testing.assert_close(u, -0.5 * weight.sign(), rtol=1e-5, atol=1e-5)
    u, weight = fitted(Universal(), L2(eps=0.5, box=False))
    torch.testing.assert_close(u, -0.5 * weight / weight.norm(), rtol=1e-4, atol=1e-4)


@pytest.mark.parametrize("length", [1, 2, 4])
def test_that_a_pattern_follows_the_sum_over_its_turns(length: int) -> None:
    u, weight = fitted(Universal(extent="repeated", length=length), Linf(eps=0.5, box=False))
    turns = torch.stack([weight[step::length].sum(0) for step in range(length)])
    torch.testing.assert_close(u, -0.5 * turns.sign(), rtol=1e-5, atol=1e-5)


def test_that_only_the_first_steps_change_where_it_says_so() -> None:
    network = network_of(GRU(hidden=6, readout="last"))
    x, y, mask = ragged((7, 2, 5, 7), seed=1, padding=2)
    threat = Linf(eps=0.3, box=False)
    delta = Universal(extent="first", length=3).fit(network, x, y, mask, threat, seed=0)
    changed = apply_perturbation(delta, network, x, mask, threat) != x
    assert delta.u.shape == (3, 3)
    assert changed[:, :2].all()
    assert changed[mask.sum(1) >= 3, 2].all()
    assert not changed[:, 3:].any()
    assert not changed[~mask].any()


def test_that_all_sequences_have_the_same_change_as_far_as_they_reach() -> None:
    network = network_of(GRU(hidden=6, readout="last"))
    x, y, mask = ragged((7, 2, 5, 7), seed=1)
    for threat in (Linf(eps=0.3, box=False), L2(eps=0.5, box=False)):
        delta = Universal().fit(network, x, y, mask, threat, seed=0)
        moved = apply_perturbation(delta, network, x, mask, threat) - x
        torch.testing.assert_close(moved[0], moved[3])
        assert (moved.flatten(1).norm(dim=1) <= 0.5 * (1 + 1e-6)).all() or isinstance(threat, Linf)
        if isinstance(threat, Linf):
            torch.testing.assert_close(moved[2, :5], moved[0, :5])


def test_that_unseen_sequences_are_fooled_far_more_often_than_by_chance(learned: Network) -> None:
    threat = Linf(eps=0.5, box=False)
    found = measure_universal_transfer(learned, bumps(300, seed=0), bumps(200, seed=1), Universal(), threat)
    signs = torch.randint(0, 2, (20, 2), generator=torch.Generator().manual_seed(0)) * 1.0 - 0.5
    chance = []
    for _ in range(5):
        signs = signs[torch.randperm(20, generator=torch.Generator().manual_seed(len(chance)))]
        chance.append(_fooled(learned, UniversalPerturbation(signs, repeated=False), threat))
    assert found.clean.value > 0.7
    assert found.fooling_rate > 0.3
    assert found.fooling_rate > 2 * max(chance)
    assert found.attacked.value < found.clean.value - 0.2


def _fooled(network: Network, delta: UniversalPerturbation, threat: Linf) -> float:
    part = bumps(200, seed=1)
    values, mask = (torch.from_numpy(array) for array in part.pad())
    x = torch.from_numpy(network.space.to_network(values.numpy()))
    x[~mask] = 0
    with network.evaluating(), torch.no_grad():
        before = network.outputs(x, mask).argmax(1)
        return float(
            (network.outputs(apply_perturbation(delta, network, x, mask, threat), mask).argmax(1) != before)
            .float()
            .mean()
        )


def test_that_a_change_laid_onto_longer_and_shorter_sequences_keeps_box_and_padding(learned: Network) -> None:
    threat = Linf(eps=0.5)
    delta = Universal(extent="repeated", length=3, steps=5).fit(
        learned, torch.zeros(2, 9, 2), torch.tensor([0, 1]), torch.ones(2, 9, dtype=torch.bool), threat, seed=0
    )
    x, _, mask = ragged((2, 30), features=2, seed=5, padding=1)
    x_adv = apply_perturbation(delta, learned, x, mask, threat)
    space = learned.space
    high, low = space.to_network(space.high), space.to_network(space.low)
    inside = (x <= torch.from_numpy(high)) & (x >= torch.from_numpy(low))
    assert torch.equal(x_adv[~mask], x[~mask])
    assert ((x_adv <= torch.from_numpy(high)) & (x_adv >= torch.from_numpy(low)))[inside & mask[:, :, None]].all()
    assert (x_adv[1, 24:] != x[1, 24:]).any()


def test_that_folding_finds_what_was_laid_though_boxes_cut_it() -> None:
    pattern = torch.tensor([[0.3, -0.2], [0.1, 0.4]])
    laid = pattern.repeat(3, 1).expand(4, 6, 2).clone()
    laid[0] = laid[0].clamp(-0.05, 0.05)
    laid[1, 3:] = 0
    torch.testing.assert_close(fold(laid[:, :5], 2, True), pattern)


def test_that_a_stop_ends_the_fit(learned: Network) -> None:
    with pytest.raises(Interrupted):
        measure_universal_transfer(
            learned, bumps(10, seed=0), bumps(10, seed=1), Universal(), Linf(eps=0.1), stop=lambda: True
        )

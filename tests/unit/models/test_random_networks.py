"""Predictions of random networks: the mean over the draws that their module declares."""

from __future__ import annotations

from dataclasses import replace

import pytest
import torch
from support.networks import network_of, ragged
from torch import Tensor, nn

from robustgui.attacks.cost import Cost
from robustgui.attacks.pgd import PGD
from robustgui.attacks.run import run_attack
from robustgui.models.gru import GRU
from robustgui.models.nets.interface import SequenceModule, States
from robustgui.models.network import Network
from robustgui.threats.linf import Linf

DRAWS = 5


class Dropping(SequenceModule):
    """Drops half of the input in eval mode too, as MC dropout does."""

    draws = DRAWS

    def __init__(self, inner: SequenceModule) -> None:
        super().__init__()
        self.inner = inner
        self.passes = 0

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        self.passes += 1
        outputs: Tensor = self.inner(nn.functional.dropout(x, 0.5, training=True), mask)
        return outputs

    def states(self, x: Tensor, mask: Tensor) -> States:
        return self.inner.states(nn.functional.dropout(x, 0.5, training=True), mask)


@pytest.fixture
def batch() -> tuple[Tensor, Tensor, Tensor]:
    return ragged((6, 4, 3))


@pytest.fixture
def plain() -> Network:
    return network_of(GRU(hidden=6, readout="last"))


def test_that_a_deterministic_network_predicts_the_softmax_of_one_pass(plain: Network, batch: tuple) -> None:
    x, _, mask = batch
    with plain.evaluating(), torch.no_grad():
        assert torch.equal(plain.predict(x, mask), plain.module(x, mask).softmax(1))


def test_that_a_random_network_predicts_its_mean_the_same_each_time(plain: Network, batch: tuple) -> None:
    x, _, mask = batch
    network = replace(plain, module=Dropping(plain.module))
    torch.manual_seed(3)
    before = torch.get_rng_state()
    found = network.predict(x, mask)
    assert torch.equal(torch.get_rng_state(), before)
    assert torch.equal(network.predict(x, mask), found)
    with network.evaluating(), torch.no_grad():
        each = torch.stack([network.module(x, mask).softmax(1) for _ in range(DRAWS)])
    assert torch.allclose(found, each.mean(0), atol=1e-6)
    assert not torch.allclose(each[0], each[1], atol=1e-3)
    states = network.states(x, mask)
    assert torch.allclose(states.outputs.softmax(1).sum(1), torch.ones(3))


def test_that_training_takes_one_draw_and_an_attack_all_of_them(plain: Network, batch: tuple) -> None:
    x, y, mask = batch
    network = replace(plain, module=Dropping(plain.module))
    network.module.train()
    network.outputs(x, mask)
    assert network.module.passes == 1
    cost = Cost()
    run_attack(PGD(steps=2, restarts=1), network, x, y, mask, Linf(), seed=0, goal="maximise", cost=cost)
    assert network.module.passes == 1 + 2 * DRAWS
    assert cost.gradients == 2 * DRAWS * len(x)
    assert network.module.training

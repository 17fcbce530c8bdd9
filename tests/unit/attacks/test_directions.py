"""Where numbers are to go: up, down and away, against the closed form of a linear network; and random networks."""

from __future__ import annotations

import pytest
import torch
from support.networks import attacked, network_around, network_of, plain_space, ragged
from torch import Tensor, nn

from robustgui.attacks import Attack
from robustgui.attacks.apgd import APGD
from robustgui.attacks.autoattack import AutoAttack
from robustgui.attacks.fgsm import FGSM
from robustgui.attacks.pgd import PGD
from robustgui.attacks.sparse import Sparse
from robustgui.attacks.universal import Universal
from robustgui.models.batch import Batch
from robustgui.models.gru import GRU
from robustgui.models.nets.interface import SequenceModule
from robustgui.models.network import Network
from robustgui.threats.l2 import L2
from robustgui.threats.linf import Linf

EVERY = [
    FGSM(), PGD(random_start=False), PGD(steps=20, momentum=1.0), APGD(steps=20), AutoAttack(steps=10, queries=20),
    Sparse(count=30, place="values", steps=20), Universal(),
]  # fmt: skip
on_every = pytest.mark.parametrize(
    "attack", EVERY, ids=lambda attack: f"{attack.name}-{getattr(attack, 'momentum', 0)}"
)
T, F = 5, 3
WEIGHT = torch.randn(T, F, generator=torch.Generator().manual_seed(0))


class Weighted(SequenceModule):
    """One predicted number: a weighted sum of all values."""

    def __init__(self) -> None:
        super().__init__()
        self.weight = nn.Parameter(WEIGHT.clone())

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        return (x * mask[:, :, None] * self.weight).sum((1, 2))[:, None]  # (B, 1)


def forecaster() -> Network:
    return network_around(Weighted(), plain_space(F), task="regression", classes=(), outputs=1)


@on_every
@pytest.mark.parametrize(("aim", "sign"), [("up", 1.0), ("down", -1.0)])
def test_that_numbers_go_up_and_down_as_far_as_the_closed_form_says(attack: Attack, aim: str, sign: float) -> None:
    """By eps ||w||_1 in L-inf, whatever the truth is, and by eps ||w||_2 in L2."""
    network = forecaster()
    x, _, mask = ragged((T, T, T), seed=2)
    batch = Batch(x, torch.tensor([[-50.0], [0.0], [50.0]]), mask)
    for threat, reach in (
        (Linf(eps=0.1, box=False, aim=aim), 0.1 * WEIGHT.abs().sum()),
        (L2(eps=0.1, box=False, aim=aim), 0.1 * WEIGHT.norm()),
    ):
        x_adv = attacked(attack, network, batch, threat)
        with torch.no_grad():
            moved = network.outputs(x_adv, mask) - network.outputs(x, mask)
        torch.testing.assert_close(moved, (sign * reach).expand_as(moved), rtol=2e-3, atol=2e-4)


@on_every
def test_that_numbers_go_away_from_the_truth(attack: Attack) -> None:
    network = forecaster()
    x, _, mask = ragged((T, T, T), seed=2)
    with torch.no_grad():
        before = network.outputs(x, mask)
    side = 1.0 if isinstance(attack, Universal) else torch.tensor([[1.0], [-1.0], [1.0]])  # one change, one side
    x_adv = attacked(attack, network, Batch(x, before - side, mask), Linf(eps=0.1, box=False))
    with torch.no_grad():
        moved = network.outputs(x_adv, mask) - before
    torch.testing.assert_close(moved, side * (0.1 * WEIGHT.abs().sum()).expand_as(moved), rtol=1e-3, atol=1e-4)


@pytest.mark.parametrize(
    "attack",
    [PGD(steps=20), APGD(steps=20), AutoAttack(steps=20, queries=50), Sparse(count=6, place="steps")],
    ids=lambda attack: attack.name,
)
def test_that_a_wanted_class_is_reached_where_the_budget_is_large(attack: Attack) -> None:
    network = network_of(GRU(hidden=8, readout="last"), seed=2)
    network.module.get_submodule("head").weight.data.mul_(6)
    x, _, mask = ragged((6,) * 20, seed=4)
    with network.evaluating(), torch.no_grad():
        y = network.outputs(x, mask).argmax(1)
    target = (y + 1) % 4
    x_adv = attacked(attack, network, Batch(x, y, mask), Linf(eps=3.0, box=False), target=target)
    with network.evaluating(), torch.no_grad():
        assert (network.outputs(x_adv, mask).argmax(1) == target).float().mean() >= 0.8


class Shaken(SequenceModule):
    """A network that hides its answer behind random noise at prediction, added to the input."""

    def __init__(self, inner: nn.Module, noise: float) -> None:
        super().__init__()
        self.inner, self.noise = inner, noise

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        dropped: Tensor = nn.functional.dropout(x, self.noise, training=True)
        answer: Tensor = self.inner(dropped, mask)
        return answer


def test_that_averaging_draws_beats_a_network_with_random_dropout() -> None:
    """Measured on the mean answer of many draws, with as many steps."""
    plain = network_of(GRU(hidden=16, readout="last"), seed=1)
    plain.module.get_submodule("head").weight.data.mul_(6)
    x, _, mask = ragged((12,) * 60, seed=5)
    network = network_around(Shaken(plain.module, 0.6), plain.space, classes=plain.classes)

    def truth(x: Tensor) -> Tensor:
        with torch.random.fork_rng(), network.evaluating(), torch.no_grad():
            torch.manual_seed(0)
            return torch.stack([network.outputs(x, mask).softmax(1) for _ in range(200)]).mean(0)  # (B, K)

    y = truth(x).argmax(1)
    hidden = []
    for samples in (1, 8):
        attack = PGD(steps=10, step_size=0.1, random_start=False, eot_samples=samples)
        x_adv = attacked(attack, network, Batch(x, y, mask), Linf(eps=0.15, box=False), goal="maximise")
        hidden.append(truth(x_adv).gather(1, y[:, None])[:, 0])
    assert hidden[1].mean() < hidden[0].mean() - 0.01
    assert (hidden[1] < hidden[0]).float().mean() > 0.7

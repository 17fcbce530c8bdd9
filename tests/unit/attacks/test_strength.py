"""How strong attacks are, against closed forms, a plain fifteen-line PGD and Foolbox."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
import torch
from support.networks import attacked, bumps, network_around, network_of, plain_space, ragged, trained
from torch import Tensor, nn

from robustgui.attacks import Attack
from robustgui.attacks.fgsm import FGSM
from robustgui.attacks.noise import Noise
from robustgui.attacks.pgd import PGD
from robustgui.base.seeding import torch_stream
from robustgui.models.batch import Batch, to_batch
from robustgui.models.gru import GRU
from robustgui.models.nets.interface import SequenceModule
from robustgui.models.network import Network
from robustgui.threats import THREATS, BallThreat
from robustgui.threats.l2 import L2
from robustgui.threats.linf import Linf

BALLS = [name for name in THREATS if issubclass(THREATS[name], BallThreat)]
EPS, STEPS, SHARE = 0.3, 10, 0.25


@pytest.fixture(scope="module")
def learned() -> tuple[Network, Batch]:
    """A small GRU, and 500 sequences of full length that it has not seen."""
    network = trained(GRU(hidden=12, readout="last"), bumps(300, seed=0))
    test = bumps(1500, seed=1)
    full = np.flatnonzero(test.lengths >= 18)[:500]
    cut = [test[i][:18] for i in full]
    x = torch.from_numpy(network.space.to_network(np.stack(cut)))
    return network, Batch(x, torch.from_numpy(test.labels[full]), torch.ones(500, 18, dtype=torch.bool))


def accuracy(network: Network, x: Tensor, batch: Batch) -> float:
    with network.evaluating(), torch.no_grad():
        return float((network.outputs(x, batch.mask).argmax(1) == batch.y).float().mean())


def robust(network: Network, batch: Batch, attack: Attack, eps: float = EPS, seed: int = 0) -> float:
    return accuracy(network, attacked(attack, network, batch, Linf(eps=eps, box=False), seed=seed), batch)


def plain_pgd(network: Network, batch: Batch, start: Tensor, eps: float) -> Tensor:
    """Madry et al. 2018, as one would write it on a slide."""
    x_adv = start.clone()
    for _ in range(STEPS):
        x_adv.requires_grad_(True)
        loss = nn.functional.cross_entropy(network.module(x_adv, batch.mask), batch.y)
        (gradient,) = torch.autograd.grad(loss, x_adv)
        x_adv = x_adv.detach() + SHARE * eps * gradient.sign()
        x_adv = batch.x + (x_adv - batch.x).clamp(-eps, eps)
    return x_adv.detach()


def test_that_pgd_is_as_strong_as_a_plain_one_from_the_same_start(learned: tuple[Network, Batch]) -> None:
    network, batch = learned
    network.module.eval()
    for eps in (0.1, EPS):
        plain = accuracy(network, plain_pgd(network, batch, batch.x, eps), batch)
        ours = robust(network, batch, PGD(steps=STEPS, step_size=SHARE, random_start=False), eps)
        assert 0.05 < plain < 0.95
        assert ours <= plain
        assert ours == pytest.approx(plain, abs=0.005)


def test_that_pgd_from_a_random_start_is_as_strong_as_a_plain_one(learned: tuple[Network, Batch]) -> None:
    """The last iterate of goal "maximise" is the plain method's to rounding, start included."""
    network, batch = learned
    network.module.eval()
    unit = torch.rand(batch.x.shape, generator=torch_stream(0, "pgd")) * 2 - 1
    plain = plain_pgd(network, batch, batch.x + EPS * unit, EPS)
    ours = attacked(PGD(steps=STEPS), network, batch, Linf(eps=EPS, box=False), goal="maximise")
    assert accuracy(network, ours, batch) == pytest.approx(accuracy(network, plain, batch), abs=0.005)
    assert (ours - plain).abs().gt(1e-4).float().mean() < 0.01


def test_that_pgd_is_as_strong_as_foolbox(learned: tuple[Network, Batch]) -> None:
    foolbox = pytest.importorskip("foolbox")
    network, batch = learned

    class FullLength(nn.Module):
        def forward(self, x: Tensor) -> Tensor:
            return network.module(x, torch.ones(x.shape[:2], dtype=torch.bool))

    reach = float(batch.x.abs().max()) + 1
    model = foolbox.PyTorchModel(FullLength().eval(), bounds=(-reach, reach), device="cpu")
    theirs = foolbox.attacks.LinfPGD(steps=STEPS, rel_stepsize=SHARE, random_start=False)
    _, x_adv, _ = theirs(model, batch.x, batch.y, epsilons=EPS)
    ours = robust(network, batch, PGD(steps=STEPS, step_size=SHARE, random_start=False))
    assert ours == pytest.approx(accuracy(network, x_adv, batch), abs=0.005)


def test_that_pgd_is_stronger_than_fgsm_and_that_than_noise(learned: tuple[Network, Batch]) -> None:
    network, batch = learned
    clean = accuracy(network, batch.x, batch)
    noise = robust(network, batch, Noise(kind="sign", draws=10))
    assert robust(network, batch, PGD(steps=STEPS)) <= robust(network, batch, FGSM()) < noise <= clean


@pytest.mark.parametrize("name", BALLS)
def test_that_pgd_is_never_weaker_than_noise_in_any_threat(name: str, learned: tuple[Network, Batch]) -> None:
    network, batch = learned
    batch = Batch(*(part[:100] for part in batch))
    threat = THREATS[name](eps={"linf": 0.2, "l2": 1.0, "l1": 3.0}.get(name, 0.5))
    left = [
        accuracy(network, attacked(attack, network, batch, threat), batch)
        for attack in (PGD(steps=STEPS), Noise(draws=10))
    ]
    assert left[0] < left[1]


def test_that_more_restarts_are_never_weaker(learned: tuple[Network, Batch]) -> None:
    network, batch = learned
    batch = Batch(*(part[:200] for part in batch))
    scores = [robust(network, batch, PGD(steps=3, restarts=restarts)) for restarts in (1, 2, 5)]
    assert scores[0] >= scores[1] >= scores[2]
    assert scores[0] > scores[2]


def test_that_restarts_raise_the_loss_of_every_sequence_where_that_is_the_goal() -> None:
    network = network_of(GRU(hidden=6, readout="last"))
    batch = ragged((7, 2, 5, 7), seed=1)
    losses = []
    for restarts in (1, 4):
        x_adv = attacked(PGD(steps=2, restarts=restarts), network, batch, L2(eps=1.0), goal="maximise")
        with torch.no_grad():
            losses.append(network.losses(network.outputs(x_adv, batch.mask), batch.y))
    assert (losses[1] >= losses[0] - 1e-6).all()


def test_that_robust_accuracy_falls_with_the_budget(learned: tuple[Network, Batch]) -> None:
    network, batch = learned
    scores = [robust(network, batch, PGD(steps=STEPS), eps) for eps in (0.0, 0.05, 0.1, 0.2, 0.4)]
    assert scores == sorted(scores, reverse=True)
    assert scores[-1] < scores[0] - 0.3


def test_that_a_target_is_reached_where_the_budget_is_large(learned: tuple[Network, Batch]) -> None:
    network, batch = learned
    batch = Batch(*(part[:100] for part in batch))
    target = (batch.y + 1) % 3
    threat = Linf(eps=1.5, box=False)
    x_adv = attacked(PGD(steps=20), network, batch, threat, target=target)
    with network.evaluating(), torch.no_grad():
        assert (network.outputs(x_adv, batch.mask).argmax(1) == target).float().mean() > 0.9


class Linear(SequenceModule):
    """Logits are weighted sums of all values of the sequence."""

    def __init__(self, T: int, F: int, K: int) -> None:
        super().__init__()
        generator = torch.Generator().manual_seed(0)
        self.weight = nn.Parameter(torch.randn(T, F, K, generator=generator))

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        return torch.einsum("btf,tfk->bk", x * mask[:, :, None], self.weight)


def linear_network(T: int, F: int) -> Network:
    return network_around(Linear(T, F, 2), plain_space(F))


@pytest.mark.parametrize("attack", [FGSM(), PGD(steps=10, random_start=False)], ids=["fgsm", "pgd"])
def test_that_two_linear_logits_are_attacked_as_the_closed_form_says(attack: Attack) -> None:
    """The margin z_y - z_k falls by eps ||w_y - w_k||_1 in L-inf and by eps ||w_y - w_k||_2 in L2."""
    network = linear_network(5, 3)
    x, _, mask = ragged((5, 5, 5, 5), seed=2)
    y = torch.tensor([0, 1, 0, 1])
    weight = network.module.weight.detach()
    apart = (weight[..., 0] - weight[..., 1]) * torch.where(y == 0, 1.0, -1.0)[:, None, None]  # (B, T, F)
    for threat, step in (
        (Linf(eps=0.1, box=False), 0.1 * apart.sign()),
        (L2(eps=0.1, box=False), 0.1 * apart / apart.flatten(1).norm(dim=1)[:, None, None]),
    ):
        x_adv = attacked(attack, network, Batch(x, y, mask), threat, goal="maximise")
        torch.testing.assert_close(x_adv, x - step, rtol=1e-5, atol=1e-5)


@pytest.mark.parametrize(("kind", "deviation"), [("gaussian", 1.0), ("uniform", 3**-0.5), ("sign", 1.0)])
def test_that_noise_has_its_distribution(kind: str, deviation: float) -> None:
    network = linear_network(50, 4)
    x = torch.zeros(100, 50, 4)
    batch = Batch(x, torch.zeros(100, dtype=torch.int64), torch.ones(100, 50, dtype=torch.bool))
    draw: Callable[[], Tensor] = lambda: attacked(  # noqa: E731
        Noise(kind=kind), network, batch, Linf(eps=0.5, box=False), goal="maximise"
    )
    u = draw() / 0.5
    assert float(u.mean()) == pytest.approx(0, abs=0.03)
    if kind == "gaussian":  # cut at the budget: two thirds stay as they are
        inside = u.abs() < 1
        assert float(inside.float().mean()) == pytest.approx(0.6827, abs=0.02)
        assert float(u[inside].std()) == pytest.approx(0.5396, abs=0.02)
    else:
        assert float(u.std()) == pytest.approx(deviation, abs=0.02)
    if kind == "sign":
        torch.testing.assert_close(u.abs(), torch.ones_like(u), rtol=1e-5, atol=1e-5)


def test_that_of_several_draws_the_most_harmful_is_kept() -> None:
    network = network_of(GRU(hidden=6, readout="last"))
    batch = ragged((7, 2, 5, 7), seed=1)
    losses = []
    for draws in (1, 20):
        x_adv = attacked(Noise(draws=draws), network, batch, Linf(eps=0.5), goal="maximise")
        with torch.no_grad():
            losses.append(network.losses(network.outputs(x_adv, batch.mask), batch.y))
    assert (losses[1] >= losses[0]).all()
    assert (losses[1] > losses[0]).any()


def test_that_the_unseen_part_of_a_batch_does_not_matter() -> None:
    """An attack without chance gives a sequence the same perturbation alone and among longer ones."""
    part = bumps(6, seed=3)
    network = trained(GRU(hidden=6, readout="last"), bumps(64, seed=0), epochs=2)
    attack = PGD(steps=3, random_start=False)
    for name in BALLS:
        threat = THREATS[name](eps=0.5)
        every = to_batch(part, np.arange(6), network.space)
        together = attacked(attack, network, every, threat, goal="maximise")
        short = int(part.lengths.argmin())
        alone = to_batch(part, np.array([short]), network.space)
        found = attacked(attack, network, alone, threat, goal="maximise")
        torch.testing.assert_close(together[short, : found.shape[1]], found[0], rtol=1e-4, atol=1e-4)

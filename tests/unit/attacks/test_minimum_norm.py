"""Attacks that look for the smallest change, against closed forms and Foolbox."""

from __future__ import annotations

import numpy as np
import pytest
import torch
from support.networks import VOCABULARY, bumps, moods, network_around, network_of, plain_space, ragged, trained
from torch import Tensor, nn

from robustgui.attacks.bisection import Bisection
from robustgui.attacks.carlini_wagner import CarliniWagner
from robustgui.attacks.deepfool import DeepFool
from robustgui.attacks.default_attacks import choose_minimum_norm_attack
from robustgui.attacks.fab import FAB
from robustgui.attacks.fmn import FMN
from robustgui.attacks.minimum_norm import MinimumNorm
from robustgui.attacks.run import minimise_perturbation
from robustgui.attacks.tsfool import TSFool
from robustgui.data.class_shapes import class_shapes, compute_camouflage
from robustgui.models.batch import Batch, to_batch
from robustgui.models.gru import GRU
from robustgui.models.lstm import LSTM
from robustgui.models.nets.interface import SequenceModule
from robustgui.models.network import Network
from robustgui.threats import THREATS, Threat
from robustgui.threats.substitutions import Substitutions

NORMS = ("l1", "l2", "linf")
T = 14


class Linear(SequenceModule):
    """Logits are weighted sums of all values of the sequence."""

    def __init__(self, K: int) -> None:
        super().__init__()
        self.weight = nn.Parameter(torch.randn(5, 3, K, generator=torch.Generator().manual_seed(0)))

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        return torch.einsum("btf,tfk->bk", x * mask[:, :, None], self.weight)


class Saturated(SequenceModule):
    """Answers by the sign of the mean, so surely that no gradient is left."""

    def __init__(self) -> None:
        super().__init__()
        self.scale = nn.Parameter(torch.tensor(1e6))

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        mean = torch.tanh(self.scale * x.mean((1, 2)))
        return torch.stack([mean, -mean], 1)


@pytest.fixture(scope="module")
def learned() -> tuple[Network, Batch]:
    """An LSTM of two layers, and sequences of full length that it answers rightly."""
    network = trained(LSTM(hidden=12, layers=2, readout="last"), bumps(300, seed=0), epochs=15)
    test = bumps(300, seed=1)
    chosen = [i for i in range(300) if test.lengths[i] >= T][:40]
    x = torch.stack([torch.from_numpy(network.space.to_network(test[i][:T])) for i in chosen])
    mask = torch.ones(x.shape[:2], dtype=torch.bool)
    with network.evaluating(), torch.no_grad():
        y = network.outputs(x, mask).argmax(1)
    return network, Batch(x, y, mask)


def sizes(attack: MinimumNorm, network: Network, batch: Batch, norm: str, **limits: object) -> Tensor:
    threat = THREATS[norm](unit="data", **({"box": False} | limits))
    return minimise_perturbation(attack, network, *batch, threat, seed=0).size


def linear(norm: str) -> tuple[Network, Batch, Tensor]:
    """A linear network, what it answers, and how far that is from being answered otherwise."""
    module = Linear(2)
    network = network_around(module, plain_space(3))
    x, _, mask = ragged((5, 5, 5, 5), seed=2)
    with torch.no_grad():
        logits = network.outputs(x, mask)
    apart = (module.weight[..., 0] - module.weight[..., 1]).detach().flatten()
    dual = {"l1": apart.abs().max(), "l2": apart.norm(), "linf": apart.abs().sum()}[norm]
    return network, Batch(x, logits.argmax(1), mask), ((logits[:, 0] - logits[:, 1]).abs() / dual).double()


@pytest.mark.parametrize("norm", NORMS)
@pytest.mark.parametrize(
    "attack",
    [FMN(), FAB(), FAB(rivals="nearest"), FAB(restarts=2), DeepFool()],
    ids=["fmn", "fab", "fab nearest", "fab restarts", "deepfool"],
)
def test_that_two_linear_logits_are_fooled_at_their_distance(attack: MinimumNorm, norm: str) -> None:
    """The distance to the boundary is (z_y - z_k) / ||w_y - w_k|| in the dual norm."""
    network, batch, distance = linear(norm)
    torch.testing.assert_close(sizes(attack, network, batch, norm), distance, rtol=2e-3, atol=1e-5)


def foolbox_sizes(name: str, network: Network, batch: Batch, norm: str, **settings: object) -> Tensor:
    """What an attack of Foolbox finds; infinite where that is nothing."""
    foolbox = pytest.importorskip("foolbox")

    class FullLength(nn.Module):
        def forward(self, x: Tensor) -> Tensor:
            return network.module(x, torch.ones(x.shape[:2], dtype=torch.bool))

    model = foolbox.PyTorchModel(FullLength().eval(), bounds=(-100, 100), device="cpu")
    _, x_adv, fooled = getattr(foolbox.attacks, name)(**settings)(model, batch.x, batch.y, epsilons=None)
    u = ((x_adv - batch.x) * torch.from_numpy(network.space.std).float()).flatten(1).double()
    order = {"l1": 1, "l2": 2, "linf": torch.inf}[norm]
    return torch.linalg.vector_norm(u, ord=order, dim=1).masked_fill(~fooled, torch.inf)


@pytest.mark.parametrize(
    ("attack", "name", "norm"),
    [
        (FMN(), "L1FMNAttack", "l1"),
        (FMN(), "L2FMNAttack", "l2"),
        (FMN(), "LInfFMNAttack", "linf"),
        (FAB(steps=30), "LInfFMNAttack", "linf"),
        (FAB(steps=30), "L2FMNAttack", "l2"),
        (DeepFool(), "L2DeepFoolAttack", "l2"),
        (DeepFool(), "LinfDeepFoolAttack", "linf"),
        (CarliniWagner(), "L2CarliniWagnerAttack", "l2"),
    ],
)
def test_that_no_change_is_larger_than_foolboxs_in_the_middle_and_on_the_whole(
    attack: MinimumNorm, name: str, norm: str, learned: tuple[Network, Batch]
) -> None:
    network, batch = learned
    ours = sizes(attack, network, batch, norm)
    settings = {"binary_search_steps": 5, "steps": 60} if name == "L2CarliniWagnerAttack" else {}
    theirs = foolbox_sizes(name, network, batch, norm, **settings)
    assert ours.isfinite().all()
    assert ours.median() <= theirs.median() * 1.001
    assert ours.mean() <= theirs.mean() * 1.001


@pytest.mark.parametrize(("norm", "precision"), [("l2", 0.05), ("linf", 0.05), ("linf", 0.5)])
def test_that_bisection_ends_at_the_distance_of_a_linear_boundary(norm: str, precision: float) -> None:
    network, batch, distance = linear(norm)
    found = sizes(Bisection(precision=precision), network, batch, norm)
    assert (found >= distance * (1 - 1e-5)).all()
    assert (found <= distance * (1 + precision) * 1.05).all()


def test_that_carlini_and_wagner_come_to_the_distance_of_a_linear_boundary() -> None:
    network, batch, distance = linear("l2")
    torch.testing.assert_close(sizes(CarliniWagner(), network, batch, "l2"), distance, rtol=0.01, atol=1e-4)


def test_that_shortening_never_makes_a_change_larger(learned: tuple[Network, Batch]) -> None:
    network, batch = learned
    loop, shortened = (sizes(FMN(shorten=steps, afar=False), network, batch, "l1") for steps in (0, 25))
    assert (shortened <= loop * 1.002).all()  # the last halving is as coarse
    assert shortened[loop.isfinite()].mean() < loop[loop.isfinite()].mean()


@pytest.mark.parametrize("attack", [FMN(), FAB(), DeepFool()], ids=["fmn", "fab", "deepfool"])
@pytest.mark.parametrize("batch", [1, 6])
def test_that_a_network_without_gradients_is_fooled_all_the_same(attack: MinimumNorm, batch: int) -> None:
    network = network_around(Saturated(), plain_space(1))
    x = (
        torch.linspace(1, 2, batch * 8).view(batch, 8, 1)
        * torch.where(torch.arange(batch) % 2 == 0, 1, -1)[:, None, None]
    )
    with torch.no_grad():
        y = network.outputs(x, torch.ones(batch, 8, dtype=torch.bool)).argmax(1)
    for norm in NORMS:
        assert sizes(attack, network, Batch(x, y, torch.ones(batch, 8, dtype=torch.bool)), norm).isfinite().all()


@pytest.mark.parametrize("norm", NORMS)
@pytest.mark.parametrize("attack", [FMN(), FAB()], ids=["fmn", "fab"])
def test_that_the_wanted_class_is_reached(attack: MinimumNorm, norm: str, learned: tuple[Network, Batch]) -> None:
    network, batch = learned
    target = (batch.y + 1) % 3
    threat = THREATS[norm](unit="data", box=False)
    found = minimise_perturbation(attack, network, *batch, threat, seed=0, target=target)
    with network.evaluating(), torch.no_grad():
        assert torch.equal(network.outputs(found.x, batch.mask).argmax(1), target)
    assert found.size.mean() > sizes(attack, network, batch, norm).mean()


@pytest.mark.parametrize("attack", [FMN(), FAB()], ids=["fmn", "fab"])
def test_that_window_features_and_range_hold(attack: MinimumNorm, learned: tuple[Network, Batch]) -> None:
    network, batch = learned
    threat = THREATS["l1"](unit="data", first_step=8, features=(1,))
    found = minimise_perturbation(attack, network, *batch, threat, seed=0)
    changed = found.x != batch.x
    assert found.size.isfinite().any()
    assert not changed[:, :8].any()
    assert not changed[:, :, 0].any()
    values = network.space.to_data(found.x[changed.any(2)].numpy())
    assert (values <= network.space.high + 1e-6).all()


def test_that_a_sequence_answered_wrongly_needs_no_change() -> None:
    network = network_of(GRU(hidden=6, readout="last"))
    x, y, mask = ragged((7, 2, 5, 7), seed=1)
    with network.evaluating(), torch.no_grad():
        y = (network.outputs(x, mask).argmax(1) + 1) % 4
    assert not sizes(FMN(), network, Batch(x, y, mask), "l2").any()


def test_that_few_edits_of_a_text_are_found_by_bisection() -> None:
    """No text that is fooled by one replaced token is left with more of them."""
    network = trained(GRU(hidden=12, readout="last"), moods(200, seed=0), epochs=4)
    x, y, mask = to_batch(moods(24, seed=1), np.arange(24), network.space)
    with network.evaluating(), torch.no_grad():
        y = network.outputs(x, mask).argmax(1)
        found = minimise_perturbation(Bisection(beam=60), network, x, y, mask, Substitutions(unit="edits"), seed=0)
        for row in range(24):
            tried = x[row].repeat(x.shape[1] * len(VOCABULARY), 1)
            places = torch.arange(len(tried))
            tried[places, places // len(VOCABULARY)] = places % len(VOCABULARY)
            allowed = mask[row][places // len(VOCABULARY)] & (places % len(VOCABULARY) > 0)
            fooled = network.outputs(tried, mask[row].repeat(len(tried), 1)).argmax(1) != y[row]
            assert (found.size[row] == 1) == bool((fooled & allowed).any())


def test_that_slack_buys_a_better_camouflage(learned: tuple[Network, Batch]) -> None:
    """With the shapes of the classes in the batch, in the unit of the budget."""
    network, batch = learned
    threat = THREATS["l2"](unit="data", box=False)
    values = network.space.to_data(batch.x.numpy())
    shapes = class_shapes(list(values), batch.y.numpy(), 3)
    means, sizes = [], []
    for slack in (0.0, 3.0):
        found = minimise_perturbation(TSFool(slack=slack), network, *batch, threat, seed=0)
        with network.evaluating(), torch.no_grad():
            taken_for = network.outputs(found.x, batch.mask).argmax(1).numpy()
        attacked = list(network.space.to_data(found.x.numpy()))
        means.append(np.mean(compute_camouflage(attacked, batch.y.numpy(), taken_for, shapes)))
        sizes.append(found.size.mean())
    assert means[1] < means[0]
    assert sizes[0] <= sizes[1]


@pytest.mark.parametrize(
    ("threat", "name"),
    [
        (THREATS["l1"](), "fmn"),
        (THREATS["linf"](), "fmn"),
        (THREATS["intersection"](), "bisection"),
        (THREATS["substitutions"](), "bisection"),
        (THREATS["l2"](knowledge="labels"), "hop_skip_jump"),
    ],
)
def test_that_every_threat_has_an_attack_for_the_smallest_change(threat: Threat, name: str) -> None:
    assert choose_minimum_norm_attack(threat).name == name

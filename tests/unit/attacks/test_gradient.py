"""The input gradient that attacks see is that of the network in eval mode, for every cell, depth and direction."""

from __future__ import annotations

import itertools
from dataclasses import dataclass, field
from types import SimpleNamespace

import pytest
import torch
from support.networks import LENGTHS, network_of, ragged
from support.reference_rnn import cross_entropy_gradient, double_weights
from torch import Tensor

from robustgui.attacks.base import Attack
from robustgui.attacks.problem import Problem
from robustgui.attacks.run import run_attack
from robustgui.models import Model
from robustgui.models.elman import Elman
from robustgui.models.gru import GRU
from robustgui.models.lstm import LSTM
from robustgui.models.network import Network
from robustgui.threats.linf import Linf

CELLS: dict[str, type[Model]] = {"tanh": Elman, "relu": Elman, "gru": GRU, "lstm": LSTM}
CASES = list(itertools.product(CELLS, (1, 2, 3), (False, True)))
READOUTS = ("last", "mean", "max", "concat")


@dataclass
class Asks:
    """An attack that asks for the gradient twice and changes nothing."""

    name: str = "asks"
    acts_on: frozenset[str] = frozenset(("values",))
    needs: str = "gradients"
    tasks: frozenset[str] = Attack.tasks
    eot_samples: int = 1
    seen: list[tuple[Tensor, Tensor]] = field(default_factory=list)

    def perturb(self, problem: Problem) -> Tensor:
        self.seen = [problem.gradient(problem.x), problem.gradient(problem.x)]
        return problem.x


def asked(network: Network, x: Tensor, y: Tensor, mask: Tensor) -> list[tuple[Tensor, Tensor]]:
    attack = Asks()
    run_attack(attack, network, x, y, mask, Linf(eps=0.1), seed=0, goal="maximise")
    return attack.seen


@pytest.mark.parametrize(("kind", "layers", "both"), CASES)
def test_that_the_gradient_is_the_true_one_though_the_network_is_in_training(
    kind: str, layers: int, both: bool
) -> None:
    options = {"activation": kind} if kind in ("tanh", "relu") else {}
    readout = READOUTS[(layers + both) % 4]
    network = network_of(
        CELLS[kind](hidden=5, layers=layers, bidirectional=both, readout=readout, dropout=0.5, **options)
    )
    network.module.train()
    x, y, mask = ragged(padding=2)
    first, second = asked(network, x, y, mask)
    assert torch.equal(first[1], second[1])
    assert torch.equal(first[0], second[0])
    weights = double_weights(network.module)
    for row, length in enumerate(LENGTHS):
        outputs, gradient = cross_entropy_gradient(kind, readout, layers, both, weights, x[row, :length], int(y[row]))
        assert (first[1][row, :length].double() - gradient).norm() <= 1e-5 * gradient.norm()
        torch.testing.assert_close(first[0][row].double(), outputs, rtol=1e-5, atol=1e-6)
        assert not first[1][row, length:].any()


def test_that_a_sequence_has_the_same_gradient_alone_and_in_company() -> None:
    network = network_of(LSTM(hidden=5, layers=2, bidirectional=True, readout="last"))
    x, y, mask = ragged()
    together = asked(network, x, y, mask)[0][1]
    for row, length in enumerate(LENGTHS):
        alone = asked(network, x[row : row + 1, :length], y[row : row + 1], mask[row : row + 1, :length])[0][1]
        torch.testing.assert_close(alone[0], together[row, :length], rtol=1e-5, atol=1e-7)


def test_that_autocast_around_an_attack_does_not_blur_its_gradient() -> None:
    network = network_of(GRU(hidden=5, readout="last"))
    batch = ragged()
    plain = asked(network, *batch)[0][1]
    with torch.autocast("cpu", dtype=torch.bfloat16):
        inside = asked(network, *batch)[0][1]
    assert torch.equal(plain, inside)


def test_that_a_broken_answer_counts_as_fallen_unless_a_target_was_wanted() -> None:
    outputs = torch.tensor([[torch.nan, 0.0], [0.0, torch.nan], [1.0, 0.0]])
    network = SimpleNamespace(task="classification")
    y = torch.tensor([0, 0, 0])
    common = dict.fromkeys(("x", "mask", "region", "generator", "stop"))
    free = Problem(network=network, y=y, target=None, goal="succeed", **common)
    assert free.is_success(outputs).tolist() == [True, True, False]
    wanted = Problem(network=network, y=y, target=torch.tensor([1, 1, 1]), goal="succeed", **common)
    assert wanted.is_success(outputs).tolist() == [False, False, False]


@pytest.mark.gpu
@pytest.mark.parametrize(("kind", "layers", "both"), CASES)
def test_that_the_gradient_on_a_gpu_is_that_of_the_processor(kind: str, layers: int, both: bool) -> None:
    options = {"activation": kind} if kind in ("tanh", "relu") else {}
    model = CELLS[kind](hidden=5, layers=layers, bidirectional=both, dropout=0.5, **options)
    batch = ragged(padding=2)
    here = asked(network_of(model), *batch)[0][1]
    network = network_of(model)
    network.module.cuda().train()
    rounded = torch.backends.cudnn.allow_tf32
    first, second = asked(network, *(part.cuda() for part in batch))
    assert torch.backends.cudnn.allow_tf32 == rounded
    assert torch.equal(first[1], second[1])
    assert (first[1].cpu() - here).norm() <= 1e-5 * here.norm()

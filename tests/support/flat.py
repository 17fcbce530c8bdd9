"""A network whose robustness is known in closed form, and attacks that reach it."""

from __future__ import annotations

from typing import ClassVar

import numpy as np
import torch
from torch import Tensor, nn

from robustgui.attacks import Attack
from robustgui.attacks.minimum_norm import MinimumNorm
from robustgui.attacks.problem import Problem
from robustgui.data import SequenceSet
from robustgui.models.nets.interface import SequenceModule
from robustgui.models.network import Network
from support.networks import network_around, plain_space

STEPS, FEATURES = 4, 2


class Flat(SequenceModule):
    """Two classes divided by a plane through sequences of `STEPS` steps: logits (-m, m) / 2, m = <w, x> + b."""

    def __init__(self, weight: Tensor, bias: float) -> None:
        super().__init__()
        self.weight = nn.Parameter(weight)  # (T, F)
        self.bias = bias

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        margin = (x * self.weight).sum((1, 2)) + self.bias  # (B, T, F) -> (B,)
        return torch.stack([-margin, margin], 1) / 2


def flat_network(seed: int = 0) -> Network:
    weight = torch.from_numpy(np.random.default_rng(seed).standard_normal((STEPS, FEATURES))).float()
    return network_around(Flat(weight, 0.3), plain_space(FEATURES), classes=("low", "high"), features=("a", "b"))


def flat_data(count: int, network: Network, *, wrong: int, seed: int = 1) -> SequenceSet:
    """Random sequences with the labels that the network gives them, but for the first `wrong`."""
    values = np.random.default_rng(seed).standard_normal((count, STEPS, FEATURES)).astype(np.float32)
    labels = (margins(network, values) > 0).astype(np.int64)
    labels[:wrong] = 1 - labels[:wrong]
    return SequenceSet.pack(
        name="flat", values=values.reshape(-1, FEATURES), offsets=np.arange(0, count * STEPS + 1, STEPS),
        labels=labels, classes=("low", "high"), features=("a", "b"),
    )  # fmt: skip


def margins(network: Network, values: np.ndarray) -> np.ndarray:
    """m of each sequence, (N, T, F) -> (N,), in double precision."""
    weight = network.module.weight.detach().double().numpy()
    return (values.astype(np.float64) * weight).sum((1, 2)) + network.module.bias


def radii(network: Network, part: SequenceSet, order: float) -> np.ndarray:
    """The true smallest size of a change that fools, (N,), in the norm of that order; 0 where it is wrong already."""
    weight = network.module.weight.detach().double().numpy()
    dual = {1.0: np.inf, 2.0: 2.0, np.inf: 1.0}[order]
    m = margins(network, part.pad()[0])
    right = (m > 0) == part.labels
    return np.where(right, np.abs(m) / np.linalg.norm(weight.ravel(), dual), 0.0)


class Straight(MinimumNorm):
    """The nearest point beyond the plane, in the L2 norm: exact on a flat network."""

    name: ClassVar[str] = "straight"
    source: ClassVar[str] = "closed form"

    def minimise(self, problem: Problem) -> Tensor:
        sign = 2 * problem.y - 1
        outputs, gradient = problem.gradient(problem.x, lambda found: sign * (found[:, 1] - found[:, 0]))
        margin = (sign * (outputs[:, 1] - outputs[:, 0])).view(-1, 1, 1)
        return problem.x - gradient * (1 + 1e-5) * margin / gradient.square().sum((1, 2), keepdim=True)


class Tried(Attack):
    """As far as the budget goes along the same line."""

    name: ClassVar[str] = "tried"
    source: ClassVar[str] = "closed form"

    def perturb(self, problem: Problem) -> Tensor:
        _, gradient = problem.gradient(problem.x)
        return problem.ball.ascend(problem.x, gradient, 1.0)

"""A small recurrent network trained on the outputs of the attacked network."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from ..base.lazy import torch
from ..base.seeding import seed_generators
from ..models.gradient_descent import GradientDescent
from ..models.gru import GRU
from ..models.lstm import LSTM
from .losses import build_objective

if TYPE_CHECKING:
    from torch import Tensor

    from .problem import Problem

_BATCH = 64
_RATE = 1e-2  # learning rate of Adam; decays to a tenth within each `fit`
_MAX_NORM = 1.0  # of gradients, which are clipped


class Surrogate:
    """Learns the standardised outputs of the network of a problem; its gradients replace those of the network."""

    def __init__(
        self, problem: Problem, x: Tensor, outputs: Tensor, *, cell: Literal["gru", "lstm"], hidden: int
    ) -> None:
        """
        Args:
            problem: its network is imitated; its generator seeds the initial weights.
            x: inputs of that network, (n, T, F), which determine scale and number of features.
            outputs: its outputs, (n, K), which determine their scale.
            cell, hidden: architecture of the surrogate.
        """
        self._classes = problem.network.task == "classification"
        outputs = self._centre(outputs)
        self._mean, self._std = _moments(x)
        self._shift, self._scale = _moments(outputs)
        if self._classes:  # one scale for all, as only differences of logits matter
            self._shift, self._scale = torch.zeros_like(self._shift), self._scale.square().mean().sqrt()
        seed = int(torch.randint(2**31, (), generator=problem.generator, device=problem.generator.device))
        with seed_generators(seed, "cpu"):
            module = (GRU if cell == "gru" else LSTM)(hidden=hidden).build(x.shape[2], outputs.shape[1])
        self._module = module.to(x.device)

    def fit(self, problem: Problem, x: Tensor, mask: Tensor, outputs: Tensor, steps: int) -> None:
        """Train on the outputs (n, K) for `x` (n, T, F), valid where `mask` (n, T)."""
        targets = (self._centre(outputs) - self._shift) / self._scale
        descent = GradientDescent(torch.optim.Adam(self._module.parameters()), _MAX_NORM)
        generator = problem.generator
        self._module.train()
        with torch.enable_grad():
            for step in range(steps):
                problem.check()
                batch = torch.randint(len(x), (_BATCH,), generator=generator, device=generator.device).to(x.device)
                loss = (self._predict(x[batch], mask[batch]) - targets[batch]).square().mean()
                descent.descend(loss, _RATE * 0.1 ** (step / steps))
        self._module.eval()

    def gradient(self, problem: Problem, point: Tensor) -> Tensor:
        """Gradient of the surrogate's margin at points of the region of `problem`, of their shape."""
        problem.check()
        score = build_objective(problem, "margin")
        with torch.enable_grad():
            point = point.detach().requires_grad_()
            read = problem.region.render(point)
            outputs = self._predict(read, problem.region.valid(point, problem.mask)) * self._scale + self._shift
            (gradient,) = torch.autograd.grad(score(outputs).sum(), point)
        result: Tensor = gradient
        return result

    def _predict(self, x: Tensor, mask: Tensor) -> Tensor:
        predictions: Tensor = self._module((x - self._mean) / self._std, mask)
        return predictions

    def _centre(self, outputs: Tensor) -> Tensor:
        """Logits minus their mean, as a constant shift has no effect; predicted numbers unchanged, (n, K)."""
        outputs = outputs.nan_to_num(0.0, 0.0, 0.0)
        return outputs - outputs.mean(1, keepdim=True) if self._classes else outputs


def _moments(values: Tensor) -> tuple[Tensor, Tensor]:
    """Mean and standard deviation along the last axis; 1 where constant."""
    flat = values.flatten(0, -2)  # (n, T, F) -> (n * T, F)
    std = flat.std(0, correction=0)
    return flat.mean(0), torch.where(std > 0, std, 1.0)

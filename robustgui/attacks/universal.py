"""Universal attack: one perturbation for all sequences, including unseen ones."""

from __future__ import annotations

import math
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, ClassVar, Literal

from ..base.interrupts import no_cancel
from ..base.lazy import torch
from ..base.settings import setting
from ..threats.value_region import ValueRegion
from .base import ATTACKS, Attack
from .losses import has_margins
from .run import run_attack
from .universal_perturbation import UniversalPerturbation, fold

if TYPE_CHECKING:
    from torch import Tensor

    from ..models.network import Network
    from ..threats import Threat
    from .problem import Problem

_CAP_ABOVE_CHANCE = 2.0  # cap of the loss, above the loss of a uniform prediction


@ATTACKS.register("universal")
class Universal(Attack):
    """Universal perturbation: gradient ascent on the mean loss of all sequences, clipped to the valid range and
    length of each.

    As in Shafahi et al. 2020 (arXiv:1811.11304) the loss of a sequence is capped, so that a few vulnerable sequences do
    not dominate; the perturbation with the most successes is kept. It is computed from the attacked batch: `fit`
    returns it, `universal_perturbation.apply_perturbation` applies it to other sequences.
    """

    title: ClassVar[str] = "Universal perturbation (one for all sequences)"
    source: ClassVar[str] = "Moosavi-Dezfooli et al. 2017, arXiv:1610.08401"

    extent: Literal["whole", "first", "repeated"] = setting(
        "whole", title="Extent",
        choices={"whole": "the whole sequence", "first": "the first time steps", "repeated": "a pattern, repeated"},
        help="Time steps that are perturbed; a pattern of one step adds the same values everywhere.",
    )  # fmt: skip
    length: int = setting(
        1, ge=1, le=1_000_000, title="Length", unit="steps", when=("extent", ("first", "repeated")),
        help="Number of perturbed time steps, or length of the pattern.",
    )  # fmt: skip
    steps: int = setting(50, ge=1, le=10_000, title="Steps", help="Iterations, each over the whole batch.")
    step_size: float = setting(
        0.1, gt=0, le=10, unit="of eps", title="Step size",
        help="Size of the first step as a share of the budget; later steps are smaller.",
    )  # fmt: skip

    def perturb(self, problem: Problem) -> Tensor:
        """See `Attack.perturb`."""
        region = problem.ball
        T, F = problem.x.shape[1:]
        length, repeated = self._pattern(T), self.extent == "repeated"
        delta = UniversalPerturbation(problem.x.new_zeros(length, F), repeated)
        x = best = delta.apply_to(region)
        most = -torch.inf
        for number in range(self.steps):
            outputs, gradient = problem.gradient(x, partial(_cap_score, problem))
            problem.record(x, outputs)
            if (reached := _measure_effect(problem, outputs)) > most:
                best, most = x, reached
            pattern = _sum_gradients(gradient / region.weight, length, repeated)
            shared = UniversalPerturbation(pattern, repeated).steps(T)  # (T, F)
            share = self.step_size * (1 - number / self.steps)
            step = region.ascend(x, shared.expand_as(x) * region.weight, share) - x
            u = delta.u + fold(step * region.weight, length, repeated)
            applied = (UniversalPerturbation(u, repeated).apply_to(region) - region.centre) * region.weight
            delta = UniversalPerturbation(fold(applied, length, repeated), repeated)  # clipped parts removed
            x = delta.apply_to(region)
        outputs = problem.outputs(x)
        problem.record(x, outputs)
        return x if _measure_effect(problem, outputs) > most else best

    def fit(
        self, network: Network, x: Tensor, y: Tensor, mask: Tensor, threat: Threat, *, seed: int,
        stop: Callable[[], bool] = no_cancel,
    ) -> UniversalPerturbation:  # fmt: skip
        """The universal perturbation of a batch, for use on other sequences; arguments and errors as in
        `run_attack`."""
        result = run_attack(self, network, x, y, mask, threat, seed=seed, goal="maximise", stop=stop)
        if not isinstance(result.region, ValueRegion):
            raise TypeError(f"{type(result.region).__name__} holds no values")
        applied = (result.point - result.region.centre) * result.region.weight
        repeated = self.extent == "repeated"
        return UniversalPerturbation(fold(applied, self._pattern(applied.shape[1]), repeated), repeated)

    def _pattern(self, T: int) -> int:
        """Length of the perturbation for sequences of up to T steps."""
        return T if self.extent == "whole" else min(self.length, T)


def _cap_score(problem: Problem, outputs: Tensor) -> Tensor:
    """The problem's score, (B,), capped where the loss is cross entropy."""
    score = problem.score(outputs)
    if problem.target is not None or problem.network.loss != "cross_entropy" or not has_margins(problem):
        return score
    return score.clamp(max=math.log(outputs.shape[1]) + _CAP_ABOVE_CHANCE)


def _sum_gradients(gradient: Tensor, length: int, repeated: bool) -> Tensor:
    """Sum of gradients (B, T, F) over all sequences and repetitions of the pattern, (length, F)."""
    total = torch.where(gradient.isfinite(), gradient, 0.0).sum(0)  # (T, F)
    if not repeated:
        return total[:length]
    whole = torch.nn.functional.pad(total, (0, 0, 0, -len(total) % length))
    return whole.view(-1, length, total.shape[1]).sum(0)  # (turns, length, F) -> (length, F)


def _measure_effect(problem: Problem, outputs: Tensor) -> float:
    """Effect of a perturbation on the batch: its number of successes, or the mean score."""
    if has_margins(problem):
        mean = float(_cap_score(problem, outputs).nan_to_num(nan=0.0).mean())
        return float(problem.is_success(outputs).sum()) + math.atan(mean) / math.pi  # the score breaks ties
    return float(problem.score(outputs).nan_to_num(nan=torch.inf).mean())

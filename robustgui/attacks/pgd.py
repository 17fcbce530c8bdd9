"""Projected gradient descent."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, ClassVar, Literal

from ..base.lazy import torch
from ..base.settings import setting
from .active_set import ActiveSet
from .base import ATTACKS, Attack
from .losses import LOSS_CHOICES, LOSS_HELP, AttackLoss, build_objective
from .problem import keep_best

if TYPE_CHECKING:
    from torch import Tensor

    from .problem import Problem

Schedule = Literal["constant", "halving", "cosine"]


@ATTACKS.register("pgd")
class PGD(Attack):
    """Gradient ascent on the loss, projected onto the eps-ball after each step.

    With momentum it is MI-FGSM (Dong et al. 2018, arXiv:1710.06081): each step follows the gradients so far, each
    divided by the sum of its absolute values, older ones weighing less. Without a random start it is the basic
    iterative method (Kurakin et al. 2017, arXiv:1607.02533).
    """

    title: ClassVar[str] = "PGD (projected gradient descent)"
    source: ClassVar[str] = "Madry et al. 2018, arXiv:1706.06083"

    steps: int = setting(10, ge=1, le=10_000, title="Steps", help="Iterations per start.")
    step_size: float = setting(
        0.25, gt=0, le=10, unit="of eps", title="Step size", help="Step size as a share of the budget."
    )
    random_start: bool = setting(
        True, title="Random initialisation",
        help="Start at a random point of the threat set; without it this is the basic iterative method (BIM).",
    )  # fmt: skip
    restarts: int = setting(
        1, ge=1, le=1000, title="Restarts", when=("random_start", (True,)),
        help="Number of restarts on the examples that are still correctly classified.",
    )  # fmt: skip
    momentum: float = setting(
        0.0, ge=0, le=1, title="Momentum", advanced=True,
        help="Decay factor of the accumulated gradient; 1 is MI-FGSM, 0 is no momentum.",
    )  # fmt: skip
    schedule: Schedule = setting(
        "constant", title="Step size schedule", advanced=True,
        choices={
            "constant": "constant",
            "halving": "halved after every quarter of the steps",
            "cosine": "cosine decay",
        },
        help="How the step size changes during the attack.",
    )  # fmt: skip
    loss: AttackLoss = setting("own", title="Attack loss", advanced=True, choices=LOSS_CHOICES, help=LOSS_HELP)

    def perturb(self, problem: Problem) -> Tensor:
        """See `Attack.perturb`; each sequence keeps the best point of all starts, (B, T, F)."""
        return keep_best(problem, self._climb, self.restarts if self.random_start else 1)

    def _climb(self, problem: Problem) -> Tensor:
        """The result of one start, (B, T, F); with goal "succeed" each sequence keeps its first adversarial point."""
        x = problem.ball.random_start(problem.generator) if self.random_start else problem.x.clone()
        active_set = ActiveSet(problem, x)
        velocity = torch.zeros_like(x)
        for step in range(self.steps):
            outputs, gradient = active_set.problem.gradient(x, build_objective(active_set.problem, self.loss))
            problem.record(x, outputs)
            if (rows := active_set.update(x, outputs)) is not None:
                if not len(rows):
                    return active_set.points
                x, gradient, velocity = x[rows], gradient[rows], velocity[rows]
            if self.momentum:
                velocity = gradient = self.momentum * velocity + _unit(gradient)
            region = active_set.problem.ball
            x = region.project(region.ascend(x, gradient, self.step_size * self._length(step)))
        problem.record(x)
        return active_set.finish(x)

    def _length(self, step: int) -> float:
        """Factor of the step size at this step."""
        match self.schedule:
            case "constant":
                return 1.0
            case "halving":
                return 0.5 ** (4 * step // self.steps)
            case "cosine":
                return 0.5 * (1 + math.cos(math.pi * step / self.steps))


def _unit(gradient: Tensor) -> Tensor:
    """`gradient` (B, T, F) divided by its L1 norm; values that are not finite become 0."""
    finite = torch.where(gradient.isfinite(), gradient, 0.0)
    total = finite.abs().sum((1, 2), keepdim=True)
    return finite / torch.where(total > 0, total, 1.0)

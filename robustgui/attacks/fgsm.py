"""Fast gradient sign method."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from ..base.settings import setting
from .base import ATTACKS, Attack
from .losses import LOSS_CHOICES, LOSS_HELP, AttackLoss, build_objective

if TYPE_CHECKING:
    from torch import Tensor

    from .problem import Problem


@ATTACKS.register("fgsm")
class FGSM(Attack):
    """A single gradient step of the size of the budget; with random initialisation it is R-FGSM (Wong et al. 2020,
    arXiv:2001.03994)."""

    title: ClassVar[str] = "FGSM (one gradient step)"
    source: ClassVar[str] = "Goodfellow et al. 2015, arXiv:1412.6572"

    random_start: bool = setting(
        False, title="Random initialisation", advanced=True, help="Start at a random point of the threat set (R-FGSM)."
    )
    step_size: float = setting(
        1.25, gt=0, le=10, unit="of eps", title="Step size", advanced=True, when=("random_start", (True,)),
        help="Step size as a share of the budget.",
    )  # fmt: skip
    loss: AttackLoss = setting("own", title="Attack loss", advanced=True, choices=LOSS_CHOICES, help=LOSS_HELP)

    def perturb(self, problem: Problem) -> Tensor:
        """See `Attack.perturb`."""
        start = problem.ball.random_start(problem.generator) if self.random_start else problem.x
        outputs, gradient = problem.gradient(start, build_objective(problem, self.loss))
        problem.record(start, outputs)
        length = self.step_size if self.random_start else 1.0
        x = problem.ball.project(problem.ball.ascend(start, gradient, length))
        problem.record(x)
        return x

"""Fast gradient sign method."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from .base import ATTACKS, Attack

if TYPE_CHECKING:
    from torch import Tensor

    from .problem import Problem


@ATTACKS.register("fgsm")
class FGSM(Attack):
    """One step of full length along the steepest ascent."""

    title: ClassVar[str] = "FGSM (one gradient step)"
    source: ClassVar[str] = "Goodfellow et al. 2015, arXiv:1412.6572"

    def perturb(self, problem: Problem) -> Tensor:
        """See `Attack.perturb`."""
        outputs, gradient = problem.gradient(problem.x)
        problem.record(problem.x, outputs)
        x = problem.ball.project(problem.ball.ascend(problem.x, gradient, 1.0))
        problem.record(x)
        return x

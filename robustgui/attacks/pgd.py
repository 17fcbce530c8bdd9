"""Projected gradient descent."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from ..base.lazy import torch
from ..base.settings import setting
from .base import ATTACKS, Attack

if TYPE_CHECKING:
    from torch import Tensor

    from .problem import Problem


@ATTACKS.register("pgd")
class PGD(Attack):
    """Climb the loss in small steps, falling back into the threat after each."""

    title: ClassVar[str] = "PGD (projected gradient)"
    source: ClassVar[str] = "Madry et al. 2018, arXiv:1706.06083"

    steps: int = setting(10, ge=1, le=10_000, title="Steps", help="Gradient steps per start.")
    step_size: float = setting(
        0.25, gt=0, le=10, unit="of eps", title="Step length", help="Length of a step as a share of the budget."
    )
    random_start: bool = setting(True, title="Random start", help="Begin at a random point of the threat.")
    restarts: int = setting(
        1,
        ge=1,
        le=1000,
        title="Restarts",
        when=("random_start", (True,)),
        help="How often to begin anew with the sequences that still stand.",
    )

    def perturb(self, problem: Problem) -> Tensor:
        """See `Attack.perturb`; of several starts each sequence keeps its best, (B, T, F)."""
        best = problem.x.clone()
        best_score = torch.full((len(best),), -torch.inf, device=best.device)
        standing = torch.arange(len(best), device=best.device)
        for _ in range(self.restarts if self.random_start else 1):
            part = problem.subset(standing)
            found, score, fooled = self._climb(part)
            better = (score > best_score[standing]) | fooled
            best[standing[better]] = found[better]
            best_score[standing[better]] = score[better]
            if problem.goal == "fool":
                standing = standing[~fooled]
            if not len(standing):
                break
        return best

    def _climb(self, problem: Problem) -> tuple[Tensor, Tensor, Tensor]:
        """One start: the inputs found (B, T, F), their scores (B,), and which sequences have fallen (B,)."""
        region = problem.region
        x = region.random_start(problem.generator) if self.random_start else problem.x
        done = torch.zeros(len(x), dtype=torch.bool, device=x.device)
        for _ in range(self.steps):
            outputs, gradient = problem.gradient(x)
            problem.record(x, outputs)
            if problem.goal == "fool":
                done |= problem.fooled(outputs)
            moved = region.project(region.ascend(x, gradient, self.step_size))
            x = torch.where(done[:, None, None], x, moved)
        outputs = problem.outputs(x)
        problem.record(x, outputs)
        return x, problem.score(outputs), problem.fooled(outputs)

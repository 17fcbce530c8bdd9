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
        best = self._climb(problem)
        starts = self.restarts if self.random_start else 1
        if starts == 1:
            return best
        best_rank = problem.rank(problem.outputs(best))
        for _ in range(starts - 1):
            standing = (best_rank < torch.inf).nonzero()[:, 0]  # (n, 1) -> (n,)
            if not len(standing):
                break
            part = problem.subset(standing)
            found = self._climb(part)
            rank = part.rank(part.outputs(found))
            better = rank > best_rank[standing]
            best[standing[better]] = found[better]
            best_rank[standing[better]] = rank[better]
        return best

    def _climb(self, problem: Problem) -> Tensor:
        """Where one start leads, (B, T, F); with goal "fool" a sequence stays at the first point that fools."""
        region = problem.ball
        x = region.random_start(problem.generator) if self.random_start else problem.x.clone()
        done = torch.zeros(len(x), dtype=torch.bool, device=x.device)
        for _ in range(self.steps):
            outputs, gradient = problem.gradient(x)
            problem.record(x, outputs)
            if problem.goal == "fool":
                done = done | problem.fooled(outputs)
                if bool(done.all()):
                    return x
            moved = region.project(region.ascend(x, gradient, self.step_size))
            x = torch.where(done[:, None, None], x, moved)
        problem.record(x)
        return x

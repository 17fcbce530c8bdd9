"""Random perturbations: the base class of the random baselines."""

from __future__ import annotations

from abc import abstractmethod
from typing import TYPE_CHECKING, ClassVar

from ..base.lazy import torch
from ..base.settings import setting
from .base import Attack
from .problem import select_rows

if TYPE_CHECKING:
    from torch import Tensor

    from .problem import Problem


class RandomNoise(Attack):
    """A subclass implements `draw`. Of several draws each sequence keeps the one with the highest loss."""

    needs: ClassVar = "scores"

    draws: int = setting(
        1,
        ge=1,
        le=100_000,
        title="Random draws",
        help="Number of random perturbations that are tried for each sequence.",
    )

    @abstractmethod
    def draw(self, problem: Problem) -> Tensor:
        """One random perturbation within the region, (B, T, F) or (B, T) tokens."""

    def perturb(self, problem: Problem) -> Tensor:
        """See `Attack.perturb`."""
        problem.record(problem.x)
        best = self._draw_recorded(problem).clone()
        if self.draws == 1:
            return best
        best_rank = problem.rank(problem.outputs(best))
        for _ in range(self.draws - 1):
            active = (best_rank < torch.inf).nonzero()[:, 0]  # (n, 1) -> (n,)
            if not len(active):
                break
            part = problem.subset(active)
            x = self._draw_recorded(part)
            rank = part.rank(part.outputs(x))
            better = rank > best_rank[active]
            best[active] = select_rows(better, x, best[active])
            best_rank[active] = torch.where(better, rank, best_rank[active])
        return best

    def _draw_recorded(self, problem: Problem) -> Tensor:
        problem.check()
        x = self.draw(problem)
        problem.record(x)
        return x

"""Random perturbations: the base class of the random baselines."""

from __future__ import annotations

from abc import abstractmethod
from typing import TYPE_CHECKING, ClassVar

from ..base.settings import setting
from .base import Attack
from .problem import keep_best

if TYPE_CHECKING:
    from torch import Tensor

    from .problem import Problem


class RandomNoise(Attack):
    """A subclass implements `draw`. Of several draws each sequence keeps the one with the highest loss."""

    needs: ClassVar = "scores"

    draws: int = setting(
        1, ge=1, le=100_000, title="Random draws",
        help="Number of random perturbations that are tried for each sequence.",
    )  # fmt: skip

    @abstractmethod
    def draw(self, problem: Problem) -> Tensor:
        """One random perturbation within the region, (B, T, F) or (B, T) tokens."""

    def perturb(self, problem: Problem) -> Tensor:
        """See `Attack.perturb`."""
        problem.record(problem.x)
        return keep_best(problem, self._draw_recorded, self.draws)

    def _draw_recorded(self, problem: Problem) -> Tensor:
        problem.check()
        x = self.draw(problem)
        problem.record(x)
        return x

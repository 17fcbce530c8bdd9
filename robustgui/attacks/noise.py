"""Random noise, the baseline that every attack must be stronger than."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Literal

from ..base.lazy import torch
from ..base.settings import setting
from ..threats.token_region import TokenRegion
from .base import ATTACKS
from .random_noise import RandomNoise

if TYPE_CHECKING:
    from torch import Tensor

    from .problem import Problem


@ATTACKS.register("noise")
class Noise(RandomNoise):
    """Add random noise, projected onto the threat set; of several draws the one with the highest loss is kept for
    each sequence.

    Gaussian: standard deviation eps, clipped at the budget. Uniform: in [-eps, eps]. Sign: +eps or -eps with equal
    probability (x + eps sign(randn)). All in the budget's unit, before the projection onto the threat set. Tokens: as
    many as the budget allows are replaced at random positions by random tokens.
    """

    title: ClassVar[str] = "Random noise (random baseline)"
    source: ClassVar[str] = "Baseline of Carlini et al. 2019, arXiv:1902.06705"
    acts_on: ClassVar = frozenset(("values", "tokens"))

    kind: Literal["gaussian", "uniform", "sign"] = setting(
        "uniform", title="Kind", choices={"gaussian": "Gaussian", "uniform": "uniform", "sign": "random sign"},
        help="Distribution of the noise; tokens are always replaced uniformly at random.",
    )  # fmt: skip

    def draw(self, problem: Problem) -> Tensor:
        """See `RandomNoise.draw`."""
        if isinstance(problem.region, TokenRegion):
            return problem.region.random_start(problem.generator)
        u = self._draw(problem).to(problem.x) * problem.ball.eps
        return problem.ball.project(problem.x + u / problem.ball.weight)

    def _draw(self, problem: Problem) -> Tensor:
        """Noise of unit scale, (B, T, F)."""
        shape, generator = problem.x.shape, problem.generator
        if self.kind == "uniform":
            return torch.rand(shape, generator=generator, device=generator.device) * 2 - 1
        normal = torch.randn(shape, generator=generator, device=generator.device)
        return normal.sign() if self.kind == "sign" else normal

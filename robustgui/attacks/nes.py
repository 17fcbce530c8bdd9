"""NES (natural evolution strategies): gradient estimation from Gaussian probes, then PGD."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from ..base.lazy import torch
from ..base.settings import setting
from .base import ATTACKS
from .gradient_estimation import GradientEstimation

if TYPE_CHECKING:
    from torch import Generator, Tensor

    from .problem import Problem


@ATTACKS.register("nes")
class NES(GradientEstimation):
    """Gradient estimation with antithetic Gaussian probes, and PGD with momentum along the estimate."""

    title: ClassVar[str] = "NES (gradient estimation, score-based)"
    source: ClassVar[str] = "Ilyas et al. 2018, arXiv:1804.08598"

    step_size: float = setting(
        0.25, gt=0, le=10, unit="of eps", title="Step size", help="Step size as a share of the budget."
    )
    momentum: float = setting(
        0.8, ge=0, lt=1, title="Momentum", advanced=True, help="Share of the previous gradient estimates that is kept."
    )

    def directions(self, shape: tuple[int, ...], generator: Generator) -> Tensor:
        """See `GradientEstimation.directions`."""
        return torch.randn(shape, generator=generator, device=generator.device)

    def step(self, problem: Problem, x: Tensor, slope: Tensor, memory: Tensor, step: int) -> tuple[Tensor, Tensor]:
        """See `GradientEstimation.step`."""
        average = self.momentum * memory[0] + (1 - self.momentum) * slope
        return problem.ball.ascend(x, average * problem.ball.weight, self.step_size), average[None]

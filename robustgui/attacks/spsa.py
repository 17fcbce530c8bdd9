"""Simultaneous perturbation (SPSA): a gradient estimated from random signs, then Adam."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from ..base.lazy import torch
from ..base.settings import setting
from .base import ATTACKS
from .gradient_estimation import GradientEstimation

if TYPE_CHECKING:
    from torch import Generator, Tensor

    from .problem import Problem

_FIRST, _SECOND = 0.9, 0.999  # Adam's decay of the mean and of the mean square


@ATTACKS.register("spsa")
class SPSA(GradientEstimation):
    """Gradient estimation with random signs (all values probed at once), and Adam along the estimate, projected
    onto the threat set."""

    title: ClassVar[str] = "SPSA (gradient estimation with random signs, score-based)"
    source: ClassVar[str] = "Uesato et al. 2018, arXiv:1802.05666"
    memories: ClassVar[int] = 2

    step_size: float = setting(
        0.4, gt=0, le=10, unit="of eps", title="Step size", help="Adam's learning rate as a share of the budget."
    )

    def directions(self, shape: tuple[int, ...], generator: Generator) -> Tensor:
        """See `GradientEstimation.directions`: Rademacher."""
        return torch.rand(shape, generator=generator, device=generator.device).sub_(0.5).sign_()

    def step(self, problem: Problem, x: Tensor, slope: Tensor, memory: Tensor, step: int) -> tuple[Tensor, Tensor]:
        """See `GradientEstimation.step`: Adam's step, scaled to `step_size` in the threat's norm."""
        region = problem.ball
        mean = _FIRST * memory[0] + (1 - _FIRST) * slope
        square = _SECOND * memory[1] + (1 - _SECOND) * slope.square()
        scale = (square / (1 - _SECOND**step)).sqrt()
        way = torch.where(scale > 0, mean / (1 - _FIRST**step) / scale, 0.0)
        length = region.size(region.centre + way / region.weight).to(way)[:, None, None]  # (B,) -> (B, 1, 1)
        unit = way / torch.where(length > 0, length, 1.0)
        return x + unit * (self.step_size * region.eps) / region.weight, torch.stack([mean, square])

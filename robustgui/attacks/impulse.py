"""Impulse noise: a few values are moved to the limit of the budget, like flipped bits of a sensor."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Literal

from ..base.lazy import torch
from ..base.settings import setting
from .base import ATTACKS
from .patches import draw_signs, draw_subset, find_movable
from .random_noise import RandomNoise

if TYPE_CHECKING:
    from torch import Tensor

    from .problem import Problem


@ATTACKS.register("impulse")
class Impulse(RandomNoise):
    """Salt-and-pepper noise: a share of the values is moved by +eps or -eps with equal probability.

    Within L1 and L2 balls the impulses share the budget evenly.
    """

    title: ClassVar[str] = "Impulse noise (random baseline)"
    source: ClassVar[str] = "Hendrycks & Dietterich 2019 (impulse noise), arXiv:1903.12261"

    share: float = setting(
        0.1, gt=0, le=1, title="Share", help="Share of the values, or of the time steps, that are perturbed."
    )
    of: Literal["values", "steps"] = setting(
        "values", title="Perturbed unit",
        choices={"values": "single values", "steps": "whole time steps, all features in one direction"},
        help="Single values, or whole time steps with all their features.",
    )  # fmt: skip

    def draw(self, problem: Problem) -> Tensor:
        """See `RandomNoise.draw`."""
        region, generator = problem.ball, problem.generator
        free = find_movable(region)  # (B, T, F)
        if self.of == "steps":
            impulses = draw_subset(free.any(2), self.share, generator)[:, :, None] & free
            sign = draw_signs(free.shape[:2], generator, problem.x)[:, :, None]  # (B, T, 1)
        else:
            impulses = draw_subset(free.flatten(1), self.share, generator).view_as(free)  # (B, T * F) -> (B, T, F)
            sign = draw_signs(free.shape, generator, problem.x)
        return region.project(problem.x + torch.where(impulses, sign, 0.0) * region.eps / region.weight)

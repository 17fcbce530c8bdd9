"""L2: the Euclidean norm of the perturbation of a sequence is at most eps."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from ..base.errors import Sentence
from ..base.lazy import torch
from .ball_threat import BallThreat
from .base import THREATS
from .value_region import ValueRegion, project_l2

if TYPE_CHECKING:
    from torch import Generator, Tensor


class L2Region(ValueRegion):
    """A Euclidean ball around the clean batch."""

    def _norm(self, u: Tensor) -> Tensor:
        norm: Tensor = torch.linalg.vector_norm(u, dim=(1, 2))
        return norm

    def _share(self, past_norm: Tensor, left: Tensor) -> Tensor:
        return ((self.eps**2 - past_norm**2).clamp(min=0) / left).sqrt()  # squares of the norms of steps add up

    def _project(self, u: Tensor) -> Tensor:
        flat = project_l2(u.flatten(1), self.low.flatten(1), self.high.flatten(1), self.eps)  # (B, T * F)
        return flat.view_as(u)  # (B, T, F)

    def _steepest(self, gradient: Tensor) -> Tensor:
        largest = gradient.abs().amax((1, 2), keepdim=True)
        scaled = gradient / torch.where(largest > 0, largest, 1.0)  # tiny gradients have squares that vanish
        return scaled / self._norm(scaled).clamp(min=1)[:, None, None]

    def _random(self, generator: Generator) -> Tensor:
        """Uniform in the ball: a random direction, and a radius of density proportional to r^(n-1)."""
        shape = self.centre.shape
        device = generator.device
        direction = torch.randn(shape, generator=generator, dtype=self.centre.dtype, device=device)
        radius = torch.rand(shape[0], generator=generator, dtype=self.centre.dtype, device=device)
        movable = self.high > self.low
        direction = torch.where(movable, direction.to(movable.device), 0.0)
        count = movable.flatten(1).sum(1).clamp(min=1)  # (B, T * F) -> (B,)
        return self._steepest(direction) * (radius.to(movable.device) ** (1 / count))[:, None, None]


@THREATS.register("l2")
class L2(BallThreat):
    """The L2 norm (Euclidean norm) of the whole perturbation is at most eps."""

    title: ClassVar[str] = "L2 (Euclidean norm)"
    region: ClassVar = L2Region
    norm: ClassVar[str] = "L2"

    def _template(self, tokens: bool) -> Sentence:
        facts = self._facts()
        if self.unit == "data":
            return Sentence("The L2 norm of the perturbation is at most {eps} {eps:data unit|data units}.", facts)
        if self.unit == "peak":
            return Sentence(
                "The L2 norm of the perturbation is at most {percent} % of the sequence's peak ({level} dB relative "
                "to peak).",
                facts,
            )
        return Sentence("The L2 norm of the perturbation is at most {eps} std.", facts)

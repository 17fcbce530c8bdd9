"""L-inf: every value is perturbed by at most eps."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from ..base.errors import Sentence
from ..base.lazy import torch
from .ball_threat import BallThreat
from .base import THREATS
from .value_region import ValueRegion

if TYPE_CHECKING:
    from torch import Generator, Tensor


class LinfRegion(ValueRegion):
    """A box around the clean batch."""

    def _norm(self, u: Tensor) -> Tensor:
        return u.abs().amax((1, 2))

    def _share(self, past_norm: Tensor, left: Tensor) -> Tensor:
        return torch.full_like(past_norm, self.eps)  # steps do not share the budget

    def _project(self, u: Tensor) -> Tensor:
        return u.clamp(self.low.clamp(min=-self.eps), self.high.clamp(max=self.eps))

    def _steepest(self, gradient: Tensor) -> Tensor:
        return gradient.sign()

    def _random(self, generator: Generator) -> Tensor:
        shape, device = self.centre.shape, generator.device
        unit = torch.rand(shape, generator=generator, dtype=self.centre.dtype, device=device)
        return (unit * 2 - 1).to(self.centre.device)


@THREATS.register("linf")
class Linf(BallThreat):
    """The L-inf norm of the perturbation (largest absolute value) is at most eps."""

    title: ClassVar[str] = "L-inf (max norm)"
    region: ClassVar = LinfRegion
    norm: ClassVar[str] = "L-inf"

    def _template(self, tokens: bool) -> Sentence:
        facts = self._facts()
        if self.unit == "data":
            return Sentence("Each value is perturbed by at most {eps} {eps:data unit|data units} (L-inf).", facts)
        if self.unit == "peak":
            return Sentence(
                "Each value is perturbed by at most {percent} % of the sequence's peak ({level} dB relative to "
                "peak, L-inf).",
                facts,
            )
        return Sentence("Each value is perturbed by at most {eps} std (L-inf).", facts)

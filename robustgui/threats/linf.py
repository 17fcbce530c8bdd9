"""L-infinity: every single value may move by at most eps."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from ..base.errors import Sentence
from ..base.lazy import torch
from .ball_threat import BallThreat
from .base import THREATS
from .value_region import ValueRegion

if TYPE_CHECKING:
    from torch import Generator, Tensor

    from ..base.units import Space


@THREATS.register("linf")
class Linf(BallThreat):
    """Each value of each step moves by at most eps."""

    title: ClassVar[str] = "L-inf: every value a little"
    norm: ClassVar[str] = "L-inf"

    def around(self, x: Tensor, mask: Tensor, space: Space) -> ValueRegion:
        """See `ValueThreat.around`."""
        return LinfRegion.build(self, x, mask, space)

    def _template(self, tokens: bool) -> Sentence:
        if self.unit == "data":
            return Sentence("Every value may move by at most {eps} in the data's unit.", self._facts())
        if self.unit == "peak":
            return Sentence(
                "Every value may move by at most {percent} % of its sequence's peak ({level} dB).", self._facts()
            )
        return Sentence("Every value may move by at most {eps} standard deviations.", self._facts())


class LinfRegion(ValueRegion):
    """A box around the clean batch."""

    def _norm(self, u: Tensor) -> Tensor:
        return u.abs().amax((1, 2))

    def _share(self, spent: Tensor, left: Tensor) -> Tensor:
        return torch.full_like(spent, self.eps)  # no step takes anything away from another

    def _project(self, u: Tensor) -> Tensor:
        return u.clamp(self.low.clamp(min=-self.eps), self.high.clamp(max=self.eps))

    def _steepest(self, gradient: Tensor) -> Tensor:
        return gradient.sign()

    def _random(self, generator: Generator) -> Tensor:
        shape, device = self.centre.shape, generator.device
        unit = torch.rand(shape, generator=generator, dtype=self.centre.dtype, device=device)
        return (unit * 2 - 1).to(self.centre.device)

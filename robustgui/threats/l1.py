"""L1: the sum of absolute perturbations of a sequence is at most eps."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from ..base.errors import Sentence
from ..base.lazy import torch
from .ball_threat import BallThreat
from .base import THREATS
from .value_region import ValueRegion

if TYPE_CHECKING:
    from torch import Generator, Tensor


class L1Region(ValueRegion):
    """A cross-polytope around the clean batch, intersected exactly with the box (Croce & Hein 2021,
    arXiv:2103.01208)."""

    def _norm(self, u: Tensor) -> Tensor:
        return u.abs().sum((1, 2))

    def _project(self, u: Tensor) -> Tensor:
        flat = project_l1(u.flatten(1), self.low.flatten(1), self.high.flatten(1), self.eps)  # (B, T * F)
        return flat.view_as(u)  # (B, T, F)

    def _steepest(self, gradient: Tensor) -> Tensor:
        """Spread evenly over the largest tenth of the gradient's perturbable entries, by sign.

        The true steepest direction has one entry; Croce & Hein (2021) show that such steps are too sparse.
        """
        magnitude = gradient.abs().flatten(1)  # (B, T * F)
        keep = ((self.high > self.low).flatten(1).sum(1, keepdim=True) // 10).clamp(min=1)  # (B, 1)
        rank = magnitude.argsort(dim=1, descending=True, stable=True).argsort(dim=1)
        sparse = torch.where(rank < keep, gradient.flatten(1).sign(), 0.0)
        count = sparse.abs().sum(1, keepdim=True).clamp(min=1)
        return (sparse / count).view_as(gradient)  # (B, T, F)

    def _random(self, generator: Generator) -> Tensor:
        """Uniform in the ball: exponential magnitudes, normalised together with one more (Barthe et al. 2005)."""
        shape = self.centre.shape
        device, dtype = generator.device, self.centre.dtype
        size = shape[0], shape[1] * shape[2] + 1
        magnitude = -(1 - torch.rand(size, generator=generator, dtype=dtype, device=device)).log()
        # 1 - rand lies in (0, 1]: no logarithm of 0
        sign = torch.randint(0, 2, shape, generator=generator, device=device) * 2 - 1
        movable = (self.high > self.low).to(device)
        parts = torch.where(movable, magnitude[:, :-1].view(shape), 0.0)  # (B, T, F)
        total = parts.sum((1, 2)) + magnitude[:, -1]
        return (sign * parts / total[:, None, None]).to(self.centre.device)


@THREATS.register("l1")
class L1(BallThreat):
    """The L1 norm of the perturbation (sum of absolute values) is at most eps."""

    title: ClassVar[str] = "L1 (sum of absolute values)"
    region: ClassVar = L1Region
    norm: ClassVar[str] = "L1"

    def _template(self, tokens: bool) -> Sentence:
        facts = self._facts()
        if self.unit == "data":
            return Sentence("The L1 norm of the perturbation is at most {eps} {eps:data unit|data units}.", facts)
        if self.unit == "peak":
            return Sentence(
                "The L1 norm of the perturbation is at most {percent} % of the sequence's peak ({level} dB relative "
                "to peak).",
                facts,
            )
        return Sentence("The L1 norm of the perturbation is at most {eps} std.", facts)


def project_l1(u: Tensor, low: Tensor, high: Tensor, eps: float | Tensor) -> Tensor:
    """Project onto {||v||_1 <= eps, low <= v <= high}, (B, N) -> (B, N), exactly; `eps` of all, or each (B, 1).

    The optimum is |v_i| = clip(|u_i| - tau, 0, b_i) for one tau >= 0. Its sum decreases piecewise linearly with tau:
    each coordinate begins to decrease at |u_i| - b_i and is zero from |u_i| on. Sorting these 2N points finds the
    piece.
    """
    magnitude = u.abs()
    bound = torch.where(u > 0, high, -low).clamp(min=0)
    clipped = torch.minimum(magnitude, bound)
    points = torch.cat([(magnitude - bound).clamp(min=0), magnitude], dim=1)  # (B, 2N)
    slopes = torch.cat([-torch.ones_like(u), torch.ones_like(u)], dim=1)  # what passing a point adds to the slope
    points, order = points.sort(dim=1)
    slope = slopes.gather(1, order).cumsum(1)  # slope of the sum behind each point
    gaps = points.diff(dim=1, append=points[:, -1:])
    total = clipped.sum(1, keepdim=True)
    behind = total + (slope * gaps).cumsum(1)  # the sum at the next point
    ends_inside = behind <= eps
    ends_inside[:, -1] = True  # the sum is 0 there, up to rounding
    piece = ends_inside.to(torch.int8).argmax(dim=1, keepdim=True)  # the first piece whose end is small enough
    at = points.gather(1, piece)
    start = behind.gather(1, piece) - (slope * gaps).gather(1, piece)
    tau = at + (start - eps) / -slope.gather(1, piece).clamp(max=-1)
    shrunk = u.sign() * (magnitude - tau.clamp(min=0)).clamp(min=0).minimum(bound)
    return torch.where(total <= eps, u.clamp(low, high), shrunk)

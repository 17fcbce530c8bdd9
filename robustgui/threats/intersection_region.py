"""The intersection of several norm balls around one batch."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING, Self

from ..base.lazy import torch
from .linf import LinfRegion
from .value_region import ValueRegion

if TYPE_CHECKING:
    from torch import Generator, Tensor

_ROUNDS = 12  # of alternating projections, where more than one ball is no box


class IntersectionRegion(ValueRegion):
    """The intersection; the perturbation norm is the largest share of any part's budget.

    All balls and boxes contain the centre, and with a point each one whose values are nearer to the clean ones, value
    by value. So a point that is sealed by one part after the other lies within all of them, exactly.

    Attributes:
        parts: with their own budgets.
        weight: in these coordinates no value can be perturbed by more than eps, in any part.
        eps: factor of all budgets.
    """

    parts: tuple[ValueRegion, ...]

    @classmethod
    def of(cls, parts: Sequence[ValueRegion], free: Tensor, eps: float) -> Self:
        """The intersection of `parts`, restricted to the values `free` (B, T, F)."""
        if any(part.eps == 0 for part in parts):
            free = torch.zeros_like(free)
        weight = torch.stack(
            torch.broadcast_tensors(*(part.weight / (part.eps or 1.0) for part in parts))  # type: ignore[no-untyped-call]
        ).amax(0)  # (B or 1, 1, F)
        low = torch.stack([part.low / part.weight for part in parts]).amax(0) * weight  # (B, T, F)
        high = torch.stack([part.high / part.weight for part in parts]).amin(0) * weight
        zero = torch.zeros_like(low)
        region = cls(parts[0].centre, weight, torch.where(free, low, zero), torch.where(free, high, zero), eps)
        region.parts = tuple(parts)
        return region

    def subset(self, rows: Tensor) -> Self:
        """See `Region.subset`."""
        return super().subset(rows).copy_with(parts=tuple(part.subset(rows) for part in self.parts))

    def size(self, x: Tensor) -> Tensor:
        """See `Region.size`."""
        shares = []
        for part in self.parts:
            size = part.size(x)
            shares.append(size / part.eps if part.eps else torch.where(size > 0, torch.inf, 0.0).to(size))
        return torch.stack(shares).amax(0)

    def project(self, x: Tensor) -> Tensor:
        """A point of the region near `x`; the nearest one if at most one ball is no box, or all weigh features alike.

        L-inf balls only narrow the bounds of the others. For several others the nearest common point is found, up to
        one per cent of the distance, by Dykstra's alternating projections (Boyle & Dykstra 1986).
        """
        if self.eps == 0:
            return self.centre
        balls, low, high = self._narrow_balls()
        if not balls:
            return self.centre + (x - self.centre).clamp(low, high)
        corrections = [torch.zeros_like(x) for _ in balls]
        for _ in range(_ROUNDS if len(balls) > 1 else 0):
            for place, ball in enumerate(balls):
                moved = ball.project(x + corrections[place])
                corrections[place], x = x + corrections[place] - moved, moved
        for ball in balls:
            x = ball.project(x)
        return x

    def seal(self, x: Tensor) -> Tensor:
        """See `Region.seal`."""
        x = self.project(torch.where(x.isfinite(), x, self.centre))
        for part in self._scale_parts():
            x = part.seal(x)
        return torch.where(self.high > self.low, x, self.centre)

    def step_region(self, point: Tensor, step: int, *, passed: Tensor, left: Tensor) -> Self:
        """See `Region.step_region`; each part spreads its own budget."""
        parts = [part.step_region(point, step, passed=passed, left=left) for part in self._scale_parts()]
        free = torch.zeros_like(parts[0].low, dtype=torch.bool)
        free[:, step] = (self.high > self.low)[:, step]
        return self.of(parts, free, 1.0)

    def _scale_parts(self) -> list[ValueRegion]:
        """The parts with their budgets multiplied by eps."""
        return [part.with_eps(part.eps * self.eps if part.eps and self.eps else 0.0) for part in self.parts]

    def _narrow_balls(self) -> tuple[list[ValueRegion], Tensor, Tensor]:
        """The balls that are no boxes, restricted to the bounds of all; and these bounds, (B, T, F), in network
        units."""
        low, high = self.low / self.weight, self.high / self.weight
        balls: list[ValueRegion] = []
        for part in self._scale_parts():
            if not isinstance(part, LinfRegion):
                balls.append(part)
            elif math.isfinite(part.eps):
                most = part.eps / part.weight
                low, high = low.maximum(-most), high.minimum(most)
        return [ball.copy_with(low=low * ball.weight, high=high * ball.weight) for ball in balls], low, high

    def _norm(self, u: Tensor) -> Tensor:
        return torch.stack([part._norm(u * self._scale(part)) / part.eps for part in self.parts if part.eps]).amax(0)

    def _scale(self, part: ValueRegion) -> Tensor:
        """Factor from these coordinates to those of `part`, (B or 1, 1, F)."""
        return part.weight / self.weight

    def _steepest(self, gradient: Tensor) -> Tensor:
        """The best of the steepest directions of the parts, scaled to the budget of all."""
        best, climb = torch.zeros_like(gradient), torch.zeros_like(gradient[:, :1, :1])  # (B, T, F), (B, 1, 1)
        for part in self.parts:
            scale = self._scale(part)
            u = part._steepest(gradient / scale) / scale
            size = self._norm(u)[:, None, None]
            u = u / torch.where(size > 0, size, 1.0)
            gained = (u * gradient).sum((1, 2), keepdim=True)
            best, climb = torch.where(gained > climb, u, best), gained.maximum(climb)
        return best

    def _random(self, generator: Generator) -> Tensor:
        """A random point of the first part, scaled down until it lies within all."""
        first = self.parts[0]
        u = first._random(generator) * first.eps / self._scale(first)
        return u / self._norm(u).clamp(min=1)[:, None, None]

    def _project(self, u: Tensor) -> Tensor:
        return (self.project(self.centre + u / self.weight) - self.centre) * self.weight

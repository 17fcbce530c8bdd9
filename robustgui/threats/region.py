"""The region that an attack works in: a norm ball, cut by box, padding, features and time window.

Everything happens in scaled coordinates u = weight * (x_adv - x), in which the threat's own unit is 1: weight is 1
where a budget counts network units, and std where it counts data units. There the region is
{u : ||u||_p <= eps, low <= u <= high} with low <= 0 <= high, and closed coordinates have low = high = 0.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import TYPE_CHECKING, Self

from ..base.lazy import torch

if TYPE_CHECKING:
    from torch import Generator, Tensor

    from ..base.units import Space
    from .base import Threat


class Region(ABC):
    """The region around a batch. Subclasses know one norm.

    Attributes:
        centre: the clean batch (B, T, F), network units.
        weight: from network units to the budget's unit, (F,).
        low, high: bounds of u, (B, T, F); both 0 where nothing may change.
        eps: the radius, in the budget's unit.
    """

    def __init__(self, centre: Tensor, weight: Tensor, low: Tensor, high: Tensor, eps: float) -> None:
        self.centre = centre
        self.weight = weight
        self.low = low
        self.high = high
        self.eps = eps

    @classmethod
    def build(cls, threat: Threat, x: Tensor, mask: Tensor, space: Space) -> Self:
        """The region of `threat` around `x` (B, T, F), valid where `mask` (B, T)."""

        def per_feature(values: object) -> Tensor:
            return torch.as_tensor(values, dtype=x.dtype, device=x.device)

        unit = space.std if threat.unit == "data" else space.std / space.spread
        weight = per_feature(unit)
        free = open_steps(threat, x, mask)  # (B, T, F)
        if threat.box:
            low = ((per_feature((space.low - space.mean) / space.std) - x) * weight).clamp(max=0)
            high = ((per_feature((space.high - space.mean) / space.std) - x) * weight).clamp(min=0)
        else:
            low, high = torch.full_like(x, -torch.inf), torch.full_like(x, torch.inf)
        zero = torch.zeros_like(x)
        return cls(x, weight, torch.where(free, low, zero), torch.where(free, high, zero), threat.eps)

    def subset(self, chosen: Tensor) -> Self:
        """The region of some sequences of the batch; `chosen` indexes them, (n,)."""
        return type(self)(self.centre[chosen], self.weight, self.low[chosen], self.high[chosen], self.eps)

    def size(self, x: Tensor) -> Tensor:
        """How large the perturbation of each sequence is, in the budget's unit, (B,)."""
        return self._norm((x.double() - self.centre.double()) * self.weight.double())

    def project(self, x: Tensor) -> Tensor:
        """The point of the region nearest to `x` (B, T, F), nearest in the budget's unit."""
        u = self._project((x - self.centre) * self.weight)
        return self.centre + u / self.weight

    def seal(self, x: Tensor) -> Tensor:
        """`x` projected in double precision and rounded towards the clean value, so that the budget holds exactly."""
        exact = type(self)(self.centre.double(), self.weight.double(), self.low.double(), self.high.double(), self.eps)
        delta = exact.project(x.double()) - exact.centre
        rounded = (exact.centre + delta).to(x.dtype)
        beyond = (rounded.double() - exact.centre).abs() > delta.abs()
        return torch.where(beyond, torch.nextafter(rounded, self.centre), rounded)

    def ascend(self, x: Tensor, gradient: Tensor, length: float) -> Tensor:
        """`x` moved by `length` (a share of eps) along the steepest ascent of this norm; not yet projected."""
        movable = self.high > self.low
        u = self._steepest(torch.where(movable, gradient / self.weight, torch.zeros_like(gradient)))
        return x + u * (length * self.eps) / self.weight

    def random_start(self, generator: Generator) -> Tensor:
        """A random point of the region, (B, T, F)."""
        return self.project(self.centre + self._random(generator) * self.eps / self.weight)

    @abstractmethod
    def _norm(self, u: Tensor) -> Tensor:
        """||u|| of each sequence, (B, T, F) -> (B,)."""

    @abstractmethod
    def _project(self, u: Tensor) -> Tensor:
        """The Euclidean projection of `u` onto ball and bounds, (B, T, F) -> (B, T, F)."""

    @abstractmethod
    def _steepest(self, gradient: Tensor) -> Tensor:
        """The vector of norm 1 with the largest product with `gradient`, (B, T, F) -> (B, T, F)."""

    @abstractmethod
    def _random(self, generator: Generator) -> Tensor:
        """A random point of the unit ball over the movable coordinates, (B, T, F)."""


def open_steps(threat: Threat, x: Tensor, mask: Tensor) -> Tensor:
    """Which values may change at all: valid, inside the time window, of an open feature; (B, T, F) bool."""
    steps = torch.arange(x.shape[1], device=x.device)
    window = steps >= threat.first_step
    if threat.open_steps is not None:
        window &= steps < threat.first_step + threat.open_steps
    features = torch.ones(x.shape[2], dtype=torch.bool, device=x.device)
    if threat.features:
        features[:] = False
        features[list(threat.features)] = True
    return mask[:, :, None] & window[None, :, None] & features  # (B, T, F)


def shared_scale(u: Tensor, low: Tensor, high: Tensor, eps: float) -> Tensor:
    """Project onto {||v||_2 <= eps, low <= v <= high}, (B, N) -> (B, N), exactly and without iterating.

    The optimum is v = clip(s u) for one s in [0, 1] (the multiplier of the ball). ||v||^2 grows with s, piecewise
    quadratically, with a breakpoint where a coordinate reaches its bound; sorting them finds the piece.
    """
    clipped = u.clamp(low, high)
    magnitude = u.abs()
    bound = torch.where(u > 0, high, -low)  # (B, N)
    reach = torch.where(magnitude > bound, bound / magnitude, torch.inf)  # the s at which a coordinate stops moving
    reach, order = reach.sort(dim=1)
    stopped = torch.where(reach.isinf(), 0.0, bound.gather(1, order)).square()
    moving = magnitude.gather(1, order).square()
    before = stopped.cumsum(1) - stopped  # squares of those stopped before each breakpoint
    after = moving.flip(1).cumsum(1).flip(1)  # squares of those still moving up to it
    s = ((eps**2 - before).clamp(min=0) / after).sqrt().nan_to_num(0.0, posinf=0.0)
    piece = s <= reach  # the first breakpoint that lies beyond its own solution ends the right piece
    first = piece.to(torch.int8).argmax(dim=1, keepdim=True)
    scaled = (u * s.gather(1, first)).clamp(low, high)
    inside = clipped.norm(dim=1, keepdim=True) <= eps
    return torch.where(inside, clipped, scaled)

"""The region of a threat model on values: a norm ball intersected with valid range, padding, features and time window.

Everything happens in scaled coordinates u = weight * (x_adv - x), in which the threat's own unit is 1: weight is 1
where a budget counts network units, and std where it counts data units. There the region is
{u : ||u||_p <= eps, low <= u <= high} with low <= 0 <= high, and closed coordinates have low = high = 0.
"""

from __future__ import annotations

from abc import abstractmethod
from copy import copy
from typing import TYPE_CHECKING, Any, Self

from ..base.lazy import torch
from .budget_weights import compute_weights, round_up
from .region import Region, to_double

if TYPE_CHECKING:
    from torch import Generator, Tensor

    from ..base.units import Space
    from .ball_threat import BallThreat

BLOCKED = 1e-6  # room below this share of eps counts as none: it is rounding
ROUNDING = 1e-12  # of a budget that is summed up in double precision


class ValueRegion(Region):
    """The allowed values around a batch. Each subclass has one norm.

    Attributes:
        centre: the clean batch (B, T, F), network units; finite.
        weight: factor from network units to the budget's unit, (B or 1, 1, F); rounded up, so that rounding never
            enlarges the budget. By sequence for units that depend on it, such as the peak.
        low, high: bounds of u, (B, T, F); both 0 for values that may not be perturbed.
        eps: the radius, in the budget's unit.
    """

    def __init__(self, centre: Tensor, weight: Tensor, low: Tensor, high: Tensor, eps: float) -> None:
        super().__init__(centre, eps)
        self.weight = weight
        self.low = low
        self.high = high

    @classmethod
    def build(cls, threat: BallThreat, x: Tensor, mask: Tensor, space: Space) -> Self:
        """The region of `threat` around `x` (B, T, F), valid where `mask` (B, T)."""
        measure = compute_weights(threat, x, mask, space)
        zero = torch.zeros_like(x)
        low, high = torch.full_like(x, -torch.inf), torch.full_like(x, torch.inf)
        if threat.box:
            bounds = threat.valid_values(space)
            exact, scale = to_double(x), to_double(measure.weight)
            mean, std, least, most = (
                torch.as_tensor(values, dtype=torch.float64, device=exact.device)
                for values in (space.mean, space.std, bounds.low, bounds.high)
            )
            low = round_towards(zero, ((least - mean) / std - exact) * scale).clamp(max=0)
            high = round_towards(zero, ((most - mean) / std - exact) * scale).clamp(min=0)
        low, high = torch.where(measure.free, low, zero), torch.where(measure.free, high, zero)
        return cls(x, measure.weight, low, high, threat.eps)

    def copy_with(self, **attributes: Any) -> Self:
        """A copy with some attributes replaced."""
        other = copy(self)
        other.__dict__.update(attributes)
        return other

    def subset(self, rows: Tensor) -> Self:
        """The region of the sequences with indices `rows`, (n,)."""
        weight = self.weight if len(self.weight) == 1 else self.weight[rows]
        return self.copy_with(centre=self.centre[rows], weight=weight, low=self.low[rows], high=self.high[rows])

    def with_eps(self, eps: float) -> Self:
        """See `Region.with_eps`."""
        return self.copy_with(eps=eps)

    def step_region(self, point: Tensor, step: int, *, passed: Tensor, left: Tensor) -> Self:
        """See `Region.step_region`. The budget of a step is rescaled to eps by larger weights."""
        past_norm = self.size(torch.cat([point[:, :step], self.centre[:, step:]], 1))  # (B,)
        budget = self._share(past_norm, left.to(past_norm.device)).clamp(min=0) * (1 - ROUNDING)
        scale = (self.eps / budget)[:, None, None].clamp(min=1)  # (B, 1, 1)
        weight = round_up(to_double(self.weight) * scale, self.weight)
        spare = weight.isfinite().all(2, keepdim=True)  # (B, 1, 1), nothing may change where all is spent
        weight = torch.where(spare, weight, self.weight)
        centre = torch.cat([point[:, :step], self.centre[:, step : step + 1]], 1)
        low, high = (
            torch.cat([torch.zeros_like(centre[:, :step]), torch.where(spare, bound, 0.0)], 1)
            for bound in (self._rescale(side[:, step : step + 1], weight) for side in (self.low, self.high))
        )
        return self.copy_with(centre=centre, weight=weight, low=low, high=high)

    def _rescale(self, bound: Tensor, weight: Tensor) -> Tensor:
        """`bound` in coordinates of another weight, rounded towards 0."""
        exact = to_double(bound) / to_double(self.weight) * to_double(weight)
        return round_towards(torch.zeros_like(bound), exact)

    def _share(self, past_norm: Tensor, left: Tensor) -> Tensor:
        """Budget of the next of `left` steps after steps of norm `past_norm`, (B,) float64.

        Valid in every norm, by the triangle inequality.
        """
        return (self.eps - past_norm) / left

    def size(self, x: Tensor) -> Tensor:
        """Perturbation norm of each sequence, in the budget's unit, (B,)."""
        return self._norm((to_double(x) - to_double(self.centre)) * to_double(self.weight))

    def project(self, x: Tensor) -> Tensor:
        """The point of the region nearest to `x` (B, T, F), nearest in the budget's unit."""
        if self.eps == 0:
            return self.centre  # exactly, whatever rounding a projection would leave
        u = self._project((x - self.centre) * self.weight)
        return self.centre + u / self.weight

    def seal(self, x: Tensor) -> Tensor:
        """`x` projected in double precision and rounded towards the clean value, so that ball and box hold exactly.

        Closed values and NaN become the clean values bit for bit.
        """
        low, high = to_double(self.low), to_double(self.high)
        exact = self.copy_with(centre=to_double(self.centre), weight=to_double(self.weight), low=low, high=high)
        sealed = round_towards(self.centre, exact.project(to_double(torch.where(x.isfinite(), x, self.centre))))
        return torch.where(self.high > self.low, sealed, self.centre)

    def ascend(self, x: Tensor, gradient: Tensor, length: float) -> Tensor:
        """`x` after a step of `length` (a share of eps) in the steepest direction of this norm; not yet projected.

        Coordinates at their bound, or with NaN gradients, are not moved.
        """
        u = (x - self.centre) * self.weight
        room = torch.where(gradient > 0, self.high - u, u - self.low) > BLOCKED * self.eps
        direction = self._steepest(torch.where(room & gradient.isfinite(), gradient / self.weight, 0.0))
        return x + direction * (length * self.eps) / self.weight

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
        """The vector of norm 1 with the largest product with `gradient`; 0 for gradient 0; (B, T, F) -> (B, T, F)."""

    @abstractmethod
    def _random(self, generator: Generator) -> Tensor:
        """A random point of the unit ball over the movable coordinates, (B, T, F)."""


def round_towards(anchor: Tensor, exact: Tensor) -> Tensor:
    """`exact` (double) in the dtype and on the device of `anchor`, rounded towards `anchor`."""
    rounded = exact.to(anchor.device, anchor.dtype)
    beyond = (to_double(rounded) - to_double(anchor)).abs() > (exact - to_double(anchor)).abs()
    return torch.where(beyond.to(anchor.device), torch.nextafter(rounded, anchor), rounded)


def project_l2(u: Tensor, low: Tensor, high: Tensor, eps: float | Tensor) -> Tensor:
    """Project onto {||v||_2 <= eps, low <= v <= high}, (B, N) -> (B, N), exactly and without iterating.

    `eps` is one number, or (B, 1).

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

"""Norms, projections and distances to hyperplanes for minimum-norm attacks.

All in the scaled coordinates of a region, flat: (B, N) with N = T F, between bounds low <= 0 <= high.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import TYPE_CHECKING

from ..base.lazy import torch
from ..threats.l1 import L1Region, project_l1
from ..threats.l2 import L2Region
from ..threats.linf import LinfRegion
from ..threats.value_region import project_l2

if TYPE_CHECKING:
    from torch import Tensor

    from ..threats.value_region import ValueRegion

NORMS = frozenset(("L1", "L2", "L-inf"))  # as `Threat.norm` writes them


class Norm(ABC):
    """One norm and its geometry."""

    @abstractmethod
    def size(self, u: Tensor) -> Tensor:
        """||u||, (B, N) -> (B,)."""

    @abstractmethod
    def dual_norm(self, w: Tensor) -> Tensor:
        """Dual norm: the maximum of w . u over ||u|| <= 1, (B, N) -> (B,)."""

    @abstractmethod
    def project(self, u: Tensor, low: Tensor, high: Tensor, radius: Tensor) -> Tensor:
        """The nearest point (L2) with ||v|| <= radius (B, 1) and low <= v <= high, (B, N) -> (B, N)."""

    @abstractmethod
    def find_smallest(self, w: Tensor, need: Tensor, low: Tensor, high: Tensor) -> Tensor:
        """The v of minimal norm with w . v >= need and low <= v <= high, exactly; (B, N) -> (B, N).

        Where no v within the bounds reaches `need`, the v with the largest w . v.

        Args:
            w: the hyperplane's normal, (B, N).
            need: lower bound of w . v, (B, 1).
            low, high: bounds, (B, N), possibly infinite or excluding 0.
        """

    def project_to_plane(self, u: Tensor, w: Tensor, gap: Tensor, low: Tensor, high: Tensor) -> Tensor:
        """The d of minimal norm that moves `u` onto the hyperplane w . d = gap (B, 1), from either side, (B, N).

        Croce & Hein 2020 (arXiv:1907.02044), section 3.1.
        """
        return self.find_smallest(w * gap.sign(), gap.abs(), low - u, high - u)


class _L1(Norm):
    def size(self, u: Tensor) -> Tensor:
        return u.abs().sum(1)

    def dual_norm(self, w: Tensor) -> Tensor:
        return w.abs().amax(1)

    def project(self, u: Tensor, low: Tensor, high: Tensor, radius: Tensor) -> Tensor:
        return project_l1(u, low, high, radius)

    def find_smallest(self, w: Tensor, need: Tensor, low: Tensor, high: Tensor) -> Tensor:
        """Starting at the point nearest to 0, the coordinates with the largest slopes move first, each up to its
        bound."""
        low, high = _orient(w, low, high)
        near = low.clamp(min=0).minimum(high)  # the smallest between the bounds
        slope, order = w.abs().sort(dim=1, descending=True)
        room = torch.where(slope > 0, (high - near).gather(1, order), 0.0)
        gained = (slope * room).cumsum(1).roll(1, dims=1)  # by earlier coordinates
        gained[:, 0] = 0.0
        missing = (need - (w.abs() * near).sum(1, keepdim=True) - gained).clamp(min=0)
        moved = torch.where(slope > 0, missing / slope, 0.0).minimum(room)
        return _sign(w) * (near + torch.zeros_like(w).scatter(1, order, moved))


class _L2(Norm):
    def size(self, u: Tensor) -> Tensor:
        length: Tensor = torch.linalg.vector_norm(u, dim=1)
        return length

    def dual_norm(self, w: Tensor) -> Tensor:
        return self.size(w)

    def project(self, u: Tensor, low: Tensor, high: Tensor, radius: Tensor) -> Tensor:
        return project_l2(u, low, high, radius)

    def find_smallest(self, w: Tensor, need: Tensor, low: Tensor, high: Tensor) -> Tensor:
        return _fill_along(w, w.abs(), need, low, high)


class _Linf(Norm):
    def size(self, u: Tensor) -> Tensor:
        return u.abs().amax(1)

    def dual_norm(self, w: Tensor) -> Tensor:
        return w.abs().sum(1)

    def project(self, u: Tensor, low: Tensor, high: Tensor, radius: Tensor) -> Tensor:
        return u.clamp(torch.maximum(low, -radius), torch.minimum(high, radius))

    def find_smallest(self, w: Tensor, need: Tensor, low: Tensor, high: Tensor) -> Tensor:
        return _fill_along(w, (w != 0).to(w.dtype), need, low, high)


def choose_norm(region: ValueRegion) -> Norm:
    """The norm of `region`."""
    for kind, norm in ((L1Region, _L1), (L2Region, _L2), (LinfRegion, _Linf)):
        if isinstance(region, kind):
            return norm()
    raise TypeError(f"{type(region).__name__} measures in no norm: the attack's `norms` is wrong")


def _sign(w: Tensor) -> Tensor:
    """Signs, with 1 for 0."""
    return torch.where(w < 0, -1.0, 1.0)


def _orient(w: Tensor, low: Tensor, high: Tensor) -> tuple[Tensor, Tensor]:
    """The bounds in coordinates multiplied by the sign of `w`."""
    return torch.where(w < 0, -high, low), torch.where(w < 0, -low, high)


def _fill_along(w: Tensor, speed: Tensor, need: Tensor, low: Tensor, high: Tensor) -> Tensor:
    """v = t speed along the sign of w, clipped at the bounds, with the t >= 0 for which w . v = need; exactly.

    w . v grows piecewise linearly with t: a coordinate starts at t = low / speed and stops at high / speed. Sorting
    these 2N points finds the piece.
    """
    low, high = _orient(w, low, high)
    near = low.clamp(min=0).minimum(high)  # the smallest between the bounds
    rate = w.abs() * speed
    going = rate > 0
    outset, end = (torch.where(going, bound.clamp(min=0) / speed, 0.0) for bound in (low, high))
    points, order = torch.cat([outset, end], 1).sort(dim=1)  # (B, 2N)
    slope = torch.cat([rate, -rate], 1).gather(1, order).cumsum(1).clamp(min=0)
    gaps = points.diff(dim=1, append=points[:, -1:])
    gaps = torch.where(slope > 0, gaps, 0.0)  # between two infinite points there is no gap
    missing = need - (w.abs() * near).sum(1, keepdim=True)
    behind = (slope * gaps).cumsum(1)  # w . v at the next point
    reached = behind >= missing
    reached[:, -1] = True
    piece = reached.to(torch.int8).argmax(dim=1, keepdim=True)  # the first that reaches `need`
    before = behind.roll(1, dims=1)
    before[:, 0] = 0.0
    steep = slope.gather(1, piece)
    remainder = (missing - before.gather(1, piece)).clamp(min=0)
    t = points.gather(1, piece) + torch.where(steep > 0, remainder / steep, 0.0)
    return _sign(w) * torch.where(going, (t * speed).clamp(low, high), near)

"""Lengths, projections and shortest ways to a hyperplane, for the norms that minimum-norm attacks make small.

All in the scaled coordinates of a region, flat: (B, N) with N = T F, between bounds low <= 0 <= high.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import TYPE_CHECKING

from ..base.lazy import torch
from ..threats.l1 import L1Region, soft_threshold
from ..threats.l2 import L2Region
from ..threats.linf import LinfRegion
from ..threats.value_region import shared_scale

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
    def dual(self, w: Tensor) -> Tensor:
        """The most that w . u gains over all ||u|| <= 1, (B, N) -> (B,)."""

    @abstractmethod
    def project(self, u: Tensor, low: Tensor, high: Tensor, radius: Tensor) -> Tensor:
        """The nearest point (L2) with ||v|| <= radius (B, 1) and low <= v <= high, (B, N) -> (B, N)."""

    @abstractmethod
    def shortest(self, w: Tensor, need: Tensor, room: Tensor) -> Tensor:
        """The shortest d with w . d = need, going at most `room` >= 0 along the sign of w; (B, N) -> (B, N).

        Where even all of the room is too little, d takes all of it.

        Args:
            w: the hyperplane's normal, (B, N).
            need: what is to be gained, >= 0, (B, 1).
            room: (B, N), may be infinite.
        """

    def to_plane(self, u: Tensor, w: Tensor, gap: Tensor, low: Tensor, high: Tensor) -> Tensor:
        """The shortest d that brings `u` onto the hyperplane where w . d = gap (B, 1), from either side, (B, N).

        Croce & Hein 2020 (arXiv:1907.02044), section 3.1.
        """
        w = w * gap.sign()
        return self.shortest(w, gap.abs(), torch.where(w > 0, high - u, u - low).clamp(min=0))


class _L1(Norm):
    def size(self, u: Tensor) -> Tensor:
        return u.abs().sum(1)

    def dual(self, w: Tensor) -> Tensor:
        return w.abs().amax(1)

    def project(self, u: Tensor, low: Tensor, high: Tensor, radius: Tensor) -> Tensor:
        return soft_threshold(u, low, high, radius)

    def shortest(self, w: Tensor, need: Tensor, room: Tensor) -> Tensor:
        """The steepest coordinates first, each as far as it goes."""
        slope, order = w.abs().sort(dim=1, descending=True)
        space = torch.where(slope > 0, room.gather(1, order), 0.0)
        gained = (slope * space).cumsum(1).roll(1, dims=1)  # by those before each coordinate
        gained[:, 0] = 0.0
        missing = (need - gained).clamp(min=0)
        moved = torch.where(slope > 0, missing / slope, 0.0).minimum(space)
        return w.sign() * torch.zeros_like(w).scatter(1, order, moved)


class _L2(Norm):
    def size(self, u: Tensor) -> Tensor:
        length: Tensor = torch.linalg.vector_norm(u, dim=1)
        return length

    def dual(self, w: Tensor) -> Tensor:
        return self.size(w)

    def project(self, u: Tensor, low: Tensor, high: Tensor, radius: Tensor) -> Tensor:
        return shared_scale(u, low, high, radius)

    def shortest(self, w: Tensor, need: Tensor, room: Tensor) -> Tensor:
        return _filled(w, w.abs(), need, room)


class _Linf(Norm):
    def size(self, u: Tensor) -> Tensor:
        return u.abs().amax(1)

    def dual(self, w: Tensor) -> Tensor:
        return w.abs().sum(1)

    def project(self, u: Tensor, low: Tensor, high: Tensor, radius: Tensor) -> Tensor:
        return u.clamp(torch.maximum(low, -radius), torch.minimum(high, radius))

    def shortest(self, w: Tensor, need: Tensor, room: Tensor) -> Tensor:
        return _filled(w, (w != 0).to(w.dtype), need, room)


def norm_of(region: ValueRegion) -> Norm:
    """The norm in which `region` measures."""
    for kind, norm in ((L1Region, _L1), (L2Region, _L2), (LinfRegion, _Linf)):
        if isinstance(region, kind):
            return norm()
    raise TypeError(f"{type(region).__name__} measures in no norm: the attack's `norms` is wrong")


def _filled(w: Tensor, speed: Tensor, need: Tensor, room: Tensor) -> Tensor:
    """d = sign(w) min(t speed, room) with the one t >= 0 for which w . d = need, without iterating.

    What is gained grows with t, piecewise linearly: each coordinate stops at t = room / speed. Sorting finds the piece.
    """
    rate = w.abs() * speed
    stop = torch.where(rate > 0, room / speed, torch.inf)
    stop, order = stop.sort(dim=1)
    rate = rate.gather(1, order)
    gained = torch.where(rate > 0, rate * stop.nan_to_num(posinf=0.0), 0.0)  # by each once it has stopped
    before = gained.cumsum(1) - gained
    moving = rate.flip(1).cumsum(1).flip(1)
    t = (need - before).clamp(min=0) / moving  # if exactly those before had stopped
    t = t.nan_to_num(nan=torch.inf)
    piece = (t <= stop).to(torch.int8).argmax(dim=1, keepdim=True)
    found = (t <= stop).any(dim=1, keepdim=True)
    t = torch.where(found, t.gather(1, piece), torch.inf)
    way = torch.where(speed > 0, torch.minimum(t * speed, room), 0.0)
    return w.sign() * torch.where(way.isfinite(), way, 0.0)

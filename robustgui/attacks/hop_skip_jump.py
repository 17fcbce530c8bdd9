"""HopSkipJump: gradient estimation at the decision boundary from decisions alone."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, ClassVar

from ..base.lazy import torch
from ..base.settings import setting
from .base import ATTACKS
from .decision_oracle import DecisionOracle, normalise
from .minimum_norm import MinimumNorm

if TYPE_CHECKING:
    from torch import Tensor

    from .problem import Problem

_AT_ONCE = 1 << 22  # values in memory at a time
_FEWEST = 16  # minimum number of queries of an estimate
_RESERVED = 24  # queries reserved for the step and the bisection
_NEARER = 0.95  # of the distance, at which the straight path is tried
_FINEST = 1e-5  # of the distance to the boundary: limit of single precision


@ATTACKS.register("hop_skip_jump")
class HopSkipJump(MinimumNorm):
    """Estimate the normal of the decision boundary from decisions around a point on it, step along it, and return
    to the boundary by bisection.

    With d perturbable values: probes at distance dist / sqrt(d) around the point (0.1 dist at first), `first` times
    sqrt(k) of them in step k; a step of dist / sqrt(k), halved until it succeeds; bisection to d^-1.5 of the distance.
    The paper probes at dist / d; on recurrent networks the wider probes find smaller perturbations with the same number
    of queries. One query per step is new: the sum of all directions so far, followed straight from the clean sequence
    for a little less than the present distance. In L-inf it leads out of corners in which the search would stall.
    """

    title: ClassVar[str] = "HopSkipJump (decision-based)"
    source: ClassVar[str] = "Chen et al. 2020, arXiv:1904.02144"
    needs: ClassVar = "labels"
    norms: ClassVar = frozenset(("L2", "L-inf"))

    queries: int = setting(2000, ge=1, le=1_000_000, title="Queries", help="Query budget for each sequence.")
    first: int = setting(
        50, ge=2, le=10_000, title="First estimate", unit="queries", advanced=True,
        help="Queries for the first estimate of the boundary's normal; later estimates use more.",
    )  # fmt: skip
    starts: int = setting(
        3, ge=1, le=20, title="Starts", advanced=True,
        help="Number of adversarial starting points; the search begins at the nearest one.",
    )  # fmt: skip

    def minimise(self, problem: Problem) -> Tensor:
        """See `MinimumNorm.minimise`."""
        oracle = DecisionOracle(problem, self.queries)
        size = oracle.coords.norm.size
        u, rows = oracle.find_starts(self.starts)
        share = oracle.movable.sum(1).clamp(min=1).to(u) ** -1.5  # (B,)
        share = share.clamp(min=_FINEST)
        u = oracle.bisect(u, rows, share[rows], self.queries)
        oracle.record(u, rows)
        average = torch.zeros_like(oracle.coords.low)
        step = 1
        while True:
            active = (oracle.left[rows] >= _FEWEST + _RESERVED).nonzero()[:, 0]  # (m, 1) -> (m,)
            if not len(active):
                return oracle.coords.point(oracle.nearest.u)
            u, rows = u[active], rows[active]
            distance = size(u)
            radius = distance * (0.1 if step == 1 else oracle.movable[rows].sum(1).clamp(min=1) ** -0.5)
            normal = self._estimate_normal(oracle, u, rows, radius, int(self.first * math.sqrt(step)))
            average[rows] += normal
            straight = self._propose_straight(oracle, rows, average[rows], distance)
            shorter = oracle.is_adversarial(straight, rows)
            u = torch.where(shorter[:, None], straight, u)
            other = (~shorter).nonzero()[:, 0]  # (m, 1) -> (m,)
            moved, across = self._step(oracle, u[other], rows[other], normal[other], distance[other] / math.sqrt(step))
            across = other[across]
            u[across] = moved
            moving = torch.cat([across, shorter.nonzero()[:, 0]])  # (m,)
            u[moving] = oracle.bisect(u[moving], rows[moving], share[rows[moving]], self.queries)
            oracle.record(u, rows)
            step += 1

    def _propose_straight(self, oracle: DecisionOracle, rows: Tensor, normal: Tensor, distance: Tensor) -> Tensor:
        """The nearest points to the clean sequences for a flat boundary, a little nearer than the current points, (n,
        N)."""
        unit = normal.sign() if oracle.is_linf else normalise(normal)
        low, high = oracle.coords.low[rows], oracle.coords.high[rows]
        return ((_NEARER * distance)[:, None] * unit).clamp(low, high)

    def _estimate_normal(self, oracle: DecisionOracle, u: Tensor, rows: Tensor, radius: Tensor, count: int) -> Tensor:
        """Estimated normal of the boundary at `u` (n, N), of norm 1, (n, N)."""
        counts = (oracle.left[rows] - _RESERVED).clamp(max=count)
        row = torch.arange(len(u), device=u.device).repeat_interleave(counts)  # (sum of counts,)
        labels_sum, along, total = torch.zeros_like(radius), torch.zeros_like(u), torch.zeros_like(u)
        low, high = oracle.coords.low[rows], oracle.coords.high[rows]
        for part in torch.split(row, max(1, _AT_ONCE // max(1, u.shape[1]))):
            unit = self._draw_directions(oracle, u[part], oracle.movable[rows[part]])
            probes = (u[part] + radius[part, None] * unit).clamp(low[part], high[part])
            unit = (probes - u[part]) / radius[part, None]
            sign = torch.where(oracle.is_adversarial(probes, rows[part]), 1.0, -1.0).to(u)
            labels_sum.index_add_(0, part, sign)
            along.index_add_(0, part, sign[:, None] * unit)
            total.index_add_(0, part, unit)
        mean = (labels_sum / counts)[:, None]
        normal = torch.where(mean.abs() == 1, along, along - mean * total)
        if oracle.is_linf:
            return normal.sign()
        return normalise(normal)

    def _draw_directions(self, oracle: DecisionOracle, like: Tensor, movable: Tensor) -> Tensor:
        """Random directions of L2 norm 1 over the perturbable values, of the shape of `like` (m, N)."""
        generator = oracle.coords.problem.generator
        if oracle.is_linf:
            directions = torch.rand(like.shape, generator=generator, device=generator.device) * 2 - 1
        else:
            directions = torch.randn(like.shape, generator=generator, device=generator.device)
        directions = torch.where(movable, directions.to(like), 0.0)
        return normalise(directions)

    def _step(
        self, oracle: DecisionOracle, u: Tensor, rows: Tensor, normal: Tensor, length: Tensor
    ) -> tuple[Tensor, Tensor]:
        """Adversarial points across the boundary (m, N), and their positions in `rows` (m,)."""
        low, high = oracle.coords.low[rows], oracle.coords.high[rows]
        points, across = torch.zeros_like(u), torch.zeros_like(rows, dtype=torch.bool)
        for _ in range(_RESERVED):
            trying = (~across & (oracle.left[rows] > 0)).nonzero()[:, 0]  # (m, 1) -> (m,)
            if not len(trying):
                break
            candidates = (u[trying] + length[trying, None] * normal[trying]).clamp(low[trying], high[trying])
            across[trying] = oracle.is_adversarial(candidates, rows[trying])
            points[trying] = candidates
            length[trying] = length[trying] / 2
        reached = across.nonzero()[:, 0]  # (m, 1) -> (m,)
        return points[reached], reached

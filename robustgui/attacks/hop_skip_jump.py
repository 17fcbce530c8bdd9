"""HopSkipJump: along the boundary by gradients that decisions alone give away."""

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
_FEWEST = 16  # questions that still make an estimate
_RESERVED = 24  # questions kept for the step and the way back to the boundary
_NEARER = 0.95  # of the distance, at which the straight way is tried
_FINEST = 1e-5  # of the distance to the boundary: beyond it single precision decides


@ATTACKS.register("hop_skip_jump")
class HopSkipJump(MinimumNorm):
    """Estimate the normal of the decision boundary from decisions around a point on it, step along it, and return
    to the boundary by bisection.

    With d values that can change: probes at distance dist / sqrt(d) around the point (0.1 dist at first), `first` times
    sqrt(k) of them in step k; a step of dist / sqrt(k), halved until it fools; bisection to d^-1.5 of the distance. The
    paper probes at dist / d; measured on recurrent networks the wider probes find smaller changes for as many
    questions. One question a step is new: whether the sum of all directions so far, followed straight from the clean
    sequence for a little less than the present distance, fools. In L-inf that leads out of the corners in which the
    search would stay.
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
        decisions = DecisionOracle(problem, self.queries)
        size = decisions.chart.norm.size
        u, rows = decisions.begin(self.starts)
        share = decisions.movable.sum(1).clamp(min=1).to(u) ** -1.5  # (B,)
        share = share.clamp(min=_FINEST)
        u = decisions.bisected(u, rows, share[rows], self.queries)
        decisions.record(u, rows)
        average = torch.zeros_like(decisions.chart.low)
        step = 1
        while True:
            going = (decisions.left[rows] >= _FEWEST + _RESERVED).nonzero()[:, 0]  # (m, 1) -> (m,)
            if not len(going):
                return decisions.chart.point(decisions.nearest.u)
            u, rows = u[going], rows[going]
            distance = size(u)
            radius = distance * (0.1 if step == 1 else decisions.movable[rows].sum(1).clamp(min=1) ** -0.5)
            way = self._normal(decisions, u, rows, radius, int(self.first * math.sqrt(step)))
            average[rows] += way
            straight = self._straight(decisions, rows, average[rows], distance)
            shorter = decisions.fools(straight, rows)
            u = torch.where(shorter[:, None], straight, u)
            other = (~shorter).nonzero()[:, 0]  # (m, 1) -> (m,)
            moved, across = self._stepped(
                decisions, u[other], rows[other], way[other], distance[other] / math.sqrt(step)
            )
            across = other[across]
            u[across] = moved
            moving = torch.cat([across, shorter.nonzero()[:, 0]])  # (m,)
            u[moving] = decisions.bisected(u[moving], rows[moving], share[rows[moving]], self.queries)
            decisions.record(u, rows)
            step += 1

    def _straight(self, decisions: DecisionOracle, rows: Tensor, way: Tensor, distance: Tensor) -> Tensor:
        """The nearest points to the clean sequences if the boundary were a plane, nearer than the search is, (n, N)."""
        unit = way.sign() if decisions.cubic else normalise(way)
        low, high = decisions.chart.low[rows], decisions.chart.high[rows]
        return ((_NEARER * distance)[:, None] * unit).clamp(low, high)

    def _normal(self, decisions: DecisionOracle, u: Tensor, rows: Tensor, radius: Tensor, count: int) -> Tensor:
        """The direction in which decisions around `u` (n, N) say that the network is fooled, of norm 1, (n, N)."""
        counts = (decisions.left[rows] - _RESERVED).clamp(max=count)
        row = torch.arange(len(u), device=u.device).repeat_interleave(counts)  # (sum of counts,)
        said, along, total = torch.zeros_like(radius), torch.zeros_like(u), torch.zeros_like(u)
        low, high = decisions.chart.low[rows], decisions.chart.high[rows]
        for part in torch.split(row, max(1, _AT_ONCE // max(1, u.shape[1]))):
            unit = self._directions(decisions, u[part], decisions.movable[rows[part]])
            probes = (u[part] + radius[part, None] * unit).clamp(low[part], high[part])
            unit = (probes - u[part]) / radius[part, None]
            answer = torch.where(decisions.fools(probes, rows[part]), 1.0, -1.0).to(u)
            said.index_add_(0, part, answer)
            along.index_add_(0, part, answer[:, None] * unit)
            total.index_add_(0, part, unit)
        mean = (said / counts)[:, None]
        way = torch.where(mean.abs() == 1, along, along - mean * total)
        if decisions.cubic:
            return way.sign()
        return normalise(way)

    def _directions(self, decisions: DecisionOracle, like: Tensor, movable: Tensor) -> Tensor:
        """Random directions of length 1 (L2) among the values that can change, of the shape of `like` (m, N)."""
        generator = decisions.chart.problem.generator
        if decisions.cubic:
            drawn = torch.rand(like.shape, generator=generator, device=generator.device) * 2 - 1
        else:
            drawn = torch.randn(like.shape, generator=generator, device=generator.device)
        drawn = torch.where(movable, drawn.to(like), 0.0)
        return normalise(drawn)

    def _stepped(
        self, decisions: DecisionOracle, u: Tensor, rows: Tensor, way: Tensor, length: Tensor
    ) -> tuple[Tensor, Tensor]:
        """Points across the boundary (m, N), and which of the sequences they are of (m,), as indices of `rows`."""
        low, high = decisions.chart.low[rows], decisions.chart.high[rows]
        found, across = torch.zeros_like(u), torch.zeros_like(rows, dtype=torch.bool)
        for _ in range(_RESERVED):
            trying = (~across & (decisions.left[rows] > 0)).nonzero()[:, 0]  # (m, 1) -> (m,)
            if not len(trying):
                break
            tried = (u[trying] + length[trying, None] * way[trying]).clamp(low[trying], high[trying])
            across[trying] = decisions.fools(tried, rows[trying])
            found[trying] = tried
            length[trying] = length[trying] / 2
        reached = across.nonzero()[:, 0]  # (m, 1) -> (m,)
        return found[reached], reached

"""Gradient estimation from scores at nearby points: the base class of NES and SPSA."""

from __future__ import annotations

from abc import abstractmethod
from typing import TYPE_CHECKING, ClassVar

from ..base.lazy import torch
from ..base.settings import setting
from .base import Attack
from .losses import search_objective, search_rank
from .patches import find_movable
from .problem import select_rows

if TYPE_CHECKING:
    from torch import Generator, Tensor

    from .problem import Problem

_AT_ONCE = 1 << 22  # values in memory at a time


class GradientEstimation(Attack):
    """Estimates the gradient from pairs of queries; a subclass defines the directions and the step.

    In each step the network is queried at pairs x + r d and x - r d; the estimate is the mean of (score(x + r d) -
    score(x - r d)) d / 2r. Then the new point is queried. Sequences on which the attack succeeded are not queried
    again; each keeps its best point.
    """

    needs: ClassVar = "scores"

    queries: int = setting(1000, ge=1, le=1_000_000, title="Queries", help="Query budget for each sequence.")
    samples: int = setting(
        16, ge=2, le=100_000, title="Queries per step", help="Number of queries for one estimate of the gradient."
    )
    radius: float = setting(
        0.05, gt=0, le=10, unit="of eps", title="Probe radius", advanced=True,
        help="Distance between the current point and the probes, in each value.",
    )  # fmt: skip

    @abstractmethod
    def directions(self, shape: tuple[int, ...], generator: Generator) -> Tensor:
        """Random directions of unit scale in each coordinate, of that shape."""

    @abstractmethod
    def step(self, problem: Problem, x: Tensor, slope: Tensor, memory: Tensor, step: int) -> tuple[Tensor, Tensor]:
        """The next point from `x` (B, T, F), not yet projected, and the state for the next step.

        Args:
            problem: for these sequences.
            x: current points.
            slope: estimated gradient in the budget's unit, (B, T, F).
            memory: (M, B, T, F), zeros at first; see `memories`.
            step: from 1.
        """

    memories: ClassVar[int] = 1  # how many tensors the method carries from step to step

    def perturb(self, problem: Problem) -> Tensor:
        """See `Attack.perturb`."""
        region = problem.ball
        best = region.random_start(problem.generator)
        outputs = problem.outputs(best)
        score = search_rank(problem, outputs)
        problem.record(best.clone(), outputs)
        x, queries, step = best.clone(), 1, 0
        memory = torch.zeros((self.memories, *x.shape), dtype=x.dtype, device=x.device)
        while queries + 3 <= self.queries:
            active = (score < torch.inf).nonzero()[:, 0]  # (n, 1) -> (n,)
            if not len(active):
                break
            pairs = min(self.samples // 2, (self.queries - queries - 1) // 2)
            part = problem.subset(active)
            slope = self._slope(part, x[active], pairs)
            step += 1
            moved, memory[:, active] = self.step(part, x[active], slope, memory[:, active], step)
            x[active] = moved = part.ball.project(moved)
            moved_outputs = part.outputs(moved)
            queries += 2 * pairs + 1
            ranks = search_rank(part, moved_outputs)
            better = ranks > score[active]
            best[active] = select_rows(better, moved, best[active])
            score[active] = torch.where(better, ranks, score[active])
            problem.record(x.clone())
        return best

    def _slope(self, problem: Problem, x: Tensor, pairs: int) -> Tensor:
        """Estimated gradient at `x` (n, T, F) in the budget's unit."""
        free = find_movable(problem.region)
        inside = problem.ball.with_eps(float("inf"))  # probes stay in the valid range
        radius = self.radius * problem.ball.eps
        slope = torch.zeros_like(x)
        at_once = max(1, _AT_ONCE // max(1, x.numel()))
        for done in range(0, pairs, at_once):
            count = min(at_once, pairs - done)
            wide = torch.arange(len(x), device=x.device).repeat(count)  # (count * n,)
            many, region = problem.subset(wide), inside.subset(wide)
            unit = self.directions((count * len(x), *x.shape[1:]), problem.generator).to(x)
            unit = torch.where(free[wide], unit, 0.0)
            shift = unit * radius / region.weight
            ahead, behind = (
                search_objective(many, many.outputs(region.project(x[wide] + sign * shift))) for sign in (1, -1)
            )
            rise = ((ahead - behind) / (2 * radius)).nan_to_num(0.0, 0.0, 0.0)
            slope += (rise[:, None, None] * unit).view(count, *x.shape).sum(0)  # (count * n, T, F) -> (n, T, F)
        return slope / pairs

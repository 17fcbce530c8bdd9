"""Boundary attack: a random walk along the boundary, decisions only."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from ..base.lazy import torch
from ..base.settings import setting
from .base import ATTACKS
from .decision_oracle import DecisionOracle, compute_length
from .minimum_norm import MinimumNorm

if TYPE_CHECKING:
    from torch import Generator, Tensor

    from .problem import Problem

_HALVINGS = 10  # bisection steps from the start to the boundary
_CHECKED = 10  # one in so many steps also queries the orthogonal step alone
_SIDEWAYS, _INWARDS = 10, 30  # results after which the step sizes are adapted
_FACTOR = 1.5  # of the adaptation


@ATTACKS.register("boundary")
class Boundary(MinimumNorm):
    """Random walk along the decision boundary: a step at equal distance, then one towards the clean sequence; only
    adversarial points are kept.

    Both step sizes are relative to the distance. They grow where more than half of the orthogonal steps succeed and
    shrink where fewer than a fifth do; the step towards the source also adapts to the success rate of whole steps (a
    quarter, a tenth).
    """

    title: ClassVar[str] = "Boundary attack (random walk, decision-based)"
    source: ClassVar[str] = "Brendel et al. 2018, arXiv:1712.04248"
    needs: ClassVar = "labels"
    norms: ClassVar = frozenset(("L2",))

    queries: int = setting(5000, ge=1, le=1_000_000, title="Queries", help="Query budget for each sequence.")
    sideways: float = setting(
        0.05, gt=0, le=1, title="First orthogonal step", unit="of the distance", advanced=True,
        help="Initial step size along the decision boundary.",
    )  # fmt: skip
    inwards: float = setting(
        0.05, gt=0, lt=1, title="First step towards the source", unit="of the distance", advanced=True,
        help="Initial step size towards the clean sequence.",
    )  # fmt: skip
    starts: int = setting(
        3, ge=1, le=20, title="Starts", advanced=True,
        help="Number of adversarial starting points; the walk begins at the nearest one.",
    )  # fmt: skip

    def minimise(self, problem: Problem) -> Tensor:
        """See `MinimumNorm.minimise`."""
        oracle = DecisionOracle(problem, self.queries)
        u, rows = oracle.find_starts(self.starts)
        u = oracle.bisect(u, rows, 0.0, _HALVINGS)
        oracle.record(u, rows)
        walk = _Walk(oracle.left, self.sideways, self.inwards)
        step = 0
        while True:
            active = (oracle.left[rows] >= (2 if step % _CHECKED == 0 else 1)).nonzero()[:, 0]  # (m, 1) -> (m,)
            if not len(active):
                return oracle.coords.point(oracle.nearest.u)
            u, rows = u[active], rows[active]
            low, high = oracle.coords.low[rows], oracle.coords.high[rows]
            beside = _step_sideways(u, walk.sideways[rows], oracle.movable[rows], problem.generator).clamp(low, high)
            nearer = beside * (compute_length(u) * (1 - walk.inwards[rows, None]) / compute_length(beside)).clamp(max=1)
            if step % _CHECKED == 0:
                walk.adapt_sideways(rows, oracle.is_adversarial(beside, rows))
            succeeded = oracle.is_adversarial(nearer, rows)
            walk.adapt_inwards(rows, succeeded)
            u = torch.where(succeeded[:, None], nearer, u)
            if bool(succeeded.any()):
                oracle.record(u, rows)
            step += 1


class _Walk:
    """Adaptive step sizes of each sequence, (B,)."""

    def __init__(self, like: Tensor, sideways: float, inwards: float) -> None:
        self.sideways = torch.full(like.shape, sideways, device=like.device)
        self.inwards = torch.full(like.shape, inwards, device=like.device)
        self._step_sideways = torch.zeros((2, len(like)), device=like.device)  # queries, successes
        self._whole = torch.zeros((2, len(like)), device=like.device)

    def adapt_sideways(self, rows: Tensor, succeeded: Tensor) -> None:
        """Orthogonal steps that succeed about half of the time follow a flat boundary: then both step sizes fit."""
        factor = _adapt_steps(self._step_sideways, rows, succeeded, _SIDEWAYS, 0.2, 0.5)
        self.sideways[rows] = (self.sideways[rows] * factor).clamp(max=1)
        self.inwards[rows] = (self.inwards[rows] * factor).clamp(max=0.5)

    def adapt_inwards(self, rows: Tensor, succeeded: Tensor) -> None:
        """Steps towards the source should succeed in a tenth to a quarter of the cases."""
        factor = _adapt_steps(self._whole, rows, succeeded, _INWARDS, 0.1, 0.25)
        self.inwards[rows] = (self.inwards[rows] * factor).clamp(max=0.5)


def _adapt_steps(counts: Tensor, rows: Tensor, succeeded: Tensor, window: int, few: float, many: float) -> Tensor:
    """Factor for the step sizes of `rows` (n,): 1 until `window` results are counted in `counts` (2, B), which are then
    reset."""
    counts[0, rows] += 1
    counts[1, rows] += succeeded.to(counts)
    full = counts[0, rows] >= window
    share = counts[1, rows] / counts[0, rows]
    factor = torch.where(share > many, _FACTOR, torch.where(share < few, 1 / _FACTOR, 1.0))
    counts[:, rows[full]] = 0
    return torch.where(full, factor, 1.0)


def _step_sideways(u: Tensor, share: Tensor, movable: Tensor, generator: Generator) -> Tensor:
    """Random orthogonal steps from `u` (n, N) at equal distance from the clean sequences, `share` (n,) of it long."""
    direction = torch.randn(u.shape, generator=generator, dtype=u.dtype, device=generator.device).to(u.device)
    direction = torch.where(movable, direction, 0.0)
    distance = compute_length(u)
    unit = u / distance
    direction = direction - (direction * unit).sum(1, keepdim=True) * unit
    moved = u + direction / compute_length(direction) * share[:, None] * distance
    return moved * distance / compute_length(moved)

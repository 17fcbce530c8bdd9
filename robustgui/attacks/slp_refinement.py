"""Refinement of adversarial points by sequential linear programming in a trust region."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..base.lazy import torch

if TYPE_CHECKING:
    from torch import Tensor

    from .budget_coordinates import BudgetCoordinates, NearestAdversarial

_ROOM = 0.5  # initial half-width of the trust region, as a share of the largest coordinate
_WIDER, _NARROWER, _AGAIN = 2.0, 0.3, 0.6  # after a success, after two failures, after the first failure
_CONVERGED = 1e-3  # half-width at convergence, as a share of the largest coordinate
_LOOK = 3  # steps between two updates of the unconverged rows


def refine(nearest: NearestAdversarial, steps: int) -> None:
    """Reduce the norms of the points of `nearest`; a step costs one gradient of each unconverged sequence.

    At an adversarial point u the margin is linearised, and the point of minimal norm is computed that is adversarial
    for the linearisation within a box around u: in L1 a linear program, which sorting solves, and likewise in other
    norms. If the network misclassifies it too, it is the next u, with a wider box. If not, the next step starts there
    with its own linearisation; a second failure returns to u with a narrower box. The error of the last linearisation
    is added to the required margin. (Sequential linear programming: Fletcher & Sainz de la Maza 1989, Mathematical
    Programming 43.)
    """
    coords = nearest.coords
    rows = nearest.size.isfinite().nonzero()[:, 0]  # (n, 1) -> (n,)
    if not len(rows) or not steps:
        return
    part = _Part(coords.subset(rows), rows, nearest.u[rows])
    for step in range(steps):
        part.step(nearest)
        if step % _LOOK == _LOOK - 1:
            is_unconverged = part.is_unconverged().nonzero()[:, 0]  # (m, 1) -> (m,)
            if not len(is_unconverged):
                return
            if len(is_unconverged) < len(part.rows):
                part.select(is_unconverged)


class _Part:
    """State of the unconverged sequences.

    Attributes:
        coords: of these sequences.
        rows: their indices, (n,).
        best, best_margin, best_slope: the smallest adversarial point, and the margin and its gradient there.
        u, margin, slope: the starting point of the next step.
        radius: half-width of the trust region, (n, 1).
        curvature: error of the last linearisation divided by the squared radius, (n, 1).
        has_failed: whether `u` is not adversarial, (n,).
    """

    def __init__(self, coords: BudgetCoordinates, rows: Tensor, u: Tensor) -> None:
        self.coords = coords
        self.rows = rows
        self.u = self.best = u
        _, self.margin, self.slope = coords.compute_margins(u)
        self.best_margin, self.best_slope = self.margin, self.slope
        self.radius = _ROOM * u.abs().amax(1, keepdim=True)
        self.curvature = torch.zeros_like(self.radius)
        self.has_failed = torch.zeros(len(u), dtype=torch.bool, device=u.device)

    def step(self, nearest: NearestAdversarial) -> None:
        """One linear program and one gradient for each sequence."""
        coords, norm, u = self.coords, self.coords.norm, self.u
        candidate = self._solve()
        succeeded, margin, slope = coords.compute_margins(candidate)
        nearest.update(candidate, succeeded, self.rows)
        predicted = self.margin + (self.slope * (candidate - u)).sum(1)
        self.curvature = ((predicted - margin)[:, None] / self.radius.square()).nan_to_num(0.0, 0.0, 0.0).clamp(min=0)
        smaller = norm.size(candidate) < norm.size(self.best)
        success = succeeded & smaller
        return_to_best = ~success & (self.has_failed | ~smaller)

        def choose(condition: Tensor, one: Tensor, other: Tensor) -> Tensor:
            return torch.where(condition[:, None] if one.ndim == 2 else condition, one, other)

        self.best = choose(success, candidate, self.best)
        self.best_margin = choose(success, margin, self.best_margin)
        self.best_slope = choose(success, slope, self.best_slope)
        self.u = choose(return_to_best, self.best, candidate)
        self.margin = choose(return_to_best, self.best_margin, margin)
        self.slope = choose(return_to_best, self.best_slope, slope)
        wider = choose(self.has_failed, self.radius, self.radius * _WIDER)
        self.radius = choose(success, wider, self.radius * choose(return_to_best, *self._factors()))
        self.has_failed = ~success & ~return_to_best

    def _factors(self) -> tuple[Tensor, Tensor]:
        return torch.full_like(self.radius, _NARROWER), torch.full_like(self.radius, _AGAIN)

    def _solve(self) -> Tensor:
        """The point of minimal norm in the trust region that is adversarial for the linearisation, (n, N)."""
        coords, u = self.coords, self.u
        scale = self.slope.abs().amax(1, keepdim=True)
        scale = torch.where(scale > 0, scale, 1.0)  # tiny slopes have squares that vanish
        slope, margin = self.slope / scale, self.margin[:, None] / scale
        need = (slope * u).sum(1, keepdim=True) - margin + self.curvature * self.radius.square() / scale
        low, high = torch.maximum(u - self.radius, coords.low), torch.minimum(u + self.radius, coords.high)
        solution = coords.norm.find_smallest(slope, need + 1e-3 * need.abs(), low, high)
        return torch.where(solution.isfinite(), solution, u)

    def is_unconverged(self) -> Tensor:
        """Which sequences can still be improved, (n,) bool."""
        return (self.radius > _CONVERGED * self.best.abs().amax(1, keepdim=True))[:, 0]

    def select(self, rows: Tensor) -> None:
        """Keep the sequences with these indices, (m,)."""
        self.coords, self.rows = self.coords.subset(rows), self.rows[rows]
        for name in (
            "best", "best_margin", "best_slope", "u", "margin", "slope", "radius", "curvature", "has_failed",
        ):  # fmt: skip
            setattr(self, name, getattr(self, name)[rows])

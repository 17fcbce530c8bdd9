"""Make points that fool the network smaller by successive linear programs in a trust region."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..base.lazy import torch

if TYPE_CHECKING:
    from torch import Tensor

    from .budget_coordinates import BudgetCoordinates, NearestAdversarial

_ROOM = 0.5  # first half-width of the trust region, as a share of the largest coordinate
_WIDER, _NARROWER, _AGAIN = 2.0, 0.3, 0.6  # after a success, after two failures, after the first
_CONVERGED = 1e-3  # a region below this share of the largest coordinate shortens nothing any more
_LOOK = 3  # steps between two looks at which sequences go on


def refine(nearest: NearestAdversarial, steps: int) -> None:
    """Bring the points of `nearest` closer to their clean sequences; a step asks for one gradient of those that go on.

    At a point u that fools, the network's margin is replaced by its tangent, and the smallest point is sought that
    still fools it within a box around u: in L1 a linear program, which sorting solves, and likewise in other norms.
    What fools the network too is the next u, in a wider box. What does not still tells its own tangent, and the next
    step sets out from there; a second failure returns to u, in a narrower box. How far the tangent erred last is asked
    for on top. (Sequential linear programming: Fletcher & Sainz de la Maza 1989, Mathematical Programming 43.)
    """
    chart = nearest.chart
    rows = nearest.size.isfinite().nonzero()[:, 0]  # (n, 1) -> (n,)
    if not len(rows) or not steps:
        return
    part = _Part(chart.subset(rows), rows, nearest.u[rows])
    for step in range(steps):
        part.step(nearest)
        if step % _LOOK == _LOOK - 1:
            going = part.going().nonzero()[:, 0]  # (m, 1) -> (m,)
            if not len(going):
                return
            if len(going) < len(part.rows):
                part.keep(going)


class _Part:
    """The sequences that go on.

    Attributes:
        chart: of those.
        rows: their numbers, (n,).
        base, base_margin, base_slope: the smallest point that fools, and the network's tangent there.
        u, margin, slope: the point that the next step sets out from.
        room: half the width of the trust region, (n, 1).
        bend: by how much the last tangent erred, over the square of the room, (n, 1).
        astray: whether `u` is a point that does not fool, (n,).
    """

    def __init__(self, chart: BudgetCoordinates, rows: Tensor, u: Tensor) -> None:
        self.chart = chart
        self.rows = rows
        self.u = self.base = u
        _, self.margin, self.slope = chart.margins(u)
        self.base_margin, self.base_slope = self.margin, self.slope
        self.room = _ROOM * u.abs().amax(1, keepdim=True)
        self.bend = torch.zeros_like(self.room)
        self.astray = torch.zeros(len(u), dtype=torch.bool, device=u.device)

    def step(self, nearest: NearestAdversarial) -> None:
        """One linear program and one gradient."""
        chart, norm, u = self.chart, self.chart.norm, self.u
        tried = self._smallest()
        fooled, margin, slope = chart.margins(tried)
        nearest.see(tried, fooled, self.rows)
        foreseen = self.margin + (self.slope * (tried - u)).sum(1)
        self.bend = ((foreseen - margin)[:, None] / self.room.square()).nan_to_num(0.0, 0.0, 0.0).clamp(min=0)
        smaller = norm.size(tried) < norm.size(self.base)
        success = fooled & smaller
        back = ~success & (self.astray | ~smaller)

        def chosen(condition: Tensor, one: Tensor, other: Tensor) -> Tensor:
            return torch.where(condition[:, None] if one.ndim == 2 else condition, one, other)

        self.base = chosen(success, tried, self.base)
        self.base_margin = chosen(success, margin, self.base_margin)
        self.base_slope = chosen(success, slope, self.base_slope)
        self.u = chosen(back, self.base, tried)
        self.margin = chosen(back, self.base_margin, margin)
        self.slope = chosen(back, self.base_slope, slope)
        wider = chosen(self.astray, self.room, self.room * _WIDER)
        self.room = chosen(success, wider, self.room * chosen(back, *self._factors()))
        self.astray = ~success & ~back

    def _factors(self) -> tuple[Tensor, Tensor]:
        return torch.full_like(self.room, _NARROWER), torch.full_like(self.room, _AGAIN)

    def _smallest(self) -> Tensor:
        """The smallest point in the trust region that fools the tangent, (n, N)."""
        chart, u = self.chart, self.u
        scale = self.slope.abs().amax(1, keepdim=True)
        scale = torch.where(scale > 0, scale, 1.0)  # tiny slopes have squares that vanish
        slope, margin = self.slope / scale, self.margin[:, None] / scale
        need = (slope * u).sum(1, keepdim=True) - margin + self.bend * self.room.square() / scale
        low, high = torch.maximum(u - self.room, chart.low), torch.minimum(u + self.room, chart.high)
        found = chart.norm.least(slope, need + 1e-3 * need.abs(), low, high)
        return torch.where(found.isfinite(), found, u)

    def going(self) -> Tensor:
        """Which can still become smaller, (n,) bool."""
        return (self.room > _CONVERGED * self.base.abs().amax(1, keepdim=True))[:, 0]

    def keep(self, chosen: Tensor) -> None:
        """Go on with some, (m,)."""
        self.chart, self.rows = self.chart.subset(chosen), self.rows[chosen]
        for name in ("base", "base_margin", "base_slope", "u", "margin", "slope", "room", "bend", "astray"):
            setattr(self, name, getattr(self, name)[chosen])

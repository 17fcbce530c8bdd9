"""Sequences to attack in the scaled coordinates of their region, where one norm measures everything."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..base.lazy import torch
from .losses import build_objective
from .norms import choose_norm

if TYPE_CHECKING:
    from torch import Tensor

    from .problem import Problem


class BudgetCoordinates:
    """A problem in flat coordinates u = weight (x' - x), (B, N) with N = T F, in which the budget counts.

    Attributes:
        problem: whose region is a norm's ball.
        norm: that norm.
        low, high: bounds of u, (B, N); both 0 where nothing may change.
    """

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        self.norm = choose_norm(problem.ball)
        self.low = problem.ball.low.flatten(1)
        self.high = problem.ball.high.flatten(1)

    def __len__(self) -> int:
        return len(self.problem.x)

    def subset(self, chosen: Tensor) -> BudgetCoordinates:
        """The same for some sequences; `chosen` indexes them, (n,), also several times."""
        return BudgetCoordinates(self.problem.subset(chosen))

    def point(self, u: Tensor) -> Tensor:
        """What lies at `u` (B, N), (B, T, F)."""
        region = self.problem.ball
        return region.centre + u.view_as(region.centre) / region.weight  # (B, T, F)

    def scaled(self, x: Tensor) -> Tensor:
        """Where the point `x` (B, T, F) lies, (B, N)."""
        region = self.problem.ball
        return ((x - region.centre) * region.weight).flatten(1)

    def clip(self, u: Tensor) -> Tensor:
        """`u` between its bounds, (B, N)."""
        return u.clamp(self.low, self.high)

    def compute_margins(self, u: Tensor, rivals: Tensor | None = None) -> tuple[Tensor, Tensor, Tensor]:
        """How far the network is from being fooled at `u` (B, N).

        Args:
            u: where it is asked.
            rivals: the class of each sequence whose logit is held against its label's, (B,); None: the nearest one.

        Returns:
            Which are fooled, (B,) bool; the margin, (B,), positive where they are fooled by that class; its slope,
            (B, N), 0 where nothing may change or where it is no number.
        """
        margin = build_objective(self.problem, "margin", rivals)
        outputs, gradient = self.problem.gradient(self.point(u), margin)
        slope = (gradient / self.problem.ball.weight).flatten(1)  # (B, T, F) -> (B, N)
        slope = torch.where((self.high > self.low) & slope.isfinite(), slope, 0.0)
        return self.problem.is_success(outputs), margin(outputs), slope

    def linearise(self, u: Tensor, rivals: Tensor) -> tuple[Tensor, Tensor]:
        """Margin (B, M) and slope (B, M, N) at `u` (B, N) against each of the classes `rivals` (B, M)."""
        n, M = rivals.shape
        if M == 1:
            _, margin, slope = self.compute_margins(u, rivals[:, 0])
            return margin[:, None], slope[:, None]
        wide = torch.arange(n, device=u.device).repeat_interleave(M)  # (B * M,)
        _, margin, slope = self.subset(wide).compute_margins(u[wide], rivals.flatten())
        return margin.view(n, M), slope.view(n, M, -1)

    def find_nearest_plane(self, u: Tensor, rivals: Tensor) -> tuple[Tensor, Tensor]:
        """The tangent at `u` of the boundary, of those towards `rivals` (B, M), that seems nearest.

        Returns:
            What is missing to it, (B, 1), negative beyond it, and its normal w, (B, N), scaled to a largest value of 1:
            tiny slopes have squares that vanish.
        """
        margin, slope = self.linearise(u, rivals)  # (B, M), (B, M, N)
        n, M, N = slope.shape
        away = margin.abs() / self.norm.dual_norm(slope.reshape(n * M, N)).view(n, M)
        chosen = away.nan_to_num(nan=torch.inf).argmin(1, keepdim=True)  # (B, 1)
        w = slope.gather(1, chosen[:, :, None].expand(n, 1, N))[:, 0]  # (B, M, N) -> (B, N)
        largest = w.abs().amax(1, keepdim=True)
        largest = torch.where(largest > 0, largest, 1.0)
        return -margin.gather(1, chosen) / largest, w / largest


def list_candidate_classes(problem: Problem, outputs: Tensor, most: int) -> Tensor:
    """The likeliest wrong classes of each sequence, (B, M) with M <= `most`; with a target just that."""
    if problem.target is not None:
        return problem.target[:, None]
    others = outputs.scatter(1, problem.y[:, None], -torch.inf)
    return others.topk(min(most, outputs.shape[1] - 1), dim=1).indices


class NearestAdversarial:
    """The nearest fooling point of each sequence that was seen so far.

    Attributes:
        u: where it lies, (B, N); where none was seen, the last that was tried.
        size: how far that is, (B,); infinite where none was seen.
    """

    def __init__(self, coords: BudgetCoordinates) -> None:
        self.coords = coords
        self.u = torch.zeros_like(coords.low)
        self.size = torch.full((len(coords),), torch.inf, device=self.u.device, dtype=self.u.dtype)

    def update(self, u: Tensor, succeeded: Tensor, rows: Tensor | None = None) -> None:
        """Keep those of `u` (n, N) that fooled (n,) and are nearer; of the sequences `rows` (n,), or of all."""
        rows = torch.arange(len(self.size), device=u.device) if rows is None else rows
        size = self.coords.norm.size(u)
        better = succeeded & (size < self.size[rows])
        self.u[rows] = torch.where((better | self.size[rows].isinf())[:, None], u, self.u[rows])
        self.size[rows] = torch.where(better, size, self.size[rows])

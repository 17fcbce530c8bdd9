"""Coordinates in units of the budget, in which one norm measures all perturbations."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..base.lazy import torch
from .losses import build_objective
from .norms import choose_norm

if TYPE_CHECKING:
    from torch import Tensor

    from .problem import Problem


class BudgetCoordinates:
    """A problem in flat coordinates u = weight (x' - x), (B, N) with N = T F, in units of the budget.

    Attributes:
        problem: its region is a norm ball.
        norm: the norm.
        low, high: bounds of u, (B, N); both 0 for values that may not be perturbed.
    """

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        self.norm = choose_norm(problem.ball)
        self.low = problem.ball.low.flatten(1)
        self.high = problem.ball.high.flatten(1)

    def __len__(self) -> int:
        return len(self.problem.x)

    def subset(self, rows: Tensor) -> BudgetCoordinates:
        """The same for the sequences with indices `rows` (n,), which may repeat."""
        return BudgetCoordinates(self.problem.subset(rows))

    def point(self, u: Tensor) -> Tensor:
        """The point at `u` (B, N), (B, T, F)."""
        region = self.problem.ball
        return region.centre + u.view_as(region.centre) / region.weight  # (B, T, F)

    def scale(self, x: Tensor) -> Tensor:
        """Coordinates of the point `x` (B, T, F), (B, N)."""
        region = self.problem.ball
        return ((x - region.centre) * region.weight).flatten(1)

    def clip(self, u: Tensor) -> Tensor:
        """`u` clipped to its bounds, (B, N)."""
        return u.clamp(self.low, self.high)

    def compute_margins(self, u: Tensor, rivals: Tensor | None = None) -> tuple[Tensor, Tensor, Tensor]:
        """Margin of the network and its gradient at `u` (B, N).

        Args:
            u: coordinates.
            rivals: class of each sequence whose logit is compared with that of its label, (B,); None: the most likely.

        Returns:
            Success of the attack, (B,) bool; the margin, (B,), positive where that class is predicted; its gradient,
            (B, N), 0 where nothing may be perturbed or where it is not finite.
        """
        margin = build_objective(self.problem, "margin", rivals)
        outputs, gradient = self.problem.gradient(self.point(u), margin)
        slope = (gradient / self.problem.ball.weight).flatten(1)  # (B, T, F) -> (B, N)
        slope = torch.where((self.high > self.low) & slope.isfinite(), slope, 0.0)
        return self.problem.is_success(outputs), margin(outputs), slope

    def linearise(self, u: Tensor, rivals: Tensor) -> tuple[Tensor, Tensor]:
        """Margins (B, M) and gradients (B, M, N) at `u` (B, N) against each of the classes `rivals` (B, M)."""
        n, M = rivals.shape
        if M == 1:
            _, margin, slope = self.compute_margins(u, rivals[:, 0])
            return margin[:, None], slope[:, None]
        wide = torch.arange(n, device=u.device).repeat_interleave(M)  # (B * M,)
        _, margin, slope = self.subset(wide).compute_margins(u[wide], rivals.flatten())
        return margin.view(n, M), slope.view(n, M, -1)

    def find_nearest_plane(self, u: Tensor, rivals: Tensor) -> tuple[Tensor, Tensor]:
        """The nearest of the linearised decision boundaries towards `rivals` (B, M) at `u`.

        Returns:
            The gap to it, (B, 1), negative beyond it, and its normal w, (B, N), scaled to a largest value of 1: tiny
            gradients have squares that vanish.
        """
        margin, slope = self.linearise(u, rivals)  # (B, M), (B, M, N)
        n, M, N = slope.shape
        away = margin.abs() / self.norm.dual_norm(slope.reshape(n * M, N)).view(n, M)
        nearest = away.nan_to_num(nan=torch.inf).argmin(1, keepdim=True)  # (B, 1)
        w = slope.gather(1, nearest[:, :, None].expand(n, 1, N))[:, 0]  # (B, M, N) -> (B, N)
        largest = w.abs().amax(1, keepdim=True)
        largest = torch.where(largest > 0, largest, 1.0)
        return -margin.gather(1, nearest) / largest, w / largest


def list_candidate_classes(problem: Problem, outputs: Tensor, most: int) -> Tensor:
    """The most likely wrong classes of each sequence, (B, M) with M <= `most`; the target class alone where there is
    one."""
    if problem.target is not None:
        return problem.target[:, None]
    others = outputs.scatter(1, problem.y[:, None], -torch.inf)
    return others.topk(min(most, outputs.shape[1] - 1), dim=1).indices


class NearestAdversarial:
    """The nearest adversarial point of each sequence so far.

    Attributes:
        u: its coordinates, (B, N); without any, the last point tried.
        size: its norm, (B,); infinite without any.
    """

    def __init__(self, coords: BudgetCoordinates) -> None:
        self.coords = coords
        self.u = torch.zeros_like(coords.low)
        self.size = torch.full((len(coords),), torch.inf, device=self.u.device, dtype=self.u.dtype)

    def update(self, u: Tensor, succeeded: Tensor, rows: Tensor | None = None) -> None:
        """Keep those of `u` (n, N) that are adversarial (n,) and nearer; of the sequences `rows` (n,), or of all."""
        rows = torch.arange(len(self.size), device=u.device) if rows is None else rows
        size = self.coords.norm.size(u)
        better = succeeded & (size < self.size[rows])
        self.u[rows] = torch.where((better | self.size[rows].isinf())[:, None], u, self.u[rows])
        self.size[rows] = torch.where(better, size, self.size[rows])

"""FAB: projections onto linearised decision boundaries, biased towards the clean sequence."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Literal

from ..base.lazy import torch
from ..base.settings import setting
from .adversarial_starts import (
    bisect_to_boundary,
    draw_direction,
    ensure_adversarial,
    find_adversarial_starts,
    subtract_mean,
)
from .base import ATTACKS
from .budget_coordinates import BudgetCoordinates, NearestAdversarial, list_candidate_classes
from .minimum_norm import MinimumNorm
from .norms import NORMS
from .problem import select_rows

if TYPE_CHECKING:
    from torch import Tensor

    from .problem import Problem

_CHECKED = 10  # steps between two updates of the active rows
_HALVINGS, _CLOSE = 7, 0.15  # at the end


@ATTACKS.register("fab")
class FAB(MinimumNorm):
    """Project the current point and the clean sequence onto the nearest linearised decision boundary, and combine
    both.

    Each step projects exactly onto the hyperplane within the bounds. An adversarial point is stored and moved back
    towards the clean sequence. With a target class, only its boundary is considered.
    """

    title: ClassVar[str] = "FAB (fast adaptive boundary)"
    source: ClassVar[str] = "Croce & Hein 2020, arXiv:1907.02044"
    norms: ClassVar[frozenset[str]] = NORMS

    steps: int = setting(20, ge=1, le=10_000, title="Steps", help="Iterations of each start.")
    rivals: Literal["each", "nearest"] = setting(
        "each", title="Variant",
        choices={"each": "FAB-T: one run for each target class", "nearest": "FAB: the nearest boundary at each step"},
        help="FAB-T runs once for each target class; FAB needs as many gradients and succeeds slightly less often.",
    )  # fmt: skip
    classes: int = setting(
        9, ge=1, le=1000, title="Candidate classes",
        help="Number of other classes considered, the most likely ones first.",
    )  # fmt: skip
    restarts: int = setting(1, ge=1, le=1000, title="Starts", help="Number of starts; all but the first are random.")
    alpha: float = setting(
        0.1, ge=0, le=1, title="Largest bias (alpha_max)", advanced=True,
        help="Largest weight of the projection of the clean sequence.",
    )  # fmt: skip
    overshoot: float = setting(
        1.05, ge=1, le=10, title="Overshoot", advanced=True,
        help="Extrapolation of each projection (eta); 1 ends on the linearised boundary.",
    )  # fmt: skip
    back: float = setting(
        0.9, gt=0, lt=1, title="Backward step (beta)", advanced=True,
        help="The perturbation of an adversarial point is scaled by this factor before the next step.",
    )  # fmt: skip

    def minimise(self, problem: Problem) -> Tensor:
        """See `MinimumNorm.minimise`."""
        return self._search(problem, 0.0)

    def perturb(self, problem: Problem) -> Tensor:
        """See `Attack.perturb`; points within the budget are not made smaller."""
        region = problem.region
        points = self._search(problem.with_eps(float("inf")), region.eps if problem.goal == "succeed" else 0.0)
        return select_rows(region.size(points) <= region.eps, points, region.project(points))

    def _search(self, problem: Problem, enough: float) -> Tensor:
        """The nearest adversarial points, (B, T, F); points of norm `enough` are not improved."""
        coords = BudgetCoordinates(problem)
        nearest = NearestAdversarial(coords)
        outputs = problem.outputs(problem.x)
        nearest.update(torch.zeros_like(coords.low), problem.is_success(outputs))
        rivals = list_candidate_classes(problem, outputs, self.classes)  # (B, M)
        self._descend(coords, torch.zeros_like(coords.low), rivals, nearest, enough)
        for _ in range(self.restarts - 1):
            radius = coords.norm.size(subtract_mean(coords)).clamp(max=enough or torch.inf).minimum(nearest.size)
            start = coords.clip(draw_direction(coords) * radius[:, None] / 2)
            self._descend(coords, start, rivals, nearest, enough)
        lost = nearest.size.isinf().nonzero()[:, 0]  # (n, 1) -> (n,)
        if len(lost):
            part = coords.subset(lost)
            far = find_adversarial_starts(part, problem)
            reached = far.size.isfinite().nonzero()[:, 0]  # (n, 1) -> (n,)
            if len(reached):
                self._descend(part, far.u * self.back, rivals[lost], far, enough)
                nearest.update(far.u[reached], far.size[reached].isfinite(), lost[reached])
        bisect_to_boundary(coords, nearest, _HALVINGS, most=_CLOSE)
        return ensure_adversarial(nearest)

    def _descend(
        self, coords: BudgetCoordinates, u: Tensor, rivals: Tensor, nearest: NearestAdversarial, enough: float
    ) -> None:
        """One start at `u` (B, N); updates `nearest`.

        Algorithm 1 of the paper. A row is a sequence, or a sequence with one of its target classes.
        """
        whole = coords
        rows = torch.arange(len(coords), device=u.device)
        if self.rivals == "each":
            M = rivals.shape[1]
            rows = rows.repeat_interleave(M)  # (B * M,)
            rivals = rivals.reshape(-1, 1)  # (B * M, 1)
            coords, u = coords.subset(rows), u[rows]
        for step in range(self.steps):
            if enough and step and step % _CHECKED == 0:
                left = (nearest.size[rows] > enough).nonzero()[:, 0]  # (n, 1) -> (n,)
                if not len(left):
                    return
                coords, u, rows, rivals = coords.subset(left), u[left], rows[left], rivals[left]
            u = self._step(coords, u, rivals)
            succeeded = coords.problem.is_adversarial(coords.point(u))
            _keep(nearest, u, succeeded, rows)
            if coords.problem.trace is not None:
                first = torch.searchsorted(rows, torch.arange(len(whole), device=u.device))
                whole.problem.record(whole.point(u[first]))
            u = torch.where(succeeded[:, None], u * self.back, u)

    def _step(self, coords: BudgetCoordinates, u: Tensor, rivals: Tensor) -> Tensor:
        """The next point of each row, (n, N)."""
        gap, w = coords.find_nearest_plane(u, rivals)
        here = coords.norm.project_to_plane(u, w, gap, coords.low, coords.high)
        clean = coords.norm.project_to_plane(
            torch.zeros_like(u), w, gap + (w * u).sum(1, keepdim=True), coords.low, coords.high
        )
        near, far = coords.norm.size(here)[:, None], coords.norm.size(clean)[:, None]
        alpha = (near / (near + far).clamp(min=torch.finfo(u.dtype).tiny)).clamp(max=self.alpha)
        moved = (1 - alpha) * (u + self.overshoot * here) + alpha * self.overshoot * clean
        return coords.clip(torch.where(moved.isfinite(), moved, u))


def _keep(nearest: NearestAdversarial, u: Tensor, succeeded: Tensor, rows: Tensor) -> None:
    """Update `nearest` with `u` (n, N) of the sequences `rows` (n,), each of which has the same number of rows in
    succession."""
    each = 1 if len(rows) < 2 else int((rows == rows[0]).sum())
    size = torch.where(succeeded, nearest.coords.norm.size(u), torch.inf).view(-1, each)  # (n,) -> (n / each, each)
    best = size.argmin(1) + torch.arange(0, len(rows), each, device=rows.device)
    nearest.update(u[best], succeeded[best], rows[best])

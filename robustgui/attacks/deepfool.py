"""DeepFool: steps onto the nearest linearised decision boundary until the input is misclassified."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from ..base.lazy import torch
from ..base.settings import setting
from .adversarial_starts import bisect_to_boundary, ensure_adversarial, fill_failed
from .base import ATTACKS
from .budget_coordinates import BudgetCoordinates, NearestAdversarial, list_candidate_classes
from .minimum_norm import MinimumNorm
from .norms import NORMS

if TYPE_CHECKING:
    from torch import Tensor

    from .problem import Problem

_HALVINGS, _MOST = 9, 0.5  # at the end


@ATTACKS.register("deepfool")
class DeepFool(MinimumNorm):
    """Linearise the network, step across the nearest linearised decision boundary, and repeat from there.

    The published attack has no bounds: here a step is the smallest within them that reaches the hyperplane. A bisection
    towards the clean sequence follows. Where the gradient search fails, adversarial starts are used.
    """

    title: ClassVar[str] = "DeepFool (fast, approximately minimum norm)"
    source: ClassVar[str] = "Moosavi-Dezfooli et al. 2016, arXiv:1511.04599"
    norms: ClassVar[frozenset[str]] = NORMS

    steps: int = setting(30, ge=1, le=10_000, title="Steps", help="Maximum number of iterations.")
    classes: int = setting(
        9, ge=1, le=1000, title="Candidate classes",
        help="Number of other classes considered, the most likely ones first.",
    )  # fmt: skip
    overshoot: float = setting(
        0.02, ge=0, le=10, title="Overshoot", advanced=True,
        help="Share by which a step overshoots the decision boundary.",
    )  # fmt: skip

    def minimise(self, problem: Problem) -> Tensor:
        """See `MinimumNorm.minimise`."""
        coords = BudgetCoordinates(problem)
        nearest = NearestAdversarial(coords)
        self._walk(coords, nearest)
        fill_failed(nearest)
        bisect_to_boundary(coords, nearest, _HALVINGS, most=_MOST)
        return ensure_adversarial(nearest)

    def _walk(self, coords: BudgetCoordinates, nearest: NearestAdversarial) -> None:
        """Algorithm 2 of the paper, on active sequences."""
        problem = coords.problem
        u = torch.zeros_like(coords.low)
        outputs = problem.outputs(problem.x)
        rivals = list_candidate_classes(problem, outputs, self.classes)  # (B, M)
        nearest.update(u, problem.is_success(outputs))
        rows = nearest.size.isinf().nonzero()[:, 0]  # (n, 1) -> (n,)
        for _ in range(self.steps):
            if not len(rows):
                return
            part = coords.subset(rows)
            gap, w = part.find_nearest_plane(u[rows], rivals[rows])
            moved = u[rows] + (1 + self.overshoot) * part.norm.project_to_plane(u[rows], w, gap, part.low, part.high)
            u[rows] = part.clip(torch.where(moved.isfinite(), moved, u[rows]))
            nearest.update(u[rows], part.problem.is_adversarial(part.point(u[rows])), rows)
            if problem.trace is not None:
                problem.record(coords.point(u))
            rows = rows[nearest.size[rows].isinf()]

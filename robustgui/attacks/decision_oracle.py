"""Shared by decision-based attacks: query budgets of each sequence, starting points, bisection to the boundary."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..base.lazy import torch
from ..threats.linf import LinfRegion
from .adversarial_starts import generate_starts
from .budget_coordinates import BudgetCoordinates, NearestAdversarial

if TYPE_CHECKING:
    from torch import Tensor

    from .problem import Problem

_COARSE = 5  # bisection steps towards each start, before the nearest is chosen


class DecisionOracle:
    """Predicted classes at points near the clean sequences, in flat coordinates u as in `BudgetCoordinates`.

    Attributes:
        coords: the problem in those coordinates.
        left: remaining queries of each sequence, (B,) int64.
        nearest: the nearest adversarial point of each sequence among all queries.
        movable: perturbable values, (B, N) bool.
        is_linf: whether the norm is L-inf.
    """

    def __init__(self, problem: Problem, queries: int) -> None:
        self.coords = BudgetCoordinates(problem)
        self.left = torch.full((len(problem.x),), queries, device=problem.x.device)
        self.nearest = NearestAdversarial(self.coords)
        self.movable = self.coords.high > self.coords.low
        self.is_linf = isinstance(problem.region, LinfRegion)

    def is_adversarial(self, u: Tensor, rows: Tensor) -> Tensor:
        """Which of the points `u` (n, N) of the sequences `rows` (n,) are adversarial, (n,) bool.

        A sequence may occur several times. Queries beyond its budget are not made and count as not adversarial.
        """
        order = rows.argsort(stable=True)
        ordered = rows[order]
        numbers = torch.arange(len(rows), device=rows.device) - torch.searchsorted(ordered, ordered)
        place = torch.empty_like(rows).scatter(0, order, numbers)  # (n,) earlier occurrences of the sequence
        affordable = (place < self.left[rows]).nonzero()[:, 0]  # (m, 1) -> (m,)
        adversarial = torch.zeros(len(u), dtype=torch.bool, device=u.device)
        if len(affordable):
            u, rows = u[affordable], rows[affordable]
            self.left.index_add_(0, rows, -torch.ones_like(rows))
            part = self.coords.subset(rows)
            adversarial[affordable] = succeeded = part.problem.is_adversarial(part.point(u))
            self._keep(u, succeeded, rows)
        return adversarial

    def _keep(self, u: Tensor, succeeded: Tensor, rows: Tensor) -> None:
        """Keep the nearest adversarial point of each sequence; without any, the last point queried."""
        lost = self.nearest.size[rows].isinf()
        self.nearest.u[rows[lost]] = u[lost]
        size = torch.where(succeeded, self.coords.norm.size(u), torch.inf)
        least = torch.full_like(self.nearest.size, torch.inf).scatter_reduce(0, rows, size, "amin")
        closest = (succeeded & (size <= least[rows])).nonzero()[:, 0]  # (m, 1) -> (m,)
        self.nearest.update(u[closest], succeeded[closest], rows[closest])

    def project(self, u: Tensor, rows: Tensor, radius: Tensor) -> Tensor:
        """`u` (n, N) projected onto balls of `radius` (n,): scaled in L2, clipped in L-inf."""
        return self.coords.norm.project(u, self.coords.low[rows], self.coords.high[rows], radius[:, None])

    def bisect(self, u: Tensor, rows: Tensor, share: Tensor | float, halvings: int) -> Tensor:
        """Bisection between the clean sequences and adversarial points `u` (n, N); adversarial points near the
        boundary, (n, N).

        Args:
            u, rows: see `is_adversarial`.
            share: relative tolerance of the distance to the boundary, (n,).
            halvings: maximum number of bisection steps.
        """
        far = self.coords.norm.size(u)  # (n,)
        near, best = torch.zeros_like(far), u.clone()
        for _ in range(halvings):
            going = ((far - near > share * far) & (self.left[rows] > 0)).nonzero()[:, 0]  # (m, 1) -> (m,)
            if not len(going):
                break
            middle = (near[going] + far[going]) / 2
            candidates = self.project(u[going], rows[going], middle)
            succeeded = self.is_adversarial(candidates, rows[going])
            best[going] = torch.where(succeeded[:, None], candidates, best[going])
            far[going] = torch.where(succeeded, middle, far[going])
            near[going] = torch.where(succeeded, near[going], middle)
        return best

    def find_starts(self, tries: int) -> tuple[Tensor, Tensor]:
        """Adversarial starting points, (n, N), and their sequences, (n,); sequences without one are missing.

        Candidates are other sequences of the batch, then mirror images, offsets and noise. The first `tries`
        adversarial ones are moved towards the sequence by bisection, and the nearest is the start.
        """
        won = torch.zeros_like(self.left)
        for candidate in generate_starts(self.coords):
            rows = ((won < tries) & (self.left > 0)).nonzero()[:, 0]  # (n, 1) -> (n,)
            if not len(rows):
                break
            succeeded = self.is_adversarial(candidate[rows], rows)
            won[rows] += succeeded.long()
            self.bisect(candidate[rows[succeeded]], rows[succeeded], 0.0, _COARSE)
        rows = self.nearest.size.isfinite().nonzero()[:, 0]  # (n, 1) -> (n,)
        return self.nearest.u[rows], rows

    def record(self, u: Tensor, rows: Tensor) -> None:
        """Record the current points `u` (n, N) of the sequences `rows` (n,) as an iteration."""
        here = self.nearest.u.clone()
        here[rows] = u
        self.coords.problem.record(self.coords.point(here))


def compute_length(u: Tensor) -> Tensor:
    """Euclidean norm, (n, N) -> (n, 1), at least the smallest positive number."""
    length: Tensor = u.norm(dim=1, keepdim=True)
    return length.clamp(min=torch.finfo(u.dtype).tiny)


def normalise(u: Tensor) -> Tensor:
    """`u` with length 1, (n, N); 0 stays 0."""
    return u / compute_length(u)

"""What attacks share that see decisions only: a count of questions for each sequence, starts, ways to the boundary."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..base.lazy import torch
from ..threats.linf import LinfRegion
from .adversarial_starts import generate_starts
from .budget_coordinates import BudgetCoordinates, NearestAdversarial

if TYPE_CHECKING:
    from torch import Tensor

    from .problem import Problem

_COARSE = 5  # halvings of the way to a start, before the nearest of several is chosen


class DecisionOracle:
    """Predicted classes at points near the clean sequences, in flat coordinates u as in `BudgetCoordinates`.

    Attributes:
        chart: the problem in those coordinates.
        left: how often each sequence may still be asked about, (B,) int64.
        nearest: of each sequence the nearest point that fooled, whoever asked.
        movable: which values can change, (B, N) bool.
        cubic: whether the largest change counts (L-inf).
    """

    def __init__(self, problem: Problem, queries: int) -> None:
        self.coords = BudgetCoordinates(problem)
        self.left = torch.full((len(problem.x),), queries, device=problem.x.device)
        self.nearest = NearestAdversarial(self.coords)
        self.movable = self.coords.high > self.coords.low
        self.is_linf = isinstance(problem.region, LinfRegion)

    def is_adversarial(self, u: Tensor, rows: Tensor) -> Tensor:
        """Which of the points `u` (n, N) of the sequences `rows` (n,) fool the network, (n,) bool.

        A sequence may stand several times. What is beyond its count is not asked, and does not fool.
        """
        order = rows.argsort(stable=True)
        ordered = rows[order]
        numbers = torch.arange(len(rows), device=rows.device) - torch.searchsorted(ordered, ordered)
        place = torch.empty_like(rows).scatter(0, order, numbers)  # (n,) how often the sequence stands before
        asked = (place < self.left[rows]).nonzero()[:, 0]  # (m, 1) -> (m,)
        found = torch.zeros(len(u), dtype=torch.bool, device=u.device)
        if len(asked):
            u, rows = u[asked], rows[asked]
            self.left.index_add_(0, rows, -torch.ones_like(rows))
            part = self.coords.subset(rows)
            found[asked] = succeeded = part.problem.is_adversarial(part.point(u))
            self._keep(u, succeeded, rows)
        return found

    def _keep(self, u: Tensor, succeeded: Tensor, rows: Tensor) -> None:
        """Of several finds for a sequence the nearest; while there is none, the last that was tried."""
        lost = self.nearest.size[rows].isinf()
        self.nearest.u[rows[lost]] = u[lost]
        size = torch.where(succeeded, self.coords.norm.size(u), torch.inf)
        least = torch.full_like(self.nearest.size, torch.inf).scatter_reduce(0, rows, size, "amin")
        chosen = (succeeded & (size <= least[rows])).nonzero()[:, 0]  # (m, 1) -> (m,)
        self.nearest.update(u[chosen], succeeded[chosen], rows[chosen])

    def project(self, u: Tensor, rows: Tensor, radius: Tensor) -> Tensor:
        """`u` (n, N) projected onto balls of `radius` (n,): all of it shrinks in L2, peaks are cut in L-inf."""
        return self.coords.norm.project(u, self.coords.low[rows], self.coords.high[rows], radius[:, None])

    def bisect(self, u: Tensor, rows: Tensor, share: Tensor | float, halvings: int) -> Tensor:
        """The points that fool, on the way from the clean sequences to `u` (n, N), which do: (n, N), near the boundary.

        Args:
            u, rows: see `is_adversarial`.
            share: of the distance, by which a point may miss the boundary, (n,).
            halvings: how many at most.
        """
        far = self.coords.norm.size(u)  # (n,)
        near, best = torch.zeros_like(far), u.clone()
        for _ in range(halvings):
            going = ((far - near > share * far) & (self.left[rows] > 0)).nonzero()[:, 0]  # (m, 1) -> (m,)
            if not len(going):
                break
            middle = (near[going] + far[going]) / 2
            tried = self.project(u[going], rows[going], middle)
            succeeded = self.is_adversarial(tried, rows[going])
            best[going] = torch.where(succeeded[:, None], tried, best[going])
            far[going] = torch.where(succeeded, middle, far[going])
            near[going] = torch.where(succeeded, near[going], middle)
        return best

    def find_starts(self, tries: int) -> tuple[Tensor, Tensor]:
        """Points that fool, (n, N), and the sequences that they are of, (n,); others are not fooled by any start.

        Other sequences of the batch, then mirror images, offsets and noise: of the first `tries` that fool each is
        drawn some way towards the sequence, and the nearest is where it begins.
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
        """Keep for the inspector where the search stands: at `u` (n, N) with the sequences `rows` (n,)."""
        here = self.nearest.u.clone()
        here[rows] = u
        self.coords.problem.record(self.coords.point(here))


def compute_length(u: Tensor) -> Tensor:
    """The Euclidean length, (n, N) -> (n, 1), never 0."""
    length: Tensor = u.norm(dim=1, keepdim=True)
    return length.clamp(min=torch.finfo(u.dtype).tiny)


def normalise(u: Tensor) -> Tensor:
    """`u` with length 1, (n, N); 0 stays 0."""
    return u / compute_length(u)

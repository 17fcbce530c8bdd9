"""Bisection over budgets: the smallest eps at which another attack succeeds."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar

from ..base.lazy import torch
from ..base.settings import setting
from ..threats.base import ActsOn
from ..threats.token_region import TokenRegion
from .base import ATTACKS, Attack
from .hotflip import HotFlip
from .minimum_norm import MinimumNorm
from .pgd import PGD
from .problem import select_rows

if TYPE_CHECKING:
    from torch import Tensor

    from .problem import Problem

_LEAP = 4.0  # factor between budgets until one fails and another succeeds
_ROUNDING = 1e-6  # of a level
_FARTHEST = 40  # maximum number of budgets for a sequence


@ATTACKS.register("bisection")
class Bisection(MinimumNorm):
    """Bisection over budgets with PGD (HotFlip on texts): the smallest eps at which each example is misclassified.

    For every threat model, also without a norm: shifts in time, intersections, edits of texts. Budgets are powers of 1
    + precision, so that sequences at the same budget are attacked as one batch.
    """

    title: ClassVar[str] = "Bisection over budgets (any threat model)"
    source: ClassVar[str] = "Madry et al. 2018, arXiv:1706.06083; Ebrahimi et al. 2018, arXiv:1712.06751"
    acts_on: ClassVar[frozenset[ActsOn]] = frozenset(("values", "tokens"))

    steps: int = setting(20, ge=1, le=10_000, title="Steps", help="Iterations at each budget.")
    restarts: int = setting(1, ge=1, le=1000, title="Starts", help="Number of starts of PGD at each budget.")
    beam: int = setting(
        4, ge=1, le=1000, title="Beam width", help="On texts: number of texts that are kept after each edit."
    )
    precision: float = setting(
        0.05, gt=0, le=10, title="Relative tolerance",
        help="Relative distance between neighbouring budgets of the search.",
    )  # fmt: skip

    def minimise(self, problem: Problem) -> Tensor:
        """See `MinimumNorm.minimise`."""
        untraced = replace(problem, goal="succeed", trace=None)
        search = _Search(untraced, self.precision)
        inner = self._inner(problem)
        if isinstance(problem.region, TokenRegion):  # edit after edit, so no budget is too large
            search.take(inner, torch.arange(len(problem.x)), math.inf)
        for _ in range(_FARTHEST):
            groups = search.groups()
            if not groups:
                break
            for level, rows in groups.items():
                search.take(inner, torch.tensor(rows), level)
            problem.record(search.points)
        return search.points

    def perturb(self, problem: Problem) -> Tensor:
        """See `Attack.perturb`; the inner attack at the given budget."""
        return self._inner(problem).perturb(problem)

    def _inner(self, problem: Problem) -> Attack:
        if isinstance(problem.region, TokenRegion):
            return HotFlip(beam=self.beam)
        return PGD(
            steps=self.steps, restarts=self.restarts, step_size=max(0.01, min(1.0, 2.5 / self.steps)), loss="margin"
        )


class _Search:
    """Bisection state of each sequence.

    Attributes:
        points: the smallest adversarial points, or the clean ones.
        size: their norms; inf without an adversarial point.
        failed, enough: the largest level at which the attack failed, and the smallest at which it succeeded.
    """

    def __init__(self, problem: Problem, precision: float) -> None:
        self.problem = problem
        self.step = math.log1p(precision)
        self.points = problem.x.clone()
        self.size = [math.inf] * len(problem.x)
        self.failed = [-math.inf] * len(problem.x)
        self.enough = [math.inf] * len(problem.x)

    def groups(self) -> dict[int, list[int]]:
        """Sequences by the level to be tried next."""
        leap = max(1, round(math.log(_LEAP) / self.step))
        groups: dict[int, list[int]] = {}
        for row, (failed, enough) in enumerate(zip(self.failed, self.enough, strict=True)):
            if failed == math.inf or enough - failed <= 1 or self.size[row] == 0:
                continue
            if math.isinf(enough):
                level = 0 if math.isinf(failed) else failed + leap
            else:
                level = enough - leap if math.isinf(failed) else (failed + enough) // 2
            if abs(level) <= _FARTHEST * leap:
                groups.setdefault(int(level), []).append(row)
        return groups

    def take(self, inner: Attack, rows: Tensor, level: float) -> None:
        """Attack the sequences `rows` (n,) with `inner` at the budget of `level`."""
        eps = math.exp(level * self.step)
        part = self.problem.subset(rows.to(self.problem.x.device)).with_eps(eps)
        point = part.region.seal(inner.perturb(part))
        succeeded = part.is_adversarial(point)
        sizes = part.region.size(point)
        better = torch.zeros(len(rows), dtype=torch.bool)
        for number, (row, is_enough, size) in enumerate(
            zip(rows.tolist(), succeeded.tolist(), sizes.tolist(), strict=True)
        ):
            if not is_enough:
                self.failed[row] = max(self.failed[row], level)
                continue
            within = math.ceil(math.log(size) / self.step - _ROUNDING) if size > 0 else level
            self.enough[row] = min(self.enough[row], level, within)
            if within > level:  # such as one edit, which smaller budgets also allow
                self.failed[row] = self.enough[row] - 1
            if size < self.size[row]:
                better[number] = True
                self.size[row] = size
        at = rows.to(point.device)
        self.points[at] = select_rows(better.to(point.device), point, self.points[at])

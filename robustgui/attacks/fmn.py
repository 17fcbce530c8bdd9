"""FMN: gradient ascent within a ball that shrinks while the point is adversarial and grows while it is not."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, ClassVar

from ..base.lazy import torch
from ..base.settings import setting
from .adversarial_starts import bisect_to_boundary, ensure_adversarial, find_adversarial_starts, subtract_mean
from .base import ATTACKS
from .budget_coordinates import BudgetCoordinates, NearestAdversarial
from .minimum_norm import MinimumNorm
from .norms import NORMS
from .slp_refinement import refine

if TYPE_CHECKING:
    from torch import Tensor

    from .problem import Problem

_LEAST = 0.01  # last step size, relative to the first
_LEAST_GAMMA = 0.001  # radius step at the end
_HALVINGS, _CLOSE = 5, 0.05  # at the end


@ATTACKS.register("fmn")
class FMN(MinimumNorm):
    """Fast minimum-norm attack, refined by linear programs; started from the clean sequence and from an adversarial
    point.

    The paper's loop quickly finds adversarial points. Successive linear programs in a trust region then make them
    smaller, which takes fewer gradients than the loop's own end. The same is done from sequences of another class, as
    vanishing gradients may hide a solution; the smaller result counts.
    """

    title: ClassVar[str] = "FMN (fast minimum norm)"
    source: ClassVar[str] = "Pintor et al. 2021, arXiv:2102.12827"
    norms: ClassVar[frozenset[str]] = NORMS

    steps: int = setting(20, ge=1, le=10_000, title="Steps", help="Iterations from the clean sequence.")
    length: float = setting(
        0.15, gt=0, le=10, unit="of its L2 norm", title="Step size", advanced=True,
        help="Size of the first step, relative to the L2 distance of the sequence from its mean.",
    )  # fmt: skip
    gamma: float = setting(
        0.05, gt=0, lt=1, title="Radius step (gamma)", advanced=True,
        help="Relative change of the radius of the norm ball at first.",
    )  # fmt: skip
    shorten: int = setting(
        35, ge=0, le=10_000, title="Refinement steps",
        help="Linear programs that shorten the perturbation at the end; 0: the published algorithm alone.",
    )  # fmt: skip
    afar: bool = setting(
        True, title="Adversarial starting point", advanced=True,
        help="Start once more at the nearest sequence of another class, or at noise.",
    )  # fmt: skip

    def minimise(self, problem: Problem) -> Tensor:
        """See `MinimumNorm.minimise`."""
        coords = BudgetCoordinates(problem)
        nearest = NearestAdversarial(coords)
        self._loop(coords, nearest)
        if self.afar:
            nearest = self._refine_both(nearest, find_adversarial_starts(coords))
        else:
            refine(nearest, self.shorten)
        bisect_to_boundary(coords, nearest, _HALVINGS, most=_CLOSE)
        return ensure_adversarial(nearest)

    def _refine_both(self, nearest: NearestAdversarial, far: NearestAdversarial) -> NearestAdversarial:
        """Refine the results of both starts, and keep the smaller one."""
        coords = nearest.coords
        twice = torch.arange(len(coords), device=nearest.u.device).repeat(2)  # (2B,)
        both = NearestAdversarial(coords.subset(twice))
        both.u, both.size = torch.cat([nearest.u, far.u]), torch.cat([nearest.size, far.size])
        refine(both, self.shorten)
        (u, other), (size, other_size) = both.u.chunk(2), both.size.chunk(2)
        best = NearestAdversarial(coords)
        best.update(u, size.isfinite())
        reached = other_size.isfinite().nonzero()[:, 0]  # (n, 1) -> (n,)
        best.update(other[reached], other_size[reached].isfinite(), reached)
        return best

    def _loop(self, coords: BudgetCoordinates, nearest: NearestAdversarial) -> None:
        """Algorithm 1 of the paper from the clean sequence."""
        norm, problem = coords.norm, coords.problem
        u = torch.zeros_like(coords.low)
        radius = torch.full_like(nearest.size, torch.inf)
        most = norm.size(torch.maximum(-coords.low, coords.high))
        unit = torch.linalg.vector_norm(subtract_mean(coords), dim=1, keepdim=True)
        unit = self.length * torch.where(unit > 0, unit, 1.0)  # (B, 1)
        for step in range(self.steps):
            share = (1 + math.cos(math.pi * step / self.steps)) / 2
            gamma = _LEAST_GAMMA + (self.gamma - _LEAST_GAMMA) * share
            succeeded, margin, slope = coords.compute_margins(u)
            if problem.trace is not None:
                problem.record(coords.point(u))
            nearest.update(u, succeeded)
            ahead = (margin.abs() / norm.dual_norm(slope)).nan_to_num(torch.inf)
            grown = torch.where(nearest.size.isfinite(), radius * (1 + gamma), norm.size(u) + ahead)  # eq. 4
            radius = torch.where(succeeded, (radius * (1 - gamma)).minimum(nearest.size), grown).minimum(most)
            largest = slope.abs().amax(1, keepdim=True)
            slope = slope / torch.where(largest > 0, largest, 1.0)  # tiny slopes have squares that vanish
            slope = slope / torch.linalg.vector_norm(slope, dim=1, keepdim=True).clamp(min=1)
            moved = u + unit * (_LEAST + (1 - _LEAST) * share) * slope
            u = norm.project(moved, coords.low, coords.high, radius[:, None])
        nearest.update(u, problem.is_adversarial(coords.point(u)))

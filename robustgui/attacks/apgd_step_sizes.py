"""Step rules of APGD: momentum with halved step sizes, or sparse steps within an L1 ball."""

from __future__ import annotations

import math
from abc import ABC, abstractmethod
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..base.lazy import torch
from ..threats.l1 import L1Region
from ..threats.value_region import BLOCKED

if TYPE_CHECKING:
    from torch import Tensor

    from ..threats.value_region import ValueRegion


@dataclass
class Climb:
    """Current and best points of a gradient ascent.

    Attributes:
        x, gradient: current points, (n, T, F).
        score: at the current points, (n,).
        best, best_gradient, best_score: at the point of the highest score.
    """

    x: Tensor
    gradient: Tensor
    score: Tensor
    best: Tensor
    best_gradient: Tensor
    best_score: Tensor

    def select(self, rows: Tensor) -> Climb:
        """The same for the rows with these indices, (m,)."""
        return Climb(*(getattr(self, name)[rows] for name in self.__dataclass_fields__))

    def update(self, score: Tensor, gradient: Tensor) -> None:
        """Store score (n,) and gradient (n, T, F) at `x`, and the best so far."""
        self.score, self.gradient = score, gradient
        better = score > self.best_score
        self.best_score = torch.where(better, score, self.best_score)
        self.best = torch.where(better[:, None, None], self.x, self.best)
        self.best_gradient = torch.where(better[:, None, None], gradient, self.best_gradient)

    def restart_from_best(self, condition: Tensor) -> None:
        """Move back to the best point where `condition` (n,) bool."""
        self.x = torch.where(condition[:, None, None], self.best, self.x)
        self.gradient = torch.where(condition[:, None, None], self.best_gradient, self.gradient)


class StepRule(ABC):
    """Step sizes and directions of one run."""

    @abstractmethod
    def select(self, rows: Tensor) -> None:
        """Keep the rows with these indices, (m,)."""

    @abstractmethod
    def adapt(self, step: int, climb: Climb, region: ValueRegion) -> None:
        """Adapt the step size after `step` steps, at the current points of `climb`."""

    @abstractmethod
    def advance(self, climb: Climb, region: ValueRegion) -> Tensor:
        """The next point, (n, T, F)."""


class MomentumSteps(StepRule):
    """Croce & Hein 2020: the step size is halved, from the best point on, when too few steps increased the score."""

    INERTIA = 0.75  # the paper's alpha: weight of the new step; the last step has weight 1 - alpha

    def __init__(self, steps: int, rho: float, x: Tensor) -> None:
        """
        Args:
            steps: of the whole run.
            rho: share of the steps since the last checkpoint that must increase the score.
            x: starting points, (n, T, F).
        """
        self._checkpoints = list_checkpoints(steps)
        self._rho = rho
        self._length = torch.full((len(x),), 2.0, dtype=x.dtype, device=x.device)  # shares of eps
        self._was_halved = torch.ones(len(x), dtype=torch.bool, device=x.device)  # at the last checkpoint
        self._increases = torch.zeros(len(x), device=x.device)
        self._last_score = torch.full((len(x),), torch.inf, dtype=x.dtype, device=x.device)  # the score one step ago
        self._checkpoint_score = self._last_score.clone()  # the best score at the last checkpoint
        self._previous_x: Tensor | None = None  # point
        self._last_checkpoint = 0

    def select(self, rows: Tensor) -> None:
        """See `StepRule.select`."""
        for name in ("_length", "_was_halved", "_increases", "_last_score", "_checkpoint_score", "_previous_x"):
            if (value := getattr(self, name)) is not None:
                setattr(self, name, value[rows])

    def adapt(self, step: int, climb: Climb, region: ValueRegion) -> None:
        """See `StepRule.adapt`."""
        self._increases = self._increases + (climb.score > self._last_score)
        self._last_score = climb.score
        if step == 0:
            self._checkpoint_score = climb.best_score
        if step == 0 or step not in self._checkpoints:
            return
        oscillates = self._increases < self._rho * (step - self._last_checkpoint)
        stuck = ~self._was_halved & (climb.best_score <= self._checkpoint_score)
        self._was_halved = oscillates | stuck
        self._length = torch.where(self._was_halved, self._length / 2, self._length)
        climb.restart_from_best(self._was_halved)
        self._last_score = torch.where(self._was_halved, climb.best_score, self._last_score)
        self._checkpoint_score = climb.best_score
        self._increases = torch.zeros_like(self._increases)
        self._last_checkpoint = step

    def advance(self, climb: Climb, region: ValueRegion) -> Tensor:
        """See `StepRule.advance`."""
        x = climb.x
        direction = region.ascend(x, climb.gradient, 1.0) - x
        new = region.project(x + self._length[:, None, None] * direction)
        if self._previous_x is not None:
            new = region.project(x + self.INERTIA * (new - x) + (1 - self.INERTIA) * (x - self._previous_x))
        self._previous_x = x
        return new


class SparseSteps(StepRule):
    """Croce & Hein 2021, arXiv:2103.01208: sparse steps within an L1 ball, with as many coordinates as the best
    point."""

    SHORTEN = 1.5
    SHORTEST = 0.1

    def __init__(self, steps: int, x: Tensor, region: L1Region, fresh: bool) -> None:
        """
        Args:
            steps: of the whole run.
            x: starting points, (n, T, F).
            region: the L1 ball.
            fresh: the first step has a fifth of all coordinates, whatever the support of `x`.
        """
        self._every = max(1, int(0.04 * steps))
        movable = (region.high > region.low).flatten(1).sum(1)  # (n, T * F) -> (n,)
        self._nonzeros = _count_changed(x, region)
        self._support = 0.2 * movable if fresh else self._nonzeros / 1.5  # number of coordinates of a step
        self._nonzeros = movable.to(x.dtype) if fresh else self._nonzeros
        self._length = torch.ones(len(x), dtype=x.dtype, device=x.device)  # shares of eps

    def select(self, rows: Tensor) -> None:
        """See `StepRule.select`."""
        self._support, self._nonzeros, self._length = (self._support[rows], self._nonzeros[rows], self._length[rows])

    def adapt(self, step: int, climb: Climb, region: ValueRegion) -> None:
        """See `StepRule.adapt`."""
        if step == 0 or step % self._every:
            return
        changed = _count_changed(climb.best, region)
        sparser = changed < 0.95 * self._nonzeros
        self._support = changed / 1.5
        self._length = torch.where(sparser, 1.0, (self._length / self.SHORTEN).clamp(min=self.SHORTEST))
        self._nonzeros = changed
        climb.restart_from_best(sparser)

    def advance(self, climb: Climb, region: ValueRegion) -> Tensor:
        """See `StepRule.advance`."""
        u = (climb.x - region.centre) * region.weight
        gradient = climb.gradient / region.weight
        room = torch.where(gradient > 0, region.high - u, u - region.low) > BLOCKED * region.eps
        flat = torch.where(room & gradient.isfinite(), gradient, 0.0).flatten(1)  # (n, T * F)
        ordered = flat.abs().sort(dim=1, descending=True).values
        last = self._support.long().clamp(1, flat.shape[1])[:, None] - 1
        direction = torch.where(flat.abs() >= ordered.gather(1, last), flat.sign(), 0.0)
        direction = direction / direction.abs().sum(1, keepdim=True).clamp(min=1)
        step = (self._length[:, None] * region.eps * direction).view_as(u)  # (n, T, F)
        return region.project(climb.x + step / region.weight)


def list_checkpoints(steps: int) -> frozenset[int]:
    """Steps after which the step size is checked: ceil(p_j steps), where p_0 = 0, p_1 = 0.22 and p_(j+1) = p_j +
    max(p_j - p_(j-1) - 0.03, 0.06)."""
    checkpoints, before, now = set(), 0, 22  # hundredths, so that no rounding adds a step
    while now <= 100:
        checkpoints.add(math.ceil(now * steps / 100))
        before, now = now, now + max(now - before - 3, 6)
    return frozenset(checkpoints)


def _count_changed(x: Tensor, region: ValueRegion) -> Tensor:
    """Number of perturbed values of each row, (n,)."""
    return (x != region.centre).flatten(1).sum(1).to(x.dtype)

"""How APGD steps: with momentum and halved lengths, or within an L1 budget along few coordinates at a time."""

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
    """Where each row of a run is, and the best place that it has been to.

    Attributes:
        x, gradient: here, (n, T, F).
        score: here, (n,).
        best, best_gradient, best_score: at the best place.
    """

    x: Tensor
    gradient: Tensor
    score: Tensor
    best: Tensor
    best_gradient: Tensor
    best_score: Tensor

    def select(self, rows: Tensor) -> Climb:
        """That of some rows, (m,)."""
        return Climb(*(getattr(self, name)[rows] for name in self.__dataclass_fields__))

    def update(self, score: Tensor, gradient: Tensor) -> None:
        """Take in what was found at `x`."""
        self.score, self.gradient = score, gradient
        better = score > self.best_score
        self.best_score = torch.where(better, score, self.best_score)
        self.best = torch.where(better[:, None, None], self.x, self.best)
        self.best_gradient = torch.where(better[:, None, None], gradient, self.best_gradient)

    def restart_from_best(self, chosen: Tensor) -> None:
        """Go on from the best place where `chosen` (n,) says so."""
        self.x = torch.where(chosen[:, None, None], self.best, self.x)
        self.gradient = torch.where(chosen[:, None, None], self.best_gradient, self.gradient)


class StepRule(ABC):
    """The lengths and directions of the steps of a run; one object a run."""

    @abstractmethod
    def select(self, rows: Tensor) -> None:
        """Go on with some rows only, (m,)."""

    @abstractmethod
    def adapt(self, step: int, climb: Climb, region: ValueRegion) -> None:
        """Think over, at the point that `climb` has just arrived at behind `step` steps, how to go on."""

    @abstractmethod
    def advance(self, climb: Climb, region: ValueRegion) -> Tensor:
        """The next point, (n, T, F)."""


class MomentumSteps(StepRule):
    """Croce & Hein 2020: each step is halved, and begins anew at the best point, when too few steps gained anything."""

    INERTIA = 0.75  # the paper's alpha: what share of a step is the new one, the rest the last one

    def __init__(self, steps: int, rho: float, x: Tensor) -> None:
        """
        Args:
            steps: of the whole run.
            rho: what share of the steps since the last checkpoint has to gain something.
            x: where the run begins, (n, T, F).
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
        ahead = region.ascend(x, climb.gradient, 1.0) - x
        there = region.project(x + self._length[:, None, None] * ahead)
        if self._previous_x is not None:
            there = region.project(x + self.INERTIA * (there - x) + (1 - self.INERTIA) * (x - self._previous_x))
        self._previous_x = x
        return there


class SparseSteps(StepRule):
    """Croce & Hein 2021, arXiv:2103.01208: steps of an L1 budget along as many coordinates as the best point needs."""

    SHORTEN = 1.5
    SHORTEST = 0.1

    def __init__(self, steps: int, x: Tensor, region: L1Region, fresh: bool) -> None:
        """
        Args:
            steps: of the whole run.
            x: where the run begins, (n, T, F).
            region: where it stays.
            fresh: begin with a fifth of all coordinates, whatever `x` uses.
        """
        self._every = max(1, int(0.04 * steps))
        movable = (region.high > region.low).flatten(1).sum(1)  # (n, T * F) -> (n,)
        self._nonzeros = _count_changed(x, region)
        self._support = 0.2 * movable if fresh else self._nonzeros / 1.5  # how many coordinates a step goes along
        self._nonzeros = movable.to(x.dtype) if fresh else self._nonzeros
        self._length = torch.ones(len(x), dtype=x.dtype, device=x.device)  # shares of eps

    def select(self, rows: Tensor) -> None:
        """See `StepRule.select`."""
        self._support, self._nonzeros, self._length = (
            self._support[rows],
            self._nonzeros[rows],
            self._length[rows],
        )

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
    """Behind which steps of a run of so many it is asked whether it still gets on: ceil(p_j steps), where p_0 = 0,
    p_1 = 0.22 and p_(j+1) = p_j + max(p_j - p_(j-1) - 0.03, 0.06)."""
    found, before, now = set(), 0, 22  # hundredths, so that no rounding adds a step
    while now <= 100:
        found.add(math.ceil(now * steps / 100))
        before, now = now, now + max(now - before - 3, 6)
    return frozenset(found)


def _count_changed(x: Tensor, region: ValueRegion) -> Tensor:
    """How many values of each row differ from the clean ones, (n,)."""
    return (x != region.centre).flatten(1).sum(1).to(x.dtype)

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

    def kept(self, rows: Tensor) -> Climb:
        """That of some rows, (m,)."""
        return Climb(*(getattr(self, name)[rows] for name in self.__dataclass_fields__))

    def arrive(self, score: Tensor, gradient: Tensor) -> None:
        """Take in what was found at `x`."""
        self.score, self.gradient = score, gradient
        better = score > self.best_score
        self.best_score = torch.where(better, score, self.best_score)
        self.best = torch.where(better[:, None, None], self.x, self.best)
        self.best_gradient = torch.where(better[:, None, None], gradient, self.best_gradient)

    def turn_back(self, chosen: Tensor) -> None:
        """Go on from the best place where `chosen` (n,) says so."""
        self.x = torch.where(chosen[:, None, None], self.best, self.x)
        self.gradient = torch.where(chosen[:, None, None], self.best_gradient, self.gradient)


class StepRule(ABC):
    """The lengths and directions of the steps of a run; one object a run."""

    @abstractmethod
    def kept(self, rows: Tensor) -> None:
        """Go on with some rows only, (m,)."""

    @abstractmethod
    def consider(self, step: int, path: Climb, region: ValueRegion) -> None:
        """Think over, at the point that `path` has just arrived at behind `step` steps, how to go on."""

    @abstractmethod
    def moved(self, path: Climb, region: ValueRegion) -> Tensor:
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
        self._halved = torch.ones(len(x), dtype=torch.bool, device=x.device)  # at the last checkpoint
        self._gains = torch.zeros(len(x), device=x.device)
        self._last = torch.full((len(x),), torch.inf, dtype=x.dtype, device=x.device)  # the score one step ago
        self._checked = self._last.clone()  # the best score at the last checkpoint
        self._previous: Tensor | None = None  # point
        self._since = 0

    def kept(self, rows: Tensor) -> None:
        """See `StepRule.kept`."""
        for name in ("_length", "_halved", "_gains", "_last", "_checked", "_previous"):
            if (value := getattr(self, name)) is not None:
                setattr(self, name, value[rows])

    def consider(self, step: int, path: Climb, region: ValueRegion) -> None:
        """See `StepRule.consider`."""
        self._gains = self._gains + (path.score > self._last)
        self._last = path.score
        if step == 0:
            self._checked = path.best_score
        if step == 0 or step not in self._checkpoints:
            return
        oscillates = self._gains < self._rho * (step - self._since)
        stuck = ~self._halved & (path.best_score <= self._checked)
        self._halved = oscillates | stuck
        self._length = torch.where(self._halved, self._length / 2, self._length)
        path.turn_back(self._halved)
        self._last = torch.where(self._halved, path.best_score, self._last)
        self._checked = path.best_score
        self._gains = torch.zeros_like(self._gains)
        self._since = step

    def moved(self, path: Climb, region: ValueRegion) -> Tensor:
        """See `StepRule.moved`."""
        x = path.x
        ahead = region.ascend(x, path.gradient, 1.0) - x
        there = region.project(x + self._length[:, None, None] * ahead)
        if self._previous is not None:
            there = region.project(x + self.INERTIA * (there - x) + (1 - self.INERTIA) * (x - self._previous))
        self._previous = x
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
        self._changed = _changed(x, region)
        self._along = 0.2 * movable if fresh else self._changed / 1.5  # how many coordinates a step goes along
        self._changed = movable.to(x.dtype) if fresh else self._changed
        self._length = torch.ones(len(x), dtype=x.dtype, device=x.device)  # shares of eps

    def kept(self, rows: Tensor) -> None:
        """See `StepRule.kept`."""
        self._along, self._changed, self._length = self._along[rows], self._changed[rows], self._length[rows]

    def consider(self, step: int, path: Climb, region: ValueRegion) -> None:
        """See `StepRule.consider`."""
        if step == 0 or step % self._every:
            return
        changed = _changed(path.best, region)
        sparser = changed < 0.95 * self._changed
        self._along = changed / 1.5
        self._length = torch.where(sparser, 1.0, (self._length / self.SHORTEN).clamp(min=self.SHORTEST))
        self._changed = changed
        path.turn_back(sparser)

    def moved(self, path: Climb, region: ValueRegion) -> Tensor:
        """See `StepRule.moved`."""
        u = (path.x - region.centre) * region.weight
        gradient = path.gradient / region.weight
        room = torch.where(gradient > 0, region.high - u, u - region.low) > BLOCKED * region.eps
        flat = torch.where(room & gradient.isfinite(), gradient, 0.0).flatten(1)  # (n, T * F)
        ordered = flat.abs().sort(dim=1, descending=True).values
        last = self._along.long().clamp(1, flat.shape[1])[:, None] - 1
        direction = torch.where(flat.abs() >= ordered.gather(1, last), flat.sign(), 0.0)
        direction = direction / direction.abs().sum(1, keepdim=True).clamp(min=1)
        step = (self._length[:, None] * region.eps * direction).view_as(u)  # (n, T, F)
        return region.project(path.x + step / region.weight)


def list_checkpoints(steps: int) -> frozenset[int]:
    """Behind which steps of a run of so many it is asked whether it still gets on: ceil(p_j steps), where p_0 = 0,
    p_1 = 0.22 and p_(j+1) = p_j + max(p_j - p_(j-1) - 0.03, 0.06)."""
    found, before, now = set(), 0, 22  # hundredths, so that no rounding adds a step
    while now <= 100:
        found.add(math.ceil(now * steps / 100))
        before, now = now, now + max(now - before - 3, 6)
    return frozenset(found)


def _changed(x: Tensor, region: ValueRegion) -> Tensor:
    """How many values of each row differ from the clean ones, (n,)."""
    return (x != region.centre).flatten(1).sum(1).to(x.dtype)

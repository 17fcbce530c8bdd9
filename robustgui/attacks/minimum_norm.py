"""What all attacks share that look for the smallest change that fools, whatever the budget."""

from __future__ import annotations

from abc import abstractmethod
from typing import TYPE_CHECKING, ClassVar

from ..data import Task
from .base import Attack
from .problem import select_rows

if TYPE_CHECKING:
    from torch import Tensor

    from .problem import Problem


class MinimumNorm(Attack):
    """An attack that returns the smallest change it finds: one run draws the whole robustness curve.

    A subclass writes `minimise`. Within a budget, what was found counts where it fits.

    Attributes:
        norms: of the threats whose sizes it can make small (`Threat.norm`); empty: any.
    """

    tasks: ClassVar[frozenset[Task]] = frozenset(("classification",))
    norms: ClassVar[frozenset[str]] = frozenset()

    @abstractmethod
    def minimise(self, problem: Problem) -> Tensor:
        """Points like `problem.x` that fool the network, as near as can be; where none was found, any points.

        The region of `problem` has an infinite budget; box, features, window and padding hold.
        """

    def perturb(self, problem: Problem) -> Tensor:
        """See `Attack.perturb`: what `minimise` finds, where it fits the budget; the nearest point inside elsewhere."""
        found = self.minimise(problem.resized(float("inf")))
        fits = problem.region.size(found) <= problem.region.eps
        return select_rows(fits, found, problem.region.project(found))

"""Minimum-norm attacks: the base class of attacks that minimise the perturbation norm."""

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
    """An attack that searches for the minimal adversarial perturbation: one run gives the whole robustness curve.

    A subclass implements `minimise`. Within a budget, results count where their norm does not exceed it.

    Attributes:
        norms: norms that it can minimise (`Threat.norm`); empty: any.
    """

    tasks: ClassVar[frozenset[Task]] = frozenset(("classification",))
    norms: ClassVar[frozenset[str]] = frozenset()

    @abstractmethod
    def minimise(self, problem: Problem) -> Tensor:
        """Adversarial points like `problem.x` of minimal norm; any points where none was found.

        The region of `problem` has an infinite budget; valid range, features, window and padding hold.
        """

    def perturb(self, problem: Problem) -> Tensor:
        """See `Attack.perturb`: the result of `minimise` where it is within the budget, else its projection."""
        points = self.minimise(problem.with_eps(float("inf")))
        fits = problem.region.size(points) <= problem.region.eps
        return select_rows(fits, points, problem.region.project(points))

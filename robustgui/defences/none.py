"""No defence: plain training, the baseline of every comparison."""

from __future__ import annotations

from typing import ClassVar

from ..base.formula import Formula
from .base import DEFENCES, Defence, Step, StepLoss
from .objective import CLEAN, Term, objective


@DEFENCES.register("none")
class NoDefence(Defence):
    """Minimise the loss on clean data (empirical risk minimisation)."""

    title: ClassVar[str] = "None (plain training)"
    source: ClassVar[str] = "Empirical risk minimisation"

    def plain_share(self) -> float:
        return 1.0

    def objective(self) -> Formula:
        return objective(Term(1, CLEAN))

    def loss(self, step: Step) -> StepLoss:
        clean = step.loss(step.network.outputs(step.x, step.mask), step.y)
        return StepLoss(clean, clean=clean)

"""A defence as it was written for the last release: a loss with the parts clean and attacked."""

from __future__ import annotations

from typing import ClassVar

from robustgui.defences.base import DEFENCES, Defence, Step, StepLoss


@DEFENCES.register("former")
class Former(Defence):
    """Minimise the loss on clean inputs and on inputs that are a little larger."""

    title: ClassVar[str] = "Former"
    source: ClassVar[str] = "A test"

    def loss(self, step: Step) -> StepLoss:
        """See `Defence.loss`."""
        clean = step.loss(step.network.outputs(step.x, step.mask), step.y)
        larger = step.loss(step.network.outputs(1.1 * step.x, step.mask), step.y)
        return StepLoss(total=clean + larger, clean=clean.detach(), attacked=larger.detach())

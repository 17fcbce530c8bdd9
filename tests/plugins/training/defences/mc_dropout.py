"""Monte Carlo dropout: dropout stays on when the network predicts, and a prediction is a mean over draws."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, ClassVar

from robustgui.base.lazy import torch
from robustgui.base.settings import setting
from robustgui.defences.base import DEFENCES, Defence, Step, StepLoss

if TYPE_CHECKING:
    from robustgui.models import Model


@DEFENCES.register("mc_dropout")
class MCDropout(Defence):
    """Minimise the clean loss of a network whose predictions are means over dropout masks."""

    title: ClassVar[str] = "MC dropout"
    source: ClassVar[str] = "Gal and Ghahramani 2016, arXiv:1506.02142"

    rate: float = setting(0.3, gt=0, lt=1, title="Rate", help="Share of the input values that are dropped.")
    draws: int = setting(5, ge=2, le=100, title="Draws", help="Forward passes of a prediction.")

    def build(self, model: Model, features: int, outputs: int, every_step: bool = False) -> Any:
        """See `CoreBuilder.build`."""
        return _module_class()(model.build(features, outputs, every_step), self.rate, self.draws)

    def loss(self, step: Step) -> StepLoss:
        """See `Defence.loss`."""
        clean = step.loss(step.network.outputs(step.x, step.mask), step.y)
        return StepLoss(clean, clean=clean)


@cache
def _module_class() -> Any:
    from robustgui.models.nets.interface import SequenceModule

    class Dropped(SequenceModule):
        def __init__(self, body: Any, rate: float, draws: int) -> None:
            super().__init__()
            self.body, self.rate, self.draws = body, rate, draws

        def forward(self, x: Any, mask: Any) -> Any:
            return self.body(torch.nn.functional.dropout(x, self.rate, training=True), mask)

        def states(self, x: Any, mask: Any) -> Any:
            return self.body.states(torch.nn.functional.dropout(x, self.rate, training=True), mask)

    return Dropped

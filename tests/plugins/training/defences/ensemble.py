"""An ensemble: several networks side by side, whose outputs are averaged; it only builds another module."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING, Any, ClassVar

from robustgui.base.lazy import torch
from robustgui.base.settings import setting
from robustgui.defences.base import DEFENCES, Defence, Step, StepLoss

if TYPE_CHECKING:
    from robustgui.models import Model


@DEFENCES.register("ensemble")
class Ensemble(Defence):
    """Minimise the clean loss of the mean output of several networks."""

    title: ClassVar[str] = "Ensemble"
    source: ClassVar[str] = "Hansen and Salamon 1990, Neural network ensembles"

    members: int = setting(2, ge=2, le=10, title="Members", help="Number of networks.")

    def build(self, model: Model, features: int, outputs: int, every_step: bool = False) -> Any:
        """See `CoreBuilder.build`."""
        return _module_class()([model.build(features, outputs, every_step) for _ in range(self.members)])

    def loss(self, step: Step) -> StepLoss:
        """See `Defence.loss`."""
        clean = step.loss(step.network.outputs(step.x, step.mask), step.y)
        return StepLoss(clean, clean=clean)


@cache
def _module_class() -> Any:
    """Defined when it is first built, so that forms do not wait for torch."""
    from robustgui.models.nets.interface import SequenceModule

    class Mean(SequenceModule):
        def __init__(self, members: list[Any]) -> None:
            super().__init__()
            self.members = torch.nn.ModuleList(members)

        def forward(self, x: Any, mask: Any) -> Any:
            return torch.stack([member(x, mask) for member in self.members]).mean(0)

        def states(self, x: Any, mask: Any) -> Any:
            states = [member.states(x, mask) for member in self.members]
            outputs = torch.stack([each.outputs for each in states]).mean(0)
            return replace(
                states[0], outputs=outputs, step_outputs=torch.stack([each.step_outputs for each in states]).mean(0)
            )

    return Mean

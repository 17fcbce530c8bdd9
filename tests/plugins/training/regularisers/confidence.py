"""Confidence penalty: the negative entropy of the predictions."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from robustgui.base.settings import setting
from robustgui.defences.base import Step
from robustgui.regularisers.base import REGULARISERS, Regulariser

if TYPE_CHECKING:
    from torch import Tensor


@REGULARISERS.register("confidence")
class ConfidencePenalty(Regulariser):
    """The negative entropy of the predicted distribution: favours predictions that are less sure."""

    title: ClassVar[str] = "Confidence penalty"
    source: ClassVar[str] = "Pereyra et al. 2017, arXiv:1701.06548"

    coefficient: float = setting(0.1, ge=0, title="Coefficient", help="Factor of the negative entropy.")

    def penalty(self, step: Step) -> Tensor:
        """See `Regulariser.penalty`."""
        logs = step.network.outputs(step.x, step.mask).log_softmax(-1)
        return self.coefficient * (logs.exp() * logs).sum(-1).mean()

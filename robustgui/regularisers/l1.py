"""L1 penalty: sum of the absolute weights."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from ..base.lazy import torch
from ..base.settings import setting
from ..defences.base import Step
from .base import REGULARISERS, Regulariser, iterate_weights

if TYPE_CHECKING:
    from torch import Tensor


@REGULARISERS.register("l1")
class L1Penalty(Regulariser):
    """The sum of the absolute weights, without biases: favours weights of zero."""

    title: ClassVar[str] = "L1 penalty"
    source: ClassVar[str] = "Tibshirani 1996, Regression shrinkage and selection via the lasso"

    coefficient: float = setting(
        1e-4, ge=0, title="Coefficient", help="Factor of the sum of absolute weights (without biases)."
    )

    def penalty(self, step: Step) -> Tensor:
        weights = iterate_weights(step.network.module)
        return self.coefficient * torch.stack([w.abs().sum() for w in weights]).sum()

"""L2 penalty: half the sum of squared weights."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from ..base.lazy import torch
from ..base.settings import setting
from ..defences.base import Step
from .base import REGULARISERS, Regulariser, iterate_weights

if TYPE_CHECKING:
    from torch import Tensor


@REGULARISERS.register("l2")
class L2Penalty(Regulariser):
    """Half the sum of the squared weights, without biases: favours small weights."""

    title: ClassVar[str] = "L2 penalty"
    source: ClassVar[str] = "Krogh and Hertz 1991, A simple weight decay can improve generalization"

    coefficient: float = setting(
        1e-4, ge=0, title="Coefficient", help="Factor of half the sum of squared weights (without biases)."
    )

    def penalty(self, step: Step) -> Tensor:
        return (
            self.coefficient / 2 * torch.stack([w.square().sum() for w in iterate_weights(step.network.module)]).sum()
        )

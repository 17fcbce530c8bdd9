"""The interface of every defence: the loss of one training step."""

from __future__ import annotations

from abc import abstractmethod
from typing import TYPE_CHECKING, ClassVar

from ..base.formula import Formula
from ..base.registry import Registry
from ..base.settings import Named
from .step import Step as Step
from .step import StepLoss as StepLoss

if TYPE_CHECKING:
    from torch import Tensor


class Defence(Named):
    """A training method. Holds settings only, never state."""

    source: ClassVar[str]

    @abstractmethod
    def loss(self, step: Step) -> StepLoss:
        """The loss of one step; the training loop adds penalties, calls backward and steps the optimiser."""

    def objective(self) -> Formula | None:
        """The training objective as a formula with the numbers of these settings; None: not shown."""
        return None


def attach_to_embedding(step: Step, x_adv: Tensor) -> Tensor:
    """Adversarial inputs that pass gradients on to the token embedding; values are returned unchanged.

    An attack on embeddings returns x_adv = embed(x) + delta; delta is held fixed, as in Miyato et al. (2017).
    """
    if step.x.is_floating_point() or not x_adv.is_floating_point():
        return x_adv
    embedded = step.network.embed(step.x, step.mask)  # (B, T, E)
    return embedded + (x_adv - embedded).detach()


DEFENCES: Registry[Defence] = Registry("defence", __package__ or "robustgui.defences")

"""The interface of every defence: settings, from which each training starts its own method."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, cast

from ..base.formula import Formula
from ..base.registry import Registry
from ..models.base import BUILDERS, CoreBuilder
from .method import Method as Method
from .method import TrainingContext as TrainingContext
from .optimiser import Optimiser as Optimiser
from .step import Step as Step
from .step import StepLoss as StepLoss

if TYPE_CHECKING:
    from torch import Tensor


class Defence(CoreBuilder):
    """A training method. Holds settings only, never state.

    `loss` is enough for a defence that differs from plain training in its loss alone. One that keeps state between
    steps, or changes batches, update or the final network, returns a subclass of `Method` from `start`. One that needs
    another architecture than that of the settings overrides `build`.
    """

    source: ClassVar[str]

    def start(self, run: TrainingContext) -> Method:
        """The method of one training."""
        return Method(self, run)

    def loss(self, step: Step) -> StepLoss:
        """The loss of one step; penalties are added by the training loop."""
        raise NotImplementedError(f"{type(self).__name__} has neither a loss nor a method of its own")

    def plain_share(self) -> float:
        """Share of the training steps that cost no more than plain training, for estimates of its duration."""
        return 0.0

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


DEFENCES = cast("Registry[Defence]", BUILDERS)  # files of networks name what built them by its key here

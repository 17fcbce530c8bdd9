"""The interface of every defence: settings, from which each training starts its own method."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar, cast

from ..base.formula import Formula
from ..base.registry import Registry
from ..data.batch_order import Indices, group_by_length
from ..models.base import BUILDERS, CoreBuilder
from .step import Optimiser as Optimiser
from .step import Step as Step
from .step import StepLoss as StepLoss

if TYPE_CHECKING:
    from torch import Tensor

    from ..base.errors import Sentence
    from ..data import SequenceSet
    from ..models.batch import Batch
    from ..models.network import Network


@dataclass(frozen=True)
class TrainingContext:
    """The training that a method is started for.

    Attributes:
        network: before the first step.
        train: the training data, N sequences.
        batch_size, epochs, steps_per_epoch: of the training.
        seed: of the run; `base.seeding` derives a seed for each purpose and step from it.
        take: sequences of `train` by their indices (B,), as tensors on the device of the network.
        stop: cancellation callback, see `Step.stop`.
    """

    network: Network
    train: SequenceSet
    batch_size: int
    epochs: int
    steps_per_epoch: int
    seed: int
    take: Callable[[Indices], Batch]
    stop: Callable[[], bool]


class Method:
    """A defence during one training. The base class trains on the loss of its defence.

    Everything random has to follow from the seed of the step, or from the seed of the run and the number of the epoch,
    and all state has to be in `state_dict`: then a resumed training repeats an uninterrupted one bit for bit.
    """

    def __init__(self, defence: Defence, run: TrainingContext) -> None:
        self.defence = defence
        self.run = run

    def batches(self, epoch: int) -> Sequence[Indices]:
        """The sequences of each step of `epoch`, which counts from 1: `steps_per_epoch` index arrays (B,).

        Their sizes may differ, and some may be empty. By default shuffled, sequences of similar length together.
        """
        return group_by_length(self.run.train.lengths, self.run.batch_size, self.run.seed, epoch)

    def loss(self, step: Step) -> StepLoss:
        """The loss of one step, without penalties."""
        return self.defence.loss(step)

    def update(self, step: Step, optimiser: Optimiser) -> None:
        """Update the weights. By default one step of the optimiser on the loss, none on an empty batch.

        Forward and backward passes may be many, and so may be steps of the optimiser; the last of them is reported. An
        error, or `Interrupted` inside of it, leaves weights, optimiser and state as they were before the step.
        """
        if len(step.y):
            optimiser.step(optimiser.backward(self.loss(step)))

    def finish(self, network: Network) -> Network:
        """The final network, such as one with averaged weights or a fitted detector; called after the last epoch."""
        return network

    def state_dict(self) -> dict[str, Any]:
        """The state between two steps: tensors, numbers, texts, None, and lists, tuples and dictionaries of them."""
        return {}

    def load_state_dict(self, state: dict[str, Any]) -> None:
        """Restore what `state_dict` gave, with tensors on the device of the network; raises `ValueError` if invalid."""


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

    def list_easier(self) -> tuple[tuple[Sentence, dict[str, Any]], ...]:
        """Changes of these settings with which networks train more easily: titles, and fields with new values."""
        return ()

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

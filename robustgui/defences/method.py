"""One run of a defence: its batches, its loss, its update of the weights, and the state that it keeps between steps."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ..data.batch_order import Indices, group_by_length
from .optimiser import Optimiser
from .step import Step, StepLoss

if TYPE_CHECKING:
    from ..data import SequenceSet
    from ..models.batch import Batch
    from ..models.network import Network
    from .base import Defence


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

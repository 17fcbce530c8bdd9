"""The training loop: each step is a pure function of weights, optimiser, state of the method, seed and step number."""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..attacks.run import mean_loss
from ..base.errors import Interrupted
from ..base.interrupts import no_cancel
from ..base.lazy import torch
from ..base.seeding import derive, seed_generators
from ..data.batch_order import Indices, choose_batch_size
from ..defences.base import Method, Optimiser, Step, TrainingContext
from ..models.network import Network
from ..regularisers.base import Regulariser, add_penalties
from .batches import Batches
from .events import StepDone
from .optimiser import build_optimiser, require_value, schedule_rate

if TYPE_CHECKING:
    from torch import Tensor

    from ..data import SequenceSet
    from ..defences import Defence
    from .settings import TrainingSettings


@dataclass(frozen=True)
class MixedPrecision(Network):
    """The same network, computing in bfloat16 while its module is in training mode.

    Attacks and measurements put the module into eval mode and so stay in full precision: an attack in half precision
    is weaker and overestimates robustness. bfloat16 has the range of float32, so no loss scaling is needed.
    """

    def outputs(self, x: Tensor, mask: Tensor) -> Tensor:
        """See `Network.outputs`; always float32."""
        with torch.autocast(x.device.type, torch.bfloat16, enabled=self.module.training):
            outputs: Tensor = self.module(x, mask)
        return outputs.float()

    @classmethod
    def of(cls, network: Network) -> MixedPrecision:
        """`network` in mixed precision, sharing its module."""
        return cls(**vars(network))


class Trainer:
    """Trains a network step by step.

    No random state lasts longer than a step: order, attacks and dropout are derived from the seed and the number of the
    step, so that a run that resumes from a checkpoint repeats an uninterrupted one on a CPU bit for bit.

    Attributes:
        network: the trained one; in training mode between steps.
        method: of the defence, with its state.
        optimiser: torch's, for the checkpoint.
        epochs: passes over the training data.
        step: training steps done.
        steps_per_epoch: one for each batch.
    """

    def __init__(
        self,
        network: Network,
        train: SequenceSet,
        settings: TrainingSettings,
        defence: Defence,
        regularisers: Sequence[Regulariser] = (),
        *,
        seed: int,
        mixed_precision: bool = False,
        stop: Callable[[], bool] = no_cancel,
    ) -> None:
        self.network = network
        self.settings = settings
        self.regularisers = regularisers
        self.epochs = require_value(settings.epochs)
        self.seed = seed
        self.stop = stop
        self.step = 0
        self.batches = Batches(train, network.space, network.device)
        batch_size = settings.batch_size or choose_batch_size(len(train))
        self.steps_per_epoch = -(-len(train) // batch_size)
        self.optimiser = build_optimiser(settings, network.module)
        self._learner = MixedPrecision.of(network) if mixed_precision else network
        self._order: tuple[int, Sequence[Indices]] = (0, ())  # epoch, its batches
        network.module.train()
        with seed_generators(derive(seed, "method"), network.device):
            self.method = defence.start(
                TrainingContext(
                    network=self._learner, train=train, batch_size=batch_size, epochs=self.epochs,
                    steps_per_epoch=self.steps_per_epoch, seed=seed, take=self.batches.take, stop=stop,
                )
            )  # fmt: skip

    @property
    def total_steps(self) -> int:
        """Training steps of the whole training."""
        return self.epochs * self.steps_per_epoch

    def train_step(self) -> StepDone:
        """Take the next step.

        Raises:
            Interrupted: `stop` returned True; weights, optimiser and method are as before the step.
            RunError: the loss or its gradient is not finite; weights, optimiser and method are as before the step.
        """
        if self.stop():
            raise Interrupted
        network, number = self._learner, self.step + 1
        epoch = self.step // self.steps_per_epoch + 1
        indices = self._batch(epoch, self.step % self.steps_per_epoch)
        x, y, mask = self.batches.take(indices)
        step = Step(
            network=network, x=x, y=y, mask=mask, loss=lambda outputs, y: mean_loss(network, outputs, y),
            indices=indices, number=number, epoch=epoch, epochs=self.epochs, done=self.step / self.total_steps,
            seed=derive(self.seed, "step", number), stop=self.stop,
        )  # fmt: skip
        optimiser = Optimiser(
            self.optimiser, step, lr=schedule_rate(self.settings, number, self.steps_per_epoch),
            clip=self.settings.clip, add_penalties=lambda loss: add_penalties(loss, step, self.regularisers),
        )  # fmt: skip
        with self._restore_on_error(), seed_generators(derive(self.seed, "dropout", number), network.device):
            self.method.update(step, optimiser)
        self.step = number
        return StepDone(
            number, epoch, optimiser.loss, optimiser.parts, optimiser.gradient_norm, optimiser.lr, optimiser.updates
        )

    def finish(self) -> Network:
        """The final network, see `Method.finish`; in training mode."""
        with seed_generators(derive(self.seed, "finish"), self.network.device):
            network = self.method.finish(self.network)
        network.module.train()
        return network

    def _batch(self, epoch: int, index: int) -> Indices:
        if self._order[0] != epoch:
            batches = self.method.batches(epoch)
            if len(batches) != self.steps_per_epoch:
                raise ValueError(f"an epoch of {self.steps_per_epoch} steps has {len(batches)} batches")
            self._order = (epoch, batches)
        return self._order[1][index]

    @contextmanager
    def _restore_on_error(self) -> Iterator[None]:
        """Restore weights, optimiser and method if a step fails that may have changed them already."""
        if type(self.method).update is Method.update and not self.method.state_dict():
            yield  # nothing changes before the last operation
            return
        module, optimiser = self.network.module, self.optimiser
        before = copy.deepcopy((module.state_dict(), optimiser.state_dict(), self.method.state_dict()))
        try:
            yield
        except BaseException:
            module.load_state_dict(before[0])
            optimiser.load_state_dict(before[1])
            self.method.load_state_dict(before[2])
            raise

"""The training loop: one optimiser step at a time, each a pure function of weights, optimiser, seed and step number."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import numpy as np

from ..attacks.run import mean_loss
from ..base.errors import Interrupted, RunError
from ..base.interrupts import no_cancel
from ..base.lazy import torch
from ..base.seeding import derive, seeded
from ..data.batch_order import Indices, choose_batch_size, group_by_length
from ..defences.base import Step
from .batches import Batches
from .events import StepDone
from .mixed_precision import MixedPrecision
from .optimiser import build_optimiser, require_value, schedule_rate
from .penalties import penalty

if TYPE_CHECKING:
    from torch import Tensor

    from ..data import SequenceSet
    from ..defences import Defence
    from ..models.network import Network
    from .settings import TrainingSettings


class Trainer:
    """Trains a network step by step.

    Nothing random outlives a step: order, attacks and dropout are derived from the seed and the step's number, so a
    run that goes on from a checkpoint repeats on a CPU bit for bit what it would have done without the break.

    Attributes:
        network: what learns; in training mode between steps.
        optimiser: torch's, for the checkpoint.
        epochs: passes over the training data.
        step: optimiser steps taken so far.
        steps_per_epoch: of which the last may be on a smaller batch.
    """

    def __init__(
        self,
        network: Network,
        train: SequenceSet,
        settings: TrainingSettings,
        defence: Defence,
        *,
        seed: int,
        mixed_precision: bool = False,
        stop: Callable[[], bool] = no_cancel,
    ) -> None:
        self.network = network
        self.settings = settings
        self.epochs = require_value(settings.epochs)
        self.defence = defence
        self.seed = seed
        self.stop = stop
        self.step = 0
        self.batches = Batches(train, network.space, network.device)
        self.batch_size = settings.batch_size or choose_batch_size(len(train))
        self.steps_per_epoch = -(-len(train) // self.batch_size)
        self.optimiser = build_optimiser(settings, network.module)
        self._learner = MixedPrecision.of(network) if mixed_precision else network
        self._order: tuple[int, list[Indices]] = (0, [])  # epoch, its batches
        network.module.train()

    @property
    def total_steps(self) -> int:
        """Optimiser steps of the whole training."""
        return self.epochs * self.steps_per_epoch

    def train_step(self) -> StepDone:
        """Take the next step.

        Raises:
            Interrupted: `stop` said so; weights and optimiser are as before the step.
            RunError: the loss is no finite number any more; weights and optimiser are as before the step.
        """
        if self.stop():
            raise Interrupted
        number = self.step + 1
        epoch = self.step // self.steps_per_epoch + 1
        x, y, mask = self.batches.take(self._batch(epoch, self.step % self.steps_per_epoch))
        network = self._learner
        module = network.module
        with seeded(derive(self.seed, "dropout", number), network.device):
            step_loss = self.defence.loss(
                Step(
                    network=network, x=x, y=y, mask=mask, loss=lambda outputs, y: mean_loss(network, outputs, y),
                    epoch=epoch, epochs=self.epochs, done=self.step / self.total_steps,
                    seed=derive(self.seed, "step", number), stop=self.stop,
                )
            )  # fmt: skip
        extra = penalty(module, self.settings.l1, self.settings.l2)
        total = step_loss.total if extra is None else step_loss.total + extra
        self.optimiser.zero_grad()
        total.backward()  # type: ignore[no-untyped-call]
        norm = torch.nn.utils.clip_grad_norm_(module.parameters(), self.settings.clip or torch.inf)
        names, values = [name for name, _ in step_loss.parts], [value for _, value in step_loss.parts]
        loss, gradient_norm, *parts = _to_numbers(total, norm, *values)
        rate = schedule_rate(self.settings, number, self.steps_per_epoch)
        if not (np.isfinite(loss) and np.isfinite(gradient_norm)):
            raise RunError(
                "Training diverged: at step {step} (epoch {epoch}) the loss is {loss} and its gradient {norm}. "
                "Lower the learning rate (now {lr}), or clip the gradient at a smaller norm (now {clip}; 0 is off).",
                step=number, epoch=epoch, loss=loss, norm=gradient_norm, lr=f"{rate:g}", clip=self.settings.clip,
            )  # fmt: skip
        for group in self.optimiser.param_groups:
            group["lr"] = rate
        self.optimiser.step()
        self.step = number
        return StepDone(
            step=number,
            epoch=epoch,
            loss=loss,
            parts=tuple(zip(names, parts, strict=True)),
            gradient_norm=gradient_norm,
            lr=rate,
        )

    def _batch(self, epoch: int, index: int) -> Indices:
        if self._order[0] != epoch:
            self._order = (epoch, group_by_length(self.batches.part.lengths, self.batch_size, self.seed, epoch))
        return self._order[1][index]


def _to_numbers(*values: Tensor) -> list[float]:
    """Scalars on a device as numbers, all in one transfer."""
    numbers: list[float] = torch.stack([value.detach().float() for value in values]).tolist()
    return numbers

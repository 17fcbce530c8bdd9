"""One training step as a defence sees it: the batch, the loss that the defence returns, the optimiser."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..base.errors import RunError
from ..base.former_names import ENTRIES
from ..base.lazy import torch
from ..models.gradient_descent import GradientDescent

if TYPE_CHECKING:
    from torch import Tensor
    from torch.optim import Optimizer

    from ..data.batch_order import Indices
    from ..models.network import Network


_FORMER = ENTRIES["StepLoss"]["parts"]


@dataclass(frozen=True)
class Step:
    """One training step.

    Attributes:
        network: in training mode.
        x, y, mask: the batch, see `models.batch.Batch`.
        loss: function from outputs and labels to the mean loss, ().
        indices: of the sequences in the training data, (B,).
        number: of the step in the training, from 1.
        epoch: from 1, of `epochs`.
        done: share of all steps that come before this one, in [0, 1).
        seed: of this step; all randomness of the defence is derived from it.
        stop: cancellation callback, called by long computations; when it returns True they raise `Interrupted`.
    """

    network: Network
    x: Tensor
    y: Tensor
    mask: Tensor
    loss: Callable[[Tensor, Tensor], Tensor]
    indices: Indices
    number: int
    epoch: int
    epochs: int
    done: float
    seed: int
    stop: Callable[[], bool]


class StepLoss:
    """The loss to minimise, and its parts for the curves: `StepLoss(total, clean=clean, adversarial=adversarial)`.

    Attributes:
        total: with its gradient, ().
        parts: (name, value ()) in the order in which they were given, detached, without their weights.
    """

    total: Tensor
    parts: tuple[tuple[str, Tensor], ...]

    def __init__(self, total: Tensor, *former: Tensor | None, **parts: Tensor | None) -> None:
        """
        Args:
            total: the loss to minimise, ().
            former: the parts "clean" and "adversarial" without their names.
            parts: of the loss, (), by name; None: left out.
        """
        by_name = dict(zip(("clean", "adversarial"), former, strict=False)) | parts
        self.total = total
        self.parts = tuple(
            (_FORMER.get(name, name), value.detach()) for name, value in by_name.items() if value is not None
        )

    def __getattr__(self, name: str) -> Tensor | None:
        """The part `name`."""
        parts = dict(self.parts)
        if name not in parts and name not in _FORMER:
            raise AttributeError(name)
        return parts.get(_FORMER.get(name, name))


class Optimiser:
    """Updates the weights in `Method.update`.

    Attributes:
        parameters: all trainable ones of the network.
        lr: learning rate of this step.
        updates: optimiser steps taken in this training step.
        loss, parts, gradient_norm: of the last of them; NaN and empty before.
    """

    def __init__(
        self, optimiser: Optimizer, step: Step, *, lr: float, clip: float, add_penalties: Callable[[StepLoss], StepLoss]
    ) -> None:
        """
        Args:
            optimiser: of the run.
            step: the training step.
            lr: learning rate of the step.
            clip: largest norm of the gradient; 0: not clipped.
            add_penalties: adds those of the regularisers, for the current weights, to a loss.
        """
        self._descent = GradientDescent(optimiser, clip)
        self.parameters = self._descent.parameters
        self.lr = lr
        self.updates = 0
        self.loss = self.gradient_norm = math.nan
        self.parts: tuple[tuple[str, float], ...] = ()
        self._step = step
        self._clip = clip
        self._add_penalties = add_penalties

    def backward(self, loss: StepLoss) -> StepLoss:
        """Compute the gradient of the loss with penalties and replace the former one; returns that loss."""
        loss = self._add_penalties(loss)
        self._descent.backward(loss.total)
        return loss

    def step(self, loss: StepLoss, *, clip: bool = True) -> None:
        """Clip the gradient in `grad` of the parameters and take one step of the optimiser.

        Args:
            loss: for the report.
            clip: whether to clip as the settings of the run say.

        Raises:
            RunError: loss or gradient are not finite; then weights and optimiser are unchanged.
        """
        norm = self._descent.clip_gradient(clip=clip)
        names, values = [name for name, _ in loss.parts], [value for _, value in loss.parts]
        self.loss, self.gradient_norm, *parts = _to_numbers(loss.total, norm, *values)
        self.parts = tuple(zip(names, parts, strict=True))
        if not (math.isfinite(self.loss) and math.isfinite(self.gradient_norm)):
            raise RunError(
                "Training diverged: at step {step} (epoch {epoch}) the loss is {loss} and its gradient {norm}. "
                "Lower the learning rate (now {lr}), or clip the gradient at a smaller norm (now {clip}; 0 is off).",
                step=self._step.number, epoch=self._step.epoch, loss=self.loss, norm=self.gradient_norm,
                lr=f"{self.lr:g}", clip=self._clip,
            )  # fmt: skip
        self._descent.step(self.lr)
        self.updates += 1


def _to_numbers(*values: Tensor) -> list[float]:
    """Scalars on a device as numbers, all in one transfer."""
    numbers: list[float] = torch.stack([value.detach().float() for value in values]).tolist()
    return numbers

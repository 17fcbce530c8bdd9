"""The rule that turns gradients into steps, and how its rate changes; the rate is a pure function of the step."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from ..base.lazy import torch
from .settings import TrainingSettings

if TYPE_CHECKING:
    from torch.nn import Module
    from torch.optim import Optimizer


def build_optimiser(settings: TrainingSettings, module: Module) -> Optimizer:
    """A fresh optimiser for all weights of `module`; penalties are part of the loss, so it decays nothing."""
    if settings.optimiser == "sgd":
        return torch.optim.SGD(module.parameters(), lr=settings.lr, momentum=settings.momentum)
    return torch.optim.Adam(module.parameters(), lr=settings.lr)


def learning_rate(settings: TrainingSettings, step: int, steps_per_epoch: int) -> float:
    """The rate of step number `step`, counted from 1.

    "cosine" and "linear" fall from `lr` at the first step towards zero behind the last; "step" multiplies by
    `drop_factor` after every `drop_every` epochs.
    """
    done = (step - 1) / (settings.epochs * steps_per_epoch)  # share of the training, in [0, 1)
    match settings.schedule:
        case "constant":
            return settings.lr
        case "cosine":
            return settings.lr * 0.5 * (1 + math.cos(math.pi * done))
        case "linear":
            return settings.lr * (1 - done)
        case "step":
            epochs_done = (step - 1) // steps_per_epoch
            return settings.lr * settings.drop_factor ** (epochs_done // settings.drop_every)

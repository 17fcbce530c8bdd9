"""The optimiser and the learning rate schedule, a pure function of the step."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, TypeVar

from ..base.lazy import torch
from .settings import TrainingSettings

if TYPE_CHECKING:
    from torch.nn import Module
    from torch.optim import Optimizer

T = TypeVar("T")


def build_optimiser(settings: TrainingSettings, module: Module) -> Optimizer:
    """A new optimiser of all weights of `module`, without weight decay: penalties are part of the loss."""
    lr = require_value(settings.lr)
    if settings.optimiser == "sgd":
        return torch.optim.SGD(module.parameters(), lr=lr, momentum=settings.momentum)
    return torch.optim.Adam(module.parameters(), lr=lr)


def schedule_rate(settings: TrainingSettings, step: int, steps_per_epoch: int) -> float:
    """The learning rate of step number `step`, counted from 1.

    It rises linearly over the first `lr_warmup` of all steps. "cosine" and "linear" then decay from `lr` towards zero
    after the last step; "step" multiplies by `drop_factor` after every `drop_every` epochs.
    """
    lr, total = require_value(settings.lr), require_value(settings.epochs) * steps_per_epoch
    warmup = round(settings.lr_warmup * total)
    if step <= warmup:
        return lr * step / (warmup + 1)
    done = (step - 1 - warmup) / (total - warmup)  # share of what follows the warm-up, in [0, 1)
    match settings.schedule:
        case "constant":
            return lr
        case "cosine":
            return lr * 0.5 * (1 + math.cos(math.pi * done))
        case "linear":
            return lr * (1 - done)
        case "step":
            epochs_done = (step - 1) // steps_per_epoch
            return lr * settings.drop_factor ** (epochs_done // settings.drop_every)


def require_value(value: T | None) -> T:
    """`value` of a setting that the training loop needs; raises `ValueError` if it is still automatic."""
    if value is None:
        raise ValueError("automatic settings are given values by runs.automatic before a training begins")
    return value

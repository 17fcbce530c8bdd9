"""Mean 0 and deviation 1, with statistics of the training data or of each sequence."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import torch
from torch import Tensor

from .front_module import FrontModule

_DIGITS = 1e-6  # a deviation below this share of the mean is rounding
_LEAST = 1e-4  # of the deviation over the training data: a sequence that varies less counts as constant


class FeatureNorm(FrontModule):
    """(x - mean) / std with the statistics of each feature over the training data."""

    mean: Tensor
    std: Tensor

    def __init__(self, features: int) -> None:
        super().__init__()
        self.features = features
        self.register_buffer("mean", torch.zeros(features))
        self.register_buffer("std", torch.ones(features))

    def forward(self, x: Tensor, mask: Tensor) -> tuple[Tensor, Tensor]:
        return ((x - self.mean) / self.std).masked_fill(~mask[:, :, None], 0.0), mask

    def fit(self, batches: Callable[[], Iterable[tuple[Tensor, Tensor]]]) -> None:
        """See `FrontModule.fit`; a constant feature is only shifted."""
        mean, std = moments(batches, self.features)
        self.mean.copy_(mean)
        self.std.copy_(torch.where(std > _DIGITS * mean.abs(), std, 1.0))


class SequenceNorm(FrontModule):
    """(x - mean) / std with the statistics of each feature over the valid steps of the sequence itself."""

    least: Tensor

    def __init__(self, features: int) -> None:
        super().__init__()
        self.features = features
        self.register_buffer("least", torch.full((features,), 1e-6))

    def forward(self, x: Tensor, mask: Tensor) -> tuple[Tensor, Tensor]:
        valid = mask[:, :, None]
        count = mask.sum(1)[:, None, None]  # (B, 1, 1)
        mean = x.masked_fill(~valid, 0.0).sum(1, keepdim=True) / count  # (B, 1, F)
        centred = (x - mean).masked_fill(~valid, 0.0)
        std = (centred.square().sum(1, keepdim=True) / count + self.least.square()).sqrt()  # (B, 1, F)
        return centred / std, mask

    def fit(self, batches: Callable[[], Iterable[tuple[Tensor, Tensor]]]) -> None:
        """Learn how small a deviation is none, in the unit of what comes in."""
        mean, std = moments(batches, self.features)
        self.least.copy_(_LEAST * torch.where(std > _DIGITS * mean.abs(), std, 1.0))


def moments(batches: Callable[[], Iterable[tuple[Tensor, Tensor]]], features: int) -> tuple[Tensor, Tensor]:
    """Mean and deviation of each feature over all valid steps, (F,), in float64.

    Two passes, so that a large mean costs no digits; on the processor, because Apple's GPUs have no double precision.
    """
    total, count = torch.zeros(features, dtype=torch.float64), 0
    for x, mask in batches():
        valid = x[mask].cpu().double()  # (S, F)
        total, count = total + valid.sum(0), count + len(valid)
    mean = total / max(count, 1)
    squares = torch.zeros_like(mean)
    for x, mask in batches():
        squares = squares + (x[mask].cpu().double() - mean).square().sum(0)
    return mean, (squares / max(count, 1)).sqrt()

"""Mean 0 and deviation 1, with statistics of the training data or of each sequence."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import torch
from torch import Tensor

from .front_module import FrontModule

_LEAST = 1e-6  # a deviation below it is none


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
        """See `FrontModule`."""
        return ((x - self.mean) / self.std).masked_fill(~mask[:, :, None], 0.0), mask

    def fit(self, batches: Callable[[], Iterable[tuple[Tensor, Tensor]]]) -> None:
        """In float64 and two passes, so that a large mean costs no digits."""
        total, count = torch.zeros(self.features, dtype=torch.float64), 0
        for x, mask in batches():
            valid = x[mask].double().cpu()  # (S, F)
            total, count = total + valid.sum(0), count + len(valid)
        mean = total / max(count, 1)
        squares = torch.zeros_like(mean)
        for x, mask in batches():
            squares = squares + (x[mask].double().cpu() - mean).square().sum(0)
        std = (squares / max(count, 1)).sqrt()
        self.mean.copy_(mean)
        self.std.copy_(torch.where(std > _LEAST, std, 1.0))


class SequenceNorm(FrontModule):
    """(x - mean) / std with the statistics of each feature over the valid steps of the sequence itself."""

    def __init__(self, features: int) -> None:
        super().__init__()
        self.features = features

    def forward(self, x: Tensor, mask: Tensor) -> tuple[Tensor, Tensor]:
        """See `FrontModule`."""
        valid = mask[:, :, None]
        count = mask.sum(1)[:, None, None]  # (B, 1, 1)
        mean = x.masked_fill(~valid, 0.0).sum(1, keepdim=True) / count  # (B, 1, F)
        centred = (x - mean).masked_fill(~valid, 0.0)
        std = (centred.square().sum(1, keepdim=True) / count + _LEAST**2).sqrt()  # (B, 1, F)
        return centred / std, mask

"""A network that reads sequences, read from pictures in [0, 1] as libraries for images make them."""

from __future__ import annotations

import math
from collections.abc import Callable

import torch
from torch import Tensor, nn

from ...base.errors import Interrupted


class Picture(nn.Module):
    """Logits (n, K) of pictures (n, 1, S, S): steps and features row by row, in one range for all features.

    Pixels that are left over change nothing. What lies beyond the bounds is read as the bound; so a value that is
    closed, whose bounds are equal, is read as it is in the clean sequence whatever was done to its pixel.
    """

    def __init__(
        self,
        module: nn.Module,
        weight: Tensor,
        low: Tensor,
        high: Tensor,
        *,
        span: tuple[Tensor, Tensor],
        stop: Callable[[], bool],
    ) -> None:
        """
        Args:
            module: maps values (n, T, F) in network units and a mask (n, T) to logits.
            weight: from network units to those of the pictures before they are scaled, (1, 1, F).
            low, high: bounds in these units, (T, F).
            span: (1, 1, F) what pixel 0 is, and () what a difference of 1 is.
            stop: asked at every question.
        """
        super().__init__()
        self.module = module
        self.weight, self.low, self.high = weight, low, high
        self.origin, self.scale = span
        self._stop = stop
        self.count = low.numel()
        self.side = math.ceil(math.sqrt(self.count))

    def forward(self, z: Tensor) -> Tensor:
        """Logits (n, K) of pictures (n, 1, S, S).

        Raises:
            Interrupted: `stop` said so.
        """
        if self._stop():
            raise Interrupted
        v = self.unfolded(z) * self.scale + self.origin  # (n, T, F)
        x = v.clamp(self.low, self.high) / self.weight
        mask = torch.ones(x.shape[:2], dtype=torch.bool, device=x.device)
        outputs: Tensor = self.module(x, mask)
        return outputs

    def folded(self, x: Tensor) -> Tensor:
        """Values (n, T, F) in network units as pictures (n, 1, S, S)."""
        z = (x * self.weight - self.origin) / self.scale
        flat = nn.functional.pad(z.flatten(1), (0, self.side**2 - self.count), value=0.5)  # (n, S S)
        return flat.view(len(x), 1, self.side, self.side)

    def unfolded(self, z: Tensor) -> Tensor:
        """Pictures (n, 1, S, S) as values (n, T, F), still in [0, 1]."""
        flat = z.flatten(1)[:, : self.count]  # (n, T F)
        return flat.view(len(z), *self.low.shape)

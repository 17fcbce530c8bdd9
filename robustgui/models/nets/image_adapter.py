"""Lets libraries for images attack a network on sequences: inputs are images with values in [0, 1]."""

from __future__ import annotations

import math
from collections.abc import Callable

import torch
from torch import Tensor, nn

from ...base.errors import Interrupted


class ImageAdapter(nn.Module):
    """Logits (n, K) of images (n, 1, S, S) that hold steps and features row by row, scaled to one range.

    Unused pixels have no effect. Values are clamped to the bounds; a closed value, with equal bounds, keeps that of the
    clean sequence whatever its pixel is.
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
            weight: from network units to those of the images before scaling, (1, 1, F).
            low, high: bounds in these units, (T, F).
            span: the value of a pixel of 0, (1, 1, F), and that of a difference of 1, ().
            stop: polled at every query.
        """
        super().__init__()
        self.module = module
        self.weight, self.low, self.high = weight, low, high
        self.origin, self.scale = span
        self._stop = stop
        self.count = low.numel()
        self.side = math.ceil(math.sqrt(self.count))

    def forward(self, z: Tensor) -> Tensor:
        """Logits (n, K) of images (n, 1, S, S).

        Raises:
            Interrupted: `stop` returned True.
        """
        if self._stop():
            raise Interrupted
        v = self.to_sequences(z) * self.scale + self.origin  # (n, T, F)
        x = v.clamp(self.low, self.high) / self.weight
        mask = torch.ones(x.shape[:2], dtype=torch.bool, device=x.device)
        outputs: Tensor = self.module(x, mask)
        return outputs

    def to_images(self, x: Tensor) -> Tensor:
        """Values (n, T, F) in network units as images (n, 1, S, S)."""
        z = (x * self.weight - self.origin) / self.scale
        flat = nn.functional.pad(z.flatten(1), (0, self.side**2 - self.count), value=0.5)  # (n, S S)
        return flat.view(len(x), 1, self.side, self.side)

    def to_sequences(self, z: Tensor) -> Tensor:
        """Images (n, 1, S, S) as values (n, T, F), still in [0, 1]."""
        flat = z.flatten(1)[:, : self.count]  # (n, T F)
        return flat.view(len(z), *self.low.shape)

"""The stack of an imported network: its ways of reading out, and linear layers in a row behind it."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from torch import Tensor, nn

from .stack import RecurrentStack

if TYPE_CHECKING:
    from ..foreign import Foreign, HeadActivation

_ACTIVATIONS: dict[str, type[nn.Module]] = {
    "relu": nn.ReLU,
    "tanh": nn.Tanh,
    "gelu": nn.GELU,
    "elu": nn.ELU,
    "leaky_relu": nn.LeakyReLU,
    "sigmoid": nn.Sigmoid,
    "none": nn.Identity,
}


class ForeignStack(RecurrentStack):
    """See `models.foreign.Foreign`."""

    def __init__(self, settings: Foreign, features: int, outputs: int, every_step: bool = False) -> None:
        super().__init__(settings, features, outputs, every_step)
        self.joining = settings.joining if settings.bidirectional else "both"
        self.head = linear_layers((settings.read_width, *settings.head, outputs), settings.head_activation)

    def _pool(self, pooling: str, h: Tensor, mask: Tensor) -> Tensor:
        """See `RecurrentStack._pool`, (B, T, H) -> (B, R)."""
        if pooling != "position":
            return self._joined(super()._pool(pooling, h, mask))
        last = (mask.sum(1) - 1)[:, None, None].expand(-1, 1, h.shape[2])
        return self._joined(h.gather(1, last)[:, 0])  # (B, 1, H) -> (B, R)

    def _pool_each(self, pooling: str, h: Tensor, mask: Tensor) -> Tensor:
        """See `RecurrentStack._pool_each`, (B, T, H) -> (B, T, R)."""
        return self._joined(h if pooling == "position" else super()._pool_each(pooling, h, mask))

    def _joined(self, h: Tensor) -> Tensor:
        """What the head reads of both directions, (..., 2H) -> (..., R)."""
        ahead, back = h[..., : self.hidden_size], h[..., self.hidden_size :]
        match self.joining:
            case "sum":
                return ahead + back
            case "mean":
                return (ahead + back) / 2
            case "forwards":
                return ahead
            case "backwards":
                return back
            case _:
                return h


def linear_layers(widths: tuple[int, ...], activation: HeadActivation) -> nn.Module:
    """One linear layer from each width to the next, with `activation` between them."""
    layers: list[nn.Module] = []
    for inputs, outputs in pairwise(widths):
        layers += [nn.Linear(inputs, outputs), _ACTIVATIONS[activation]()]
    layers.pop()
    return layers[0] if len(layers) == 1 else nn.Sequential(*layers)

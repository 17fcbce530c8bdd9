"""The stack of an imported network: its readouts, and a head of several linear layers."""

from __future__ import annotations

from collections import OrderedDict
from itertools import pairwise
from typing import TYPE_CHECKING

from torch import Tensor, nn

from ..cells import ACTIVATIONS
from .stack import RecurrentStack

if TYPE_CHECKING:
    from ..cells import ActivationName
    from ..imported import ImportedRecurrent


class ImportedStack(RecurrentStack):
    """See `models.imported.ImportedRecurrent`."""

    def __init__(self, settings: ImportedRecurrent, features: int, outputs: int, every_step: bool = False) -> None:
        super().__init__(settings, features, outputs, every_step)
        self.joining = settings.joining if settings.bidirectional else "both"
        widths = (settings.state_width if every_step else settings.read_width, *settings.head, outputs)
        self.head = linear_layers(widths, settings.head_activation, settings.layer_norms)

    def _pool(self, pooling: str, h: Tensor, mask: Tensor) -> Tensor:
        """See `RecurrentStack._pool`, (B, T, H) -> (B, R)."""
        if pooling != "position":
            return self._join_directions(super()._pool(pooling, h, mask))
        last = (mask.sum(1) - 1)[:, None, None].expand(-1, 1, h.shape[2])
        return self._join_directions(h.gather(1, last)[:, 0])  # (B, 1, H) -> (B, R)

    def _pool_each(self, pooling: str, h: Tensor, mask: Tensor) -> Tensor:
        """See `RecurrentStack._pool_each`, (B, T, H) -> (B, T, R)."""
        return self._join_directions(h if pooling == "position" else super()._pool_each(pooling, h, mask))

    def _join_directions(self, h: Tensor) -> Tensor:
        """Combine the two directions for the head, (..., 2H) -> (..., R)."""
        forward, backward = h[..., : self.hidden_size], h[..., self.hidden_size :]
        match self.joining:
            case "sum":
                return forward + backward
            case "mean":
                return (forward + backward) / 2
            case "forwards":
                return forward
            case "backwards":
                return backward
            case _:
                return h


def linear_layers(widths: tuple[int, ...], activation: ActivationName, layer_norms: tuple[int, ...] = ()) -> nn.Module:
    """One linear layer from each width to the next, with `activation` between them.

    Layer normalisation precedes the first linear layer for 0, and follows the k-th, before its activation, for k.
    Linear layers are named "0", "2", ..., normalisations "norm0", "norm1", ...; a linear layer alone is no sequence.
    """
    last = len(widths) - 2
    layers: dict[str, nn.Module] = {"norm0": nn.LayerNorm(widths[0])} if 0 in layer_norms else {}
    for place, (inputs, outputs) in enumerate(pairwise(widths)):
        layers[str(2 * place)] = nn.Linear(inputs, outputs)
        if place < last:
            if place + 1 in layer_norms:
                layers[f"norm{place + 1}"] = nn.LayerNorm(outputs)
            layers[str(2 * place + 1)] = getattr(nn, ACTIVATIONS[activation].module)()
    return layers["0"] if len(layers) == 1 else nn.Sequential(OrderedDict(layers))

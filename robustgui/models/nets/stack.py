"""Recurrent layers on top of one another with their own dropout between them, and a linear readout."""

from __future__ import annotations

from collections import OrderedDict
from itertools import pairwise
from typing import TYPE_CHECKING

import torch
from torch import Tensor, nn

from ..cells import ACTIVATIONS, CELLS, poolings
from .interface import Capabilities, SequenceModule, States
from .layer import RecurrentLayer, initialise_orthogonal

if TYPE_CHECKING:
    from ..cells import ActivationName
    from ..imported import ImportedRecurrent
    from ..recurrent import Recurrent


class RecurrentStack(SequenceModule):
    """Single-layer modules rather than one multi-layer `nn.LSTM`: every layer's states are there for inspection, and
    dropout is a module of its own that eval mode really switches off."""

    def __init__(self, settings: Recurrent, features: int, outputs: int, every_step: bool = False) -> None:
        super().__init__()
        sizes = settings.sizes()
        widths = [size * (2 if settings.bidirectional else 1) for size in sizes]
        self.layers = nn.ModuleList(
            RecurrentLayer(settings.cell, inputs, size, settings.bidirectional, settings.nonlinearity())
            for inputs, size in zip([features, *widths], sizes, strict=False)
        )
        if settings.initialisation == "orthogonal":
            for layer in self.layers:
                for cell in (layer.forwards, layer.backwards):
                    if isinstance(cell, nn.RNNBase):
                        initialise_orthogonal(cell)
        self.dropout = nn.Dropout(settings.dropout)
        self.head: nn.Module = nn.Linear(settings.state_width if every_step else settings.read_width, outputs)
        self.poolings = poolings(settings.readout)
        self.every_step = every_step
        self.hidden_size = sizes[-1]
        self.state_sizes = tuple(widths)
        self.has_cells = CELLS[settings.cell].has_cell_state

    @property
    def capabilities(self) -> Capabilities:
        return Capabilities(self.state_sizes, has_cell_states=self.has_cells)

    def plain_weights(self) -> dict[str, Tensor]:
        uneven = len(set(self.state_sizes)) > 1
        weights: dict[str, Tensor] = {}
        for number, layer in enumerate(self.layers):
            for side, end in (("forwards", ""), ("backwards", "_reverse")):
                cell = getattr(layer, side)
                for name, value in () if cell is None else cell.named_parameters():
                    where = f"rnn.{number}.{name}" if uneven else f"rnn.{name.removesuffix('_l0')}_l{number}"
                    weights[where + end] = value.detach()
        return weights | {f"head.{name}": value.detach() for name, value in self.head.state_dict().items()}

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        for layer in self.layers:
            x = self.dropout(layer(x, mask))  # (B, T, H)
        outputs: Tensor = self.head(x if self.every_step else self._read(x, mask))
        return outputs

    def states(self, x: Tensor, mask: Tensor) -> States:
        hidden, cells = [], []
        for layer in self.layers:
            if self.has_cells:
                assert isinstance(layer, RecurrentLayer)
                cells.append(layer.cells(x, mask))
            x = layer(x, mask)  # (B, T, H)
            hidden.append(x)
            x = self.dropout(x)
        return States(
            outputs=self.head(x if self.every_step else self._read(x, mask)),
            hidden=stack_states(hidden),  # (L, B, T, H)
            cells=stack_states(cells) if cells else None,  # (L, B, T, H)
            step_outputs=self.head(x if self.every_step else self._read_each(x, mask)),  # (B, T, K)
        )

    def _read(self, h: Tensor, mask: Tensor) -> Tensor:
        """The readout, P poolings concatenated, (B, T, H) -> (B, P H)."""
        return torch.cat([self._pool(pooling, h, mask) for pooling in self.poolings], dim=1)

    def _read_each(self, h: Tensor, mask: Tensor) -> Tensor:
        """The readout as if each sequence ended at each step, (B, T, H) -> (B, T, P H)."""
        return torch.cat([self._pool_each(pooling, h, mask) for pooling in self.poolings], dim=2)

    def _pool(self, pooling: str, h: Tensor, mask: Tensor) -> Tensor:
        """(B, T, H) -> (B, H)."""
        match pooling:
            case "last":
                return self._last(h, mask)
            case "mean":
                return h.sum(1) / mask.sum(1, keepdim=True)
            case "max":
                return h.masked_fill(~mask[:, :, None], -torch.inf).amax(1)
            case _:
                raise ValueError(f"there is no pooling {pooling!r}")

    def _last(self, h: Tensor, mask: Tensor) -> Tensor:
        """The state of each direction after its last step: for the backward one that is step 0. (B, T, H) -> (B, H)."""
        last = (mask.sum(1) - 1)[:, None, None].expand(-1, 1, h.shape[2])
        end = h.gather(1, last)[:, 0]  # (B, 1, H) -> (B, H)
        if h.shape[2] == self.hidden_size:
            return end
        return torch.cat([end[:, : self.hidden_size], h[:, 0, self.hidden_size :]], dim=1)  # (B, 2H)

    def _pool_each(self, pooling: str, h: Tensor, mask: Tensor) -> Tensor:
        """The pooling over the steps up to each one, (B, T, H) -> (B, T, H)."""
        match pooling:
            case "last":
                if h.shape[2] == self.hidden_size:
                    return h
                first = h[:, :1, self.hidden_size :].expand(-1, h.shape[1], -1)
                return torch.cat([h[:, :, : self.hidden_size], first], dim=2)  # (B, T, 2H)
            case "mean":
                steps = torch.arange(1, h.shape[1] + 1, device=h.device, dtype=h.dtype)
                return h.cumsum(1) / steps[:, None].minimum(mask.sum(1).to(h.dtype)[:, None, None])
            case "max":
                return h.masked_fill(~mask[:, :, None], -torch.inf).cummax(1).values
            case _:
                raise ValueError(f"there is no pooling {pooling!r}")


def stack_states(states: list[Tensor]) -> Tensor:
    """The states of all layers, L times (B, T, H_l) -> (L, B, T, H); narrow layers are filled up with zeros."""
    widest = max(layer.shape[2] for layer in states)
    return torch.stack([nn.functional.pad(layer, (0, widest - layer.shape[2])) for layer in states])


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

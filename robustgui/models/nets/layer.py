"""One recurrent layer in one or two directions, on padded batches without packing, and its initial weights."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import torch
from torch import Tensor, nn

from ..cells import CELLS

if TYPE_CHECKING:
    from torch import Tensor


class RecurrentLayer(nn.Module):
    """Wraps single-layer torch cells.

    The cells hold no dropout and stay in training mode for good, because cuDNN refuses a backward pass in eval mode.
    Packing is avoided (5 to 100 times slower on long sequences): a forward direction never sees padding before a valid
    step, and the backward direction runs on each sequence's valid part flipped in place.
    """

    def __init__(self, cell: str, features: int, hidden: int, bidirectional: bool, nonlinearity: str | None) -> None:
        super().__init__()
        options: dict[str, Any] = {"batch_first": True}
        if nonlinearity is not None:
            options["nonlinearity"] = nonlinearity
        self.forwards = getattr(nn, cell)(features, hidden, **options)
        self.backwards = getattr(nn, cell)(features, hidden, **options) if bidirectional else None
        self.train()

    def train(self, mode: bool = True) -> RecurrentLayer:
        """Always stays in training mode: see the class."""
        super().train(True)
        return self

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        """Hidden states (B, T, H) or (B, T, 2H), zero on padding, for `x` (B, T, F) and `mask` (B, T)."""
        return self._both(x, mask, _hidden_states)

    def cells(self, x: Tensor, mask: Tensor) -> Tensor:
        """Cell states of an LSTM at every step, (B, T, H) or (B, T, 2H): the fused kernel returns only the last.

        All gates follow from x and the hidden states that the fused kernel gave, so only c itself is accumulated.
        """
        return self._both(x, mask, _cell_states)

    def _both(self, x: Tensor, mask: Tensor, run: Callable[[Any, Tensor], Tensor]) -> Tensor:
        states = run(self.forwards, x)
        if self.backwards is not None:
            order = flip_valid(mask)
            back = run(self.backwards, gather_steps(x, order))
            states = torch.cat([states, gather_steps(back, order)], dim=2)  # (B, T, 2H)
        return states.masked_fill(~mask[:, :, None], 0.0)  # (B, T, H); no product, which would turn inf into NaN


def flip_valid(mask: Tensor) -> Tensor:
    """Indices that reverse the valid part of each sequence and leave padding where it is, (B, T)."""
    steps = torch.arange(mask.shape[1], device=mask.device)
    last = mask.sum(1, keepdim=True) - 1
    return torch.where(mask, last - steps, steps)


def gather_steps(x: Tensor, order: Tensor) -> Tensor:
    """`x` (B, T, F) with its steps in the order `order` (B, T)."""
    return x.gather(1, order[:, :, None].expand_as(x))


def _hidden_states(cell: nn.RNNBase, x: Tensor) -> Tensor:
    """h_t of the fused kernel, (B, T, F) -> (B, T, H)."""
    hidden: Tensor = cell(x)[0]
    return hidden


def _cell_states(cell: Any, x: Tensor) -> Tensor:
    """c_t = f c_(t-1) + i g, with gates from x_t and the fused kernel's own h_(t-1); (B, T, F) -> (B, T, H)."""
    hidden = _hidden_states(cell, x)
    previous = torch.cat([torch.zeros_like(hidden[:, :1]), hidden[:, :-1]], dim=1)
    gates = x @ cell.weight_ih_l0.T + cell.bias_ih_l0 + previous @ cell.weight_hh_l0.T + cell.bias_hh_l0  # (B, T, 4H)
    into, forget, new, _ = gates.chunk(4, dim=2)
    into, forget, new = into.sigmoid(), forget.sigmoid(), new.tanh()
    c = torch.zeros_like(hidden[:, 0])
    steps = []
    for t in range(x.shape[1]):
        c = forget[:, t] * c + into[:, t] * new[:, t]
        steps.append(c)
    return torch.stack(steps, dim=1)  # (B, T, H)


def initialise_orthogonal(cell: nn.RNNBase) -> None:
    """Recurrent weights orthogonal gate by gate, input weights Glorot-uniform, biases 0; an LSTM remembers at first.

    Orthogonal maps neither shrink nor stretch what is carried from step to step (Saxe et al. 2014, arXiv:1312.6120);
    a forget gate with bias 1 lets gradients through from the start (Gers et al. 2000, Jozefowicz et al. 2015). The
    uniform weights that torch begins with leave many small datasets unlearned.
    """
    for name, weights in cell.named_parameters():
        if name.startswith("weight_hh"):
            for gate in torch.split(weights.data, cell.hidden_size):
                nn.init.orthogonal_(gate)
        elif name.startswith("weight_ih"):
            nn.init.xavier_uniform_(weights)
        else:
            nn.init.zeros_(weights)
            kind = CELLS[type(cell).__name__]
            if kind.open_gate and name.startswith("bias_ih"):
                _gate(weights.data, cell.hidden_size, kind.gates.index(kind.open_gate)).fill_(1.0)


def _gate(biases: Tensor, hidden: int, number: int) -> Tensor:
    """The part of `biases` (G H,) that belongs to one gate, (H,); a view."""
    return biases[number * hidden : (number + 1) * hidden]

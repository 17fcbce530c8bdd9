"""The weights of recurrent layers before the first step."""

from __future__ import annotations

from typing import TYPE_CHECKING

import torch
from torch import nn

from ..cells import CELLS

if TYPE_CHECKING:
    from torch import Tensor


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

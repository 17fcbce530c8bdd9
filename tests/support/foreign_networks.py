"""Networks as other people write them: plain torch modules with names and readouts of their own."""

from __future__ import annotations

from itertools import pairwise

import torch
from torch import Tensor, nn


class Classifier(nn.Module):
    """A multi-layer module of torch and linear layers behind it."""

    def __init__(
        self, cell: str = "LSTM", layers: int = 1, *, both: bool = False, readout: str = "position", features: int = 3,
        hidden: int = 6, outputs: int = 4, bias: bool = True, between: tuple[int, ...] = (), **options: object,
    ) -> None:  # fmt: skip
        super().__init__()
        self.rnn = getattr(nn, cell)(
            features, hidden, layers, batch_first=True, bidirectional=both, bias=bias, **options
        )  # fmt: skip
        width = hidden * (2 if both else 1) * (3 if readout == "concat" else 1)
        widths = (width, *between)
        self.hidden = nn.ModuleList(nn.Linear(n, k) for n, k in pairwise(widths))
        self.out = nn.Linear(widths[-1], outputs)
        self.readout = readout

    def forward(self, x: Tensor) -> Tensor:
        """(B, T, F) -> (B, K)."""
        states, last = self.rnn(x)
        ends = last[0] if isinstance(last, tuple) else last  # (L or 2L, B, H)
        match self.readout:
            case "position":
                read = states[:, -1]
            case "mean":
                read = states.mean(1)
            case "max":
                read = states.amax(1)
            case "concat":
                read = torch.cat([self._end(ends), states.amax(1), states.mean(1)], 1)
            case _:
                read = self._end(ends)
        for layer in self.hidden:
            read = torch.relu(layer(read))
        return self.out(read)

    def _end(self, ends: Tensor) -> Tensor:
        return torch.cat([*ends[-2:]], 1) if self.rnn.bidirectional else ends[-1]


def seeded(module: type[nn.Module], *arguments: object, seed: int = 0, **options: object) -> nn.Module:
    """A module with weights that `seed` decides, in eval mode."""
    with torch.random.fork_rng():
        torch.manual_seed(seed)
        return module(*arguments, **options).eval()

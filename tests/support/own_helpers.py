"""A helper file of a user, beside the notebook."""

from __future__ import annotations

import torch
from torch import Tensor, nn

LIMIT = 4.0


class Recurrent(nn.Module):
    def __init__(self, n_features: int, n_classes: int) -> None:
        super().__init__()
        self.gru, self.out = nn.GRU(n_features, 4, batch_first=True), nn.Linear(4, n_classes)

    def forward(self, x: Tensor) -> Tensor:
        return self.out(self.gru(x)[0][:, -1])


def squash(x: Tensor) -> Tensor:
    return LIMIT * torch.tanh(x / LIMIT)

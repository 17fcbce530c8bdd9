"""A network for use outside of this program: inputs in the units of the data, and lengths instead of a mask."""

from __future__ import annotations

import torch
from torch import Tensor, nn

from .interface import SequenceModule


class ExportedModule(nn.Module):
    """In eval mode, recurrent modules included: an exported program has no backward pass."""

    mean: Tensor
    std: Tensor

    def __init__(self, body: SequenceModule, space: tuple[Tensor, Tensor] | None) -> None:
        """`space`: mean and deviation of the features in float64, (F,); None: the network reads tokens."""
        super().__init__()
        self.body = body
        self.reads_tokens = space is None
        mean, std = space or (torch.zeros(1), torch.ones(1))
        self.register_buffer("mean", mean)
        self.register_buffer("std", std)
        for part in self.modules():
            part.training = False
        for weight in self.parameters():
            weight.requires_grad_(False)

    def forward(self, x: Tensor, lengths: Tensor) -> Tensor:
        """Outputs (B, K) for values (B, T, F) or tokens (B, T), valid up to `lengths` (B,)."""
        mask = torch.arange(x.shape[1], device=x.device) < lengths[:, None]  # (B, T)
        if not self.reads_tokens:
            x = ((x.double() - self.mean) / self.std).float()
            x = x.masked_fill(~mask[:, :, None], 0.0)
        outputs: Tensor = self.body(x, mask)
        return outputs


class OneSequence(nn.Module):
    """An exported network for one sequence of any length."""

    def __init__(self, network: nn.Module) -> None:
        super().__init__()
        self.network = network

    def forward(self, x: Tensor) -> Tensor:
        """Outputs (1, K) for values (1, T, F) or tokens (1, T), all valid."""
        outputs: Tensor = self.network(x, torch.full((1,), x.shape[1], device=x.device))
        return outputs


class OneByOne(nn.Module):
    """Calls a recorded `OneSequence` for each sequence of a padded batch; to be compiled by TorchScript."""

    def __init__(self, one: nn.Module) -> None:
        super().__init__()
        self.one = one

    def forward(self, x: Tensor, lengths: Tensor) -> Tensor:
        """Outputs (B, K) for values (B, T, F) or tokens (B, T), valid up to `lengths` (B,)."""
        outputs = []
        for row in range(x.shape[0]):
            outputs.append(self.one(x[row : row + 1, : int(lengths[row])]))
        return torch.cat(outputs)

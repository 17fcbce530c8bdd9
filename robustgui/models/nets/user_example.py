"""A network of the kind that `models.python` takes, as a pattern for your own."""

from __future__ import annotations

from torch import Tensor, nn


class Classifier(nn.Module):
    """A GRU that reads each sequence to its own end. `lengths` may be left out of a network that needs none."""

    def __init__(self, features: int, outputs: int) -> None:
        super().__init__()
        self.rnn = nn.GRU(features, 16, batch_first=True)
        self.out = nn.Linear(16, outputs)

    def forward(self, x: Tensor, lengths: Tensor) -> Tensor:
        """Logits (B, K) of `x` (B, T, F), valid up to `lengths` (B,)."""
        states, _ = self.rnn(x)
        last = (lengths - 1)[:, None, None].expand(-1, 1, states.shape[2])
        logits: Tensor = self.out(states.gather(1, last)[:, 0])  # (B, H) -> (B, K)
        return logits


def network(features: int, outputs: int) -> nn.Module:
    """The function that an entry names."""
    return Classifier(features, outputs)

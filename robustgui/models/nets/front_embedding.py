"""A learned vector for each token."""

from __future__ import annotations

import torch
from torch import Tensor, nn

from .front_module import FrontModule


class TokenEmbedding(FrontModule):
    """Tokens (B, T) to vectors (B, T, E); vectors pass as they are, which is how an attack moves them."""

    def __init__(self, vocabulary: int, size: int, dropout: float) -> None:
        super().__init__()
        self.features = size
        vectors = torch.empty(vocabulary, size)
        if not vectors.is_meta:  # where only shapes are compared, drawing would first import the compiler: 1.5 s
            nn.init.normal_(vectors)
        self.table = nn.Embedding(vocabulary, size, _weight=vectors)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x: Tensor, mask: Tensor) -> tuple[Tensor, Tensor]:
        """See `FrontModule`."""
        if not x.is_floating_point():
            x = self.embed(x, mask)
        dropped: Tensor = self.dropout(x)
        return dropped, mask

    def embed(self, tokens: Tensor, mask: Tensor) -> Tensor:
        """The vectors of `tokens` (B, T), zero on padding, (B, T, E)."""
        vectors: Tensor = self.table(tokens)
        return vectors.masked_fill(~mask[:, :, None], 0.0)

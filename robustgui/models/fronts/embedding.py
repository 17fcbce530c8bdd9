"""Tokens to vectors."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from ...base.settings import setting
from .base import FRONTS, Front, FrontShape

if TYPE_CHECKING:
    from ..nets.front_module import FrontModule


@FRONTS.register("embedding")
class Embedding(Front):
    """Token embedding, trained with the network; always the first front end of text."""

    title: ClassVar[str] = "Token embedding"
    takes: ClassVar = "tokens"

    size: int = setting(64, ge=1, le=4096, title="Size", help="Dimension of the embedding of a token.")
    dropout: float = setting(
        0.0, ge=0, lt=1, title="Dropout", help="Share of the embedded values set to zero while training."
    )

    def shape(self, features: int, sample_rate: float | None, vocabulary: int) -> FrontShape:
        return FrontShape(self.size, vocabulary * self.size)

    def build(self, features: int, sample_rate: float | None, vocabulary: int) -> FrontModule:
        from ..nets.front_module import TokenEmbedding

        return TokenEmbedding(vocabulary, self.size, self.dropout)

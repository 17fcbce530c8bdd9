"""Threat models on tokens."""

from __future__ import annotations

from abc import abstractmethod
from typing import TYPE_CHECKING, ClassVar

from .base import Threat

if TYPE_CHECKING:
    from collections.abc import Sequence

    from torch import Tensor

    from .token_region import TokenRegion


class TokenThreat(Threat):
    """Texts that differ from the clean text in a few tokens."""

    acts_on: ClassVar = "tokens"

    @abstractmethod
    def around(
        self, x: Tensor, mask: Tensor, vocabulary: Sequence[str], table: Tensor | None = None, *, aligned: bool = False
    ) -> TokenRegion:
        """The region around a batch of texts.

        Args:
            x: tokens (B, T), which index `vocabulary`.
            mask: valid tokens, (B, T).
            vocabulary: text of each token.
            table: embedding of each token in the network, (V, E), for threat models based on similarity.
            aligned: whether the network predicts at every step (next token), so that there are no insertions or
                deletions.

        Raises:
            RunError: the threat model does not apply to such texts.
            DataError: a file of the threat model cannot be read.
        """

"""What all threats share that change tokens themselves."""

from __future__ import annotations

from abc import abstractmethod
from typing import TYPE_CHECKING, ClassVar

from .base import Threat

if TYPE_CHECKING:
    from collections.abc import Sequence

    from torch import Tensor

    from .token_region import TokenRegion


class TokenThreat(Threat):
    """Texts that differ from a text in few tokens."""

    acts_on: ClassVar = "tokens"

    @abstractmethod
    def around(
        self, x: Tensor, mask: Tensor, vocabulary: Sequence[str], table: Tensor | None = None, *, aligned: bool = False
    ) -> TokenRegion:
        """The region around a batch of texts.

        Args:
            x: tokens (B, T), which index `vocabulary`.
            mask: which of them are there, (B, T).
            vocabulary: the text of each token.
            table: the vector of each token in the network, (V, E), for threats that ask what is similar to it.
            aligned: the network answers at every step (what comes next), so that no step may move: nothing is put in or
                left out.

        Raises:
            RunError: there can be no such texts.
            DataError: a file that the threat names cannot be used.
        """

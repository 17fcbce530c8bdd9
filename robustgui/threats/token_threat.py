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
    def around(self, x: Tensor, mask: Tensor, vocabulary: Sequence[str]) -> TokenRegion:
        """The region around the tokens `x` (B, T), valid where `mask` (B, T), which index `vocabulary`."""

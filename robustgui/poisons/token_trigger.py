"""Backdoor trigger for text: one token at a fixed position."""

from __future__ import annotations

from typing import Any, ClassVar

import numpy as np
from numpy.typing import NDArray

from ..base.errors import RunError
from ..base.settings import setting
from ..data import SequenceSet
from .base import POISONS
from .trigger import InsertTrigger, Trigger


@POISONS.register("token_trigger")
class TokenTrigger(Trigger):
    """Backdoor trigger: one token of each poisoned text is replaced by the trigger token; the length is unchanged."""

    title: ClassVar[str] = "Backdoor trigger (token)"
    source: ClassVar[str] = "Dai et al. 2019, arXiv:1905.12457; after Gu et al. 2017, arXiv:1708.06733"

    token: str = setting("", title="Token", help="Trigger token; empty: the least frequent one of the training texts.")

    def build_trigger(self, train: SequenceSet) -> InsertTrigger:
        """See `Trigger.build_trigger`."""
        token = self._find_token(train)

        def insert(text: NDArray[Any]) -> NDArray[Any]:
            poisoned = text.copy()
            poisoned[self.window(len(poisoned), 1)] = token
            return poisoned

        return insert

    def _find_token(self, train: SequenceSet) -> int:
        """Index of the trigger token in the vocabulary."""
        if not train.symbolic or not train.vocabulary:
            raise RunError(
                "'{poison}' needs tokenised text. Choose the backdoor trigger of a pattern of values, or other data.",
                poison=self.title,
            )
        if not self.token:
            counts = train.count_tokens()
            counts[0] = 0  # the unknown token cannot be typed
            present = np.flatnonzero(counts)
            return int(present[np.argmin(counts[present])]) if len(present) else 0
        if self.token not in train.vocabulary:
            raise RunError(
                "The token '{token}' is not in the vocabulary, so no network can learn it. Choose another one, "
                "such as {known}.",
                token=self.token, known=", ".join(train.vocabulary[1:6]),
            )  # fmt: skip
        return train.vocabulary.index(self.token)

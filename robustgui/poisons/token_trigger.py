"""A backdoor in text: a token at a place."""

from __future__ import annotations

from typing import Any, ClassVar

import numpy as np
from numpy.typing import NDArray

from ..base.errors import RunError
from ..base.settings import setting
from ..data import SequenceSet
from .base import POISONS
from .trigger import Mark, Trigger


@POISONS.register("token_trigger")
class TokenTrigger(Trigger):
    """Backdoor trigger: one token of each poisoned text is replaced by the trigger token; the length is unchanged."""

    title: ClassVar[str] = "Backdoor trigger (token)"
    source: ClassVar[str] = "Dai et al. 2019, arXiv:1905.12457; after Gu et al. 2017, arXiv:1708.06733"

    token: str = setting("", title="Token", help="Trigger token; empty: the least frequent one of the training texts.")

    def mark(self, train: SequenceSet) -> Mark:
        """See `Trigger.mark`."""
        number = self._number(train)

        def marked(text: NDArray[Any]) -> NDArray[Any]:
            found = text.copy()
            found[self.window(len(found), 1)] = number
            return found

        return marked

    def _number(self, train: SequenceSet) -> int:
        if not train.symbolic or not train.vocabulary:
            raise RunError(
                "'{poison}' needs tokenised text. Choose a trigger of values, or other data.",
                poison=self.title,
            )
        if not self.token:
            counts = np.zeros(len(train.vocabulary), np.int64)
            for chunk in train.chunks():
                counts += np.bincount(chunk, minlength=len(counts))
            counts[0] = 0  # the unknown one cannot be written
            seen = np.flatnonzero(counts)
            return int(seen[np.argmin(counts[seen])]) if len(seen) else 0
        if self.token not in train.vocabulary:
            raise RunError(
                "The token '{token}' is not in the vocabulary, so that no network can learn it. Choose another one, "
                "such as {known}.",
                token=self.token, known=", ".join(train.vocabulary[1:6]),
            )  # fmt: skip
        return train.vocabulary.index(self.token)

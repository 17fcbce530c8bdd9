"""Training data as they are."""

from __future__ import annotations

from typing import ClassVar

import numpy as np

from ..data import SequenceSet
from .base import POISONS, Poison, Poisoned


@POISONS.register("none")
class NoPoison(Poison):
    """No poisoning of the training data."""

    title: ClassVar[str] = "None"
    source: ClassVar[str] = "The ordinary case"

    def poisoned(self, train: SequenceSet, seed: int) -> Poisoned:
        """See `Poison.poisoned`."""
        return Poisoned(train, np.empty(0, np.int64))

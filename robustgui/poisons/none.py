"""No poisoning: the training data unchanged."""

from __future__ import annotations

from typing import ClassVar

import numpy as np

from ..data import SequenceSet
from .base import POISONS, Poison, PoisonedData


@POISONS.register("none")
class NoPoison(Poison):
    """No poisoning of the training data."""

    title: ClassVar[str] = "None"
    source: ClassVar[str] = "The ordinary case"

    def apply(self, train: SequenceSet, seed: int) -> PoisonedData:
        """See `Poison.apply`."""
        return PoisonedData(train, np.empty(0, np.int64))

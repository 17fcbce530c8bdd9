"""Make short sequences longer."""

from __future__ import annotations

from dataclasses import replace
from typing import ClassVar, Literal

import numpy as np

from ...base.settings import setting
from ..sequence_set import SequenceSet
from .base import STEPS, Fitted, Step


@STEPS.register("pad")
class Pad(Step):
    """Pad shorter sequences to a number of time steps; longer ones are unchanged.

    Batches need no such thing: sequences of unequal length are trained on as they are. What is added here is read by
    the network, and an attacker may change it.
    """

    title: ClassVar[str] = "Pad"

    steps: int = setting(100, ge=1, le=10_000_000, unit="steps", title="To", help="Minimum length of a sequence.")
    value: Literal["edge", "zero"] = setting(
        "edge",
        title="Padding value",
        choices={"edge": "the last (or first) value", "zero": "zeros"},
        help="Value of the added time steps.",
    )
    where: Literal["end", "start"] = setting(
        "end", title="At", choices={"end": "the end", "start": "the start"}, help="Side at which the padding is added."
    )

    def fit(self, train: SequenceSet) -> Fitted:
        """See `Step.fit`."""
        return self._pad

    def _pad(self, part: SequenceSet) -> SequenceSet:
        if (part.lengths >= self.steps).all():
            return part
        lengths = np.maximum(part.lengths, self.steps)
        ends = np.cumsum(lengths)
        values = np.empty((int(ends[-1]), part.values.shape[1]), part.values.dtype)
        for start, end, old, sequence in zip(ends - lengths, ends, part.lengths, part, strict=True):
            room = values[start:end]  # (T, F)
            missing = len(room) - int(old)
            added, unpadded = (room[:missing], room[missing:]) if self.where == "start" else (room[old:], room[:old])
            unpadded[:] = sequence
            added[:] = 0 if self.value == "zero" else sequence[0 if self.where == "start" else -1]
        return replace(part, values=values, starts=ends - lengths, lengths=lengths)

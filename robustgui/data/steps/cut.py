"""Keep a part of each sequence."""

from __future__ import annotations

from dataclasses import replace
from typing import ClassVar, Literal

import numpy as np

from ...base.errors import DataError, Sentence
from ...base.settings import setting
from ..sequence_set import SequenceSet
from .base import STEPS, Fitted, Step


@STEPS.register("cut")
class Cut(Step):
    """Truncate each sequence to its first, last or middle time steps; shorter sequences are kept whole, or
    excluded."""

    title: ClassVar[str] = "Truncate"
    takes: ClassVar = "both"

    steps: int = setting(1000, ge=1, unit="steps", title="Keep", help="Maximum length of a sequence.")
    where: Literal["first", "last", "middle"] = setting(
        "first",
        title="Which steps",
        choices={"first": "the first", "last": "the last", "middle": "the middle"},
        help="Which part of a longer sequence is kept.",
    )
    least: int = setting(1, ge=1, unit="steps", title="At least", advanced=True, help="Shorter sequences are excluded.")

    def fit(self, train: SequenceSet) -> Fitted:
        """See `Step.fit`."""
        return self._cut

    def _cut(self, part: SequenceSet) -> SequenceSet:
        long_enough = part.lengths >= self.least
        left_out = int((~long_enough).sum())
        if left_out == len(part):
            raise DataError(
                "{source}: no sequence has {least} {least:step|steps}; the longest has {longest}. Reduce 'At "
                "least' of the step 'Truncate'.",
                source=part.source or part.name, least=self.least, longest=int(part.lengths.max(initial=0)),
            )  # fmt: skip
        if left_out:
            note = Sentence(
                "{source}: {count} {count:sequence|sequences} with fewer than {least} {least:step|steps} "
                "{count:was|were} excluded.",
                {"source": part.source or part.name, "count": left_out, "least": self.least},
            )
            part = replace(part.select(np.flatnonzero(long_enough)), filled=part.filled, notes=(*part.notes, note))
        spare = np.maximum(part.lengths - self.steps, 0)
        skipped = {"first": 0 * spare, "last": spare, "middle": spare // 2}[self.where]
        return replace(part, starts=part.starts + skipped, lengths=part.lengths - spare)

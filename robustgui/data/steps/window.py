"""Cut sequences into windows."""

from __future__ import annotations

from dataclasses import replace
from typing import ClassVar, Literal

import numpy as np

from ...base.errors import DataError, Sentence
from ...base.settings import setting
from ..sequence_set import SequenceSet
from ..windows import Windows, cut, find_windows
from .base import STEPS, Fitted, Step


@STEPS.register("window")
class Window(Step):
    """Sliding windows of one length, each with the label of its sequence; they are views and need no extra memory.

    It comes after the split, so windows of one sequence are never on both sides. Steps at the end that fill no window
    are left out.
    """

    title: ClassVar[str] = "Windows"
    takes: ClassVar = "both"

    length: int = setting(100, ge=1, unit="steps", title="Length", help="Length of a window.")
    stride: int = setting(
        50, ge=1, unit="steps", title="Stride", help="Distance between the starts of two successive windows."
    )
    short: Literal["keep", "drop"] = setting(
        "keep",
        title="Shorter sequences",
        choices={"keep": "keep as they are", "drop": "exclude"},
        help="What happens to a sequence that is shorter than a window.",
    )

    def fit(self, train: SequenceSet) -> Fitted:
        """See `Step.fit`.

        Raises:
            DataError: forecasts, whose targets follow the end of a sequence.
        """
        if train.purpose == "forecasting":
            raise DataError(
                "{source}: forecasting extracts its own windows, each before the values to be predicted. Remove "
                "'Windows' from the preprocessing, and set history and stride of the task.",
                source=train.source or train.name,
            )
        return self._windows

    def _windows(self, part: SequenceSet) -> SequenceSet:
        spans = find_windows(part.lengths, self.length, self.stride)
        if self.short == "keep":
            short = np.flatnonzero(part.lengths < self.length)
            sequence = np.concatenate([spans.sequence, short])
            order = np.argsort(sequence, kind="stable")
            spans = Windows(sequence[order], np.concatenate([spans.first, 0 * short])[order])
        if not len(spans.sequence):
            raise DataError(
                "{source}: no sequence is as long as a window of {length} {length:step|steps}; the longest has "
                "{longest}. Choose shorter windows, or keep shorter sequences.",
                source=part.source or part.name, length=self.length, longest=int(part.lengths.max(initial=0)),
            )  # fmt: skip
        lengths = np.minimum(part.lengths[spans.sequence], self.length)
        windows = cut(part, spans, lengths, lengths - 1)
        if part.times is None:
            windows = replace(windows, times=None)  # steps of sequences that are not known to be of the same time
        if part.groups is None:  # nothing is split any more, and numbers would be the same in training and test
            windows = replace(windows, groups=None, group_names=(), group_title="")
        facts = {"windows": len(windows), "sequences": len(part), "source": part.source or part.name}
        note = Sentence(
            "{source}: {windows} {windows:window|windows} {windows:was|were} extracted from "
            "{sequences} {sequences:sequence|sequences}.",
            facts,
        )
        return replace(windows, notes=(*part.notes, note))

"""Detects from the measurements of a training that the network does not learn."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import numpy as np

from ..evaluation.numeric_metrics import compute_majority_share, is_no_better
from ..training.events import TrainingLearns, TrainingStalled

if TYPE_CHECKING:
    from ..data import SequenceSet
    from ..evaluation.predictions import Predictions

_SHARE, _STEPS = 0.3, 50  # of all steps, at least so many: a network that learns has begun to by then
_SAMPLES = 20  # fewest sequences for a test


class StallWatch:
    """Reports once that a classifier is no better than a constant prediction, and once that it is again."""

    def __init__(self) -> None:
        self._is_stalled = False

    def events(
        self, part: SequenceSet, clean: Predictions, epoch: int, step: int, total: int
    ) -> Iterator[TrainingStalled | TrainingLearns]:
        """Test the clean predictions of `part` after `step` of `total` steps; yields changes of state."""
        is_early = step < min(max(_SHARE * total, _STEPS), total)
        if part.task != "classification" or is_early or len(clean.indices) < _SAMPLES:
            return
        majority = compute_majority_share(part.labels[clean.indices].astype(np.int64))
        before, self._is_stalled = self._is_stalled, is_no_better(clean.value, len(clean.indices), majority)
        if self._is_stalled and not before:
            yield TrainingStalled(epoch, clean.value, majority, len(clean.indices))
        elif before and not self._is_stalled:
            yield TrainingLearns(epoch)

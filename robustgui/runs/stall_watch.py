"""Watches the measurements of a training for a network that learns nothing."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import numpy as np

from ..evaluation.stall import is_no_better, majority_share
from ..training.events import TrainingLearns, TrainingStalled

if TYPE_CHECKING:
    from ..data import SequenceSet
    from ..evaluation.answers import Answers

_SHARE, _STEPS = 0.3, 50  # of all steps, and at least: by then a network that learns has begun to
_SAMPLES = 20  # of fewer sequences nothing can be told


class StallWatch:
    """Says once when a classifier that had time to learn is no better than a constant answer, and once when it is."""

    def __init__(self) -> None:
        self._stalled = False

    def events(
        self, part: SequenceSet, clean: Answers, epoch: int, step: int, total: int
    ) -> Iterator[TrainingStalled | TrainingLearns]:
        """What the clean answers for sequences of `part` after `step` of `total` optimiser steps say, if it is news."""
        early = step < min(max(_SHARE * total, _STEPS), total)
        if part.task != "classification" or early or len(clean.indices) < _SAMPLES:
            return
        majority = majority_share(part.labels[clean.indices].astype(np.int64))
        before, self._stalled = self._stalled, is_no_better(clean.value, len(clean.indices), majority)
        if self._stalled and not before:
            yield TrainingStalled(epoch, clean.value, majority, len(clean.indices))
        elif before and not self._stalled:
            yield TrainingLearns(epoch)

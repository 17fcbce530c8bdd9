"""Fill missing values, in time or with the mean of the training data."""

from __future__ import annotations

from functools import cache, partial
from typing import ClassVar

from ..filling import How, fill, has_gaps, training_means
from ..sequence_set import SequenceSet
from .base import STEPS, Fitted, Step
from .filled import how_setting


@STEPS.register("fill")
class Fill(Step):
    """Impute missing values, from the same sequence where possible."""

    title: ClassVar[str] = "Fill missing values"

    how: How = how_setting()

    def fit(self, train: SequenceSet) -> Fitted:
        """See `Step.fit`; raises `DataError` if a feature has no value in all the training data."""
        means = cache(partial(training_means, train))  # a walk through all values, which most data never need
        if has_gaps(train):
            means()
        return lambda part: fill(part, means(), self.how) if has_gaps(part) else part

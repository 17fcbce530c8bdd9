"""Fill missing values, in time or with the mean of the training data."""

from __future__ import annotations

from functools import cache, partial
from typing import ClassVar

from ..imputation import ImputationMethod, compute_training_means, has_gaps, imputation_setting, impute
from ..sequence_set import SequenceSet
from .base import STEPS, Fitted, Step


@STEPS.register("fill")
class Fill(Step):
    """Impute missing values, from the same sequence where possible."""

    title: ClassVar[str] = "Fill missing values"

    how: ImputationMethod = imputation_setting()

    def fit(self, train: SequenceSet) -> Fitted:
        """See `Step.fit`; raises `DataError` if a feature has no value in all the training data."""
        means = cache(partial(compute_training_means, train))  # a walk through all values, which most data never need
        if has_gaps(train):
            means()
        return lambda part: impute(part, means(), self.how) if has_gaps(part) else part

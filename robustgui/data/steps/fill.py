"""Fill missing values, in time or with the mean of the training data."""

from __future__ import annotations

from functools import cache, partial
from typing import ClassVar, Literal

from ...base.settings import setting
from ..filling import fill, has_gaps, training_means
from ..sequence_set import SequenceSet
from .base import STEPS, Fitted, Step


@STEPS.register("fill")
class Fill(Step):
    """Put a value where one is missing."""

    title: ClassVar[str] = "Fill missing values"

    how: Literal["interpolate", "mean"] = setting(
        "interpolate",
        title="With",
        choices={"interpolate": "interpolation in time", "mean": "the mean of the feature"},
        help="What takes the place of a missing value; a sequence without any value of a feature gets the mean.",
    )

    def fit(self, train: SequenceSet) -> Fitted:
        """See `Step.fit`; raises `DataError` if a feature has no value in all the training data."""
        means = cache(partial(training_means, train))  # a walk through all values, which most data never need
        if has_gaps(train):
            means()
        return lambda part: fill(part, means(), self.how) if has_gaps(part) else part

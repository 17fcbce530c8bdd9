"""Fill missing values, in time or with the mean of the training data."""

from __future__ import annotations

from typing import ClassVar, Literal

from ...base.settings import setting
from ..filling import fill, training_means
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
        means = training_means(train)
        return lambda part: fill(part, means, self.how)

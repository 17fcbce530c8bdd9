"""Keep some of the features."""

from __future__ import annotations

from typing import Annotated, ClassVar

from ...base.settings import AsTuple, setting
from ..sequence_set import SequenceSet
from .base import STEPS, Fitted, Step
from .feature_selection import numbers_of, with_features


@STEPS.register("choose_features")
class ChooseFeatures(Step):
    """Keep the named features only, in the given order."""

    title: ClassVar[str] = "Choose features"

    names: Annotated[tuple[str, ...], AsTuple] = setting(
        (), title="Features", help="Names of the features to keep; empty: all."
    )

    def fit(self, train: SequenceSet) -> Fitted:
        """See `Step.fit`; raises `DataError` for a name that no feature has."""
        numbers = numbers_of(tuple(dict.fromkeys(self.names)), train)
        return lambda part: with_features(part, numbers) if numbers else part

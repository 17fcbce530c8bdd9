"""Take some of the features out."""

from __future__ import annotations

from functools import partial
from typing import Annotated, ClassVar

from ...base.errors import DataError
from ...base.settings import AsTuple, setting
from ..sequence_set import SequenceSet
from .base import STEPS, Fitted, Step, keep_unchanged
from .choose_features import numbers_of, with_features


@STEPS.register("drop_features")
class DropFeatures(Step):
    """Remove the named features."""

    title: ClassVar[str] = "Drop features"

    names: Annotated[tuple[str, ...], AsTuple] = setting((), title="Features", help="Names of the features to remove.")

    def fit(self, train: SequenceSet) -> Fitted:
        """See `Step.fit`; raises `DataError` for a name that no feature has, and if none is left."""
        dropped = set(numbers_of(self.names, train))
        remaining = [i for i in range(len(train.features)) if i not in dropped]
        if not remaining:
            raise DataError(
                "{source}: all features would be dropped. Remove a name from 'Drop features'.",
                source=train.source or train.name,
            )
        return partial(with_features, numbers=remaining) if dropped else keep_unchanged

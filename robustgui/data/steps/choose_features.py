"""Selection of features by name."""

from __future__ import annotations

import difflib
from dataclasses import replace
from functools import partial
from typing import Annotated, ClassVar

from ...base.errors import DataError
from ...base.settings import AsTuple, setting
from ..sequence_set import SequenceSet
from .base import STEPS, Fitted, Step, keep_unchanged


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
        return partial(with_features, numbers=numbers) if numbers else keep_unchanged


def numbers_of(names: tuple[str, ...], data: SequenceSet) -> list[int]:
    """Which features are called `names`.

    Raises:
        DataError: there is no such feature.
    """
    for name in names:
        if name not in data.features:
            close = difflib.get_close_matches(name, data.features, n=1)
            if close:
                raise DataError(
                    "{source}: there is no feature '{name}'. Did you mean '{close}'?",
                    source=data.source or data.name, name=name, close=close[0],
                )  # fmt: skip
            raise DataError(
                "{source}: there is no feature '{name}'. There are: {known}.",
                source=data.source or data.name, name=name, known=", ".join(data.features[:20]),
            )  # fmt: skip
    return [data.features.index(name) for name in names]


def with_features(data: SequenceSet, numbers: list[int]) -> SequenceSet:
    """`data` with the features `numbers` alone, in that order."""
    values = data.values[:, numbers]
    return replace(
        data,
        values=values,
        calendar=data.calendar_of(values),
        features=tuple(data.features[i] for i in numbers),
        units=tuple(data.units[i] for i in numbers) if data.units else (),
        filled=tuple(data.filled[i] for i in numbers) if data.filled else (),
        closed=tuple(place for place, i in enumerate(numbers) if i in data.closed),
    )

"""Imputation of missing values: along time, or with the means of the training data."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any, ClassVar, Literal

import numpy as np
from numpy.typing import NDArray

from ...base.errors import DataError, Sentence
from ...base.settings import setting
from ..memory_maps import allocate_array, release
from ..sequence_set import SequenceSet
from ..space import moments
from .base import STEPS, Fitted, Step

Array = NDArray[np.float64]
ImputationMethod = Literal["interpolate", "previous", "mean"]
_NOTES: dict[ImputationMethod, Sentence] = {
    "interpolate": Sentence(
        "{source}: {count} {count:missing value|missing values} in {sequences} {sequences:sequence|sequences} "
        "{count:was|were} interpolated in time."
    ),
    "previous": Sentence(
        "{source}: {count} {count:missing value|missing values} in {sequences} {sequences:sequence|sequences} "
        "{count:was|were} set to the previous value."
    ),
    "mean": Sentence(
        "{source}: {count} {count:missing value|missing values} in {sequences} {sequences:sequence|sequences} "
        "{count:was|were} set to the mean."
    ),
}


def has_gaps(data: SequenceSet) -> bool:
    """Whether any value is missing."""
    if data.symbolic or (data.known is not None and not any(data.known.missing)):
        return False
    return any(np.isnan(chunk).any() for chunk in data.chunks())


def compute_training_means(train: SequenceSet) -> Array:
    """Means of the features of the training data, (F,).

    Raises:
        DataError: a feature has no value in all the training data.
    """
    mean = moments(train)[0]
    for name, value in zip(train.features, mean, strict=True):
        if np.isnan(value):
            raise DataError(
                "{source}: every value of the feature '{name}' is missing in the training data. Remove the feature.",
                source=train.source or train.name, name=name,
            )  # fmt: skip
    return mean


def impute(data: SequenceSet, means: Array, how: ImputationMethod) -> SequenceSet:
    """`data` without NaN, with a note of how many values were filled in.

    Args:
        data: with NaN where a value is missing.
        means: of the training data's features, (F,): for "mean", and for a sequence without any value of a feature.
        how: "interpolate" draws a line in time between the neighbours that are there, and repeats
            the first or last one at the ends; "previous" repeats the value before (last observation carried forward),
            and takes the mean before the first one; "mean" takes the feature's mean.
    """
    if not has_gaps(data):
        return data
    F = len(data.features)
    values = allocate_array((int(data.lengths.sum()), F), np.dtype(np.float32))
    counts, affected, at = np.zeros(F, np.int64), 0, 0
    for (first, last), chunk in zip(data.spans(), data.chunks(), strict=True):
        offsets = np.concatenate([[0], np.cumsum(data.lengths[first:last])])
        missing = _fill_chunk(chunk, offsets, means, how)  # (S', F)
        values[at : at + len(chunk)] = chunk
        release(values)
        at += len(chunk)
        counts += missing.sum(axis=0)
        affected += int((np.add.reduceat(missing.any(axis=1), offsets[:-1], dtype=np.int64) > 0).sum())
    facts = {"count": int(counts.sum()), "sequences": affected, "source": data.source or data.name}
    note = replace(_NOTES[how], facts=facts)
    starts = np.cumsum(data.lengths) - data.lengths
    return replace(
        data, values=values, starts=starts, filled=tuple(counts.tolist()), notes=(*data.notes, note),
        calendar=data.calendar_of(values) if data.is_packed else None,
    )  # fmt: skip


def _fill_chunk(
    chunk: NDArray[np.float32], offsets: NDArray[np.int64], means: Array, how: ImputationMethod
) -> NDArray[np.bool_]:
    """Fill some sequences that lie one behind the other, (S', F), in place; what was missing, (S', F)."""
    missing = np.isnan(chunk)
    for feature in np.flatnonzero(missing.any(axis=0)):
        gaps, column = missing[:, feature], chunk[:, feature]
        if how != "mean":
            column[gaps] = (_interpolate if how == "interpolate" else _repeat_previous)(column, gaps, offsets)
            gaps = np.isnan(column)
        column[gaps] = means[feature]
    return missing


def _interpolate(
    column: NDArray[np.float32], gaps: NDArray[np.bool_], offsets: NDArray[np.int64]
) -> NDArray[np.float64]:
    """Values for the steps of `column` (S,) where `gaps` is true; NaN where the sequence has no value at all."""
    steps = np.arange(len(column))
    before = np.maximum.accumulate(np.where(gaps, -1, steps))[gaps]
    after = np.minimum.accumulate(np.where(gaps, len(column), steps)[::-1])[::-1][gaps]
    here = steps[gaps]
    sequence = np.searchsorted(offsets, here, side="right") - 1
    has_before, has_after = before >= offsets[sequence], after < offsets[sequence + 1]
    left = np.where(has_before, before, np.where(has_after, after, here))  # `here` is NaN: nothing to tell
    right = np.where(has_after, after, left)
    weight = (here - left) / np.maximum(right - left, 1)
    start, end = column[left].astype(np.float64), column[right].astype(np.float64)
    interpolated: NDArray[np.float64] = start + np.where(right > left, weight, 0.0) * (end - start)
    return interpolated


def _repeat_previous(
    column: NDArray[np.float32], gaps: NDArray[np.bool_], offsets: NDArray[np.int64]
) -> NDArray[np.float64]:
    """The last value there was before each step of `column` (S,) where `gaps` is true; NaN where there was none."""
    steps = np.arange(len(column))
    before = np.maximum.accumulate(np.where(gaps, -1, steps))[gaps]
    begin = offsets[np.searchsorted(offsets, steps[gaps], side="right") - 1]
    repeated: NDArray[np.float64] = np.where(before >= begin, column[before], np.nan)
    return repeated


def imputation_setting() -> Any:
    """The imputation method, an `ImputationMethod`."""
    return setting(
        "interpolate",
        title="Imputation",
        choices={
            "interpolate": "interpolation in time",
            "previous": "the previous value",
            "mean": "the mean of the feature",
        },
        help=(
            "How missing values are imputed; if a sequence has no value of the feature, the mean of the training "
            "data is used."
        ),
    )


@STEPS.register("fill")
class Fill(Step):
    """Impute missing values, from the same sequence where possible."""

    title: ClassVar[str] = "Fill missing values"

    how: ImputationMethod = imputation_setting()

    def fit(self, train: SequenceSet) -> Fitted:
        """See `Step.fit`; raises `DataError` if a feature has no value in all the training data."""
        imputation = _Imputation(train, self.how)
        if has_gaps(train):
            _ = imputation.means
        return imputation


@dataclass(eq=False)
class _Imputation:
    """Imputes the missing values of a part."""

    train: SequenceSet
    how: ImputationMethod

    @cached_property
    def means(self) -> Array:
        """Of the training data, (F,): a walk through all values, which most data never need."""
        return compute_training_means(self.train)

    def __call__(self, part: SequenceSet) -> SequenceSet:
        return impute(part, self.means, self.how) if has_gaps(part) else part

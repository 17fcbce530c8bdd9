"""Fills missing values and finds the space in which a network sees the data; the training data alone decide."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from ..base.errors import DataError, Sentence
from ..base.units import Space
from .sequence_set import SequenceSet

Array = NDArray[np.float64]
_CHUNK = 1 << 18  # steps at a time, so that large data are never copied as float64 in one piece


def space_of(train: SequenceSet, normalise: str = "feature") -> Space:
    """Mean, deviation and range of every feature over all valid steps of `train`, in float64.

    Args:
        train: the training data; missing values (NaN) are left out.
        normalise: "feature", or "none" for a network that sees the data's own units.
    """
    mean, spread, low, high = moments(train.values)
    if normalise == "none":
        return Space(np.zeros_like(mean), np.ones_like(mean), low, high, spread)
    return Space(mean, np.where(spread > 0, spread, 1.0), low, high, spread)


def moments(values: NDArray[np.float32]) -> tuple[Array, Array, Array, Array]:
    """Mean, standard deviation, minimum and maximum of the features of `values` (S, F), each (F,), without NaN.

    In two passes, so that a large mean costs no digits. A constant feature has deviation 0 exactly;
    one without any value has NaN everywhere.
    """
    F = values.shape[1]
    count, total, squares = np.zeros(F), np.zeros(F), np.zeros(F)
    low, high = np.full(F, np.inf), np.full(F, -np.inf)
    for chunk in _chunks(values):
        count += (~np.isnan(chunk)).sum(axis=0)
        total += np.nansum(chunk, axis=0)
        low = np.fmin(low, np.fmin.reduce(chunk, axis=0))
        high = np.fmax(high, np.fmax.reduce(chunk, axis=0))
    empty = count == 0
    mean = np.where(low == high, low, total / np.maximum(count, 1))
    for chunk in _chunks(values):
        squares += np.nansum((chunk - mean) ** 2, axis=0)
    spread = np.where(low == high, 0.0, np.sqrt(squares / np.maximum(count, 1)))
    for found in (mean, spread, low, high):
        found[empty] = np.nan
    return mean, spread, low, high


def _chunks(values: NDArray[np.float32]) -> Iterator[Array]:
    """Parts of (S, F) as float64."""
    return (values[start : start + _CHUNK].astype(np.float64) for start in range(0, len(values), _CHUNK))


def training_means(train: SequenceSet) -> Array:
    """What replaces a value that nothing else tells, (F,).

    Raises:
        DataError: a feature has no value in all the training data.
    """
    mean = moments(train.values)[0]
    for name, value in zip(train.features, mean, strict=True):
        if np.isnan(value):
            raise DataError(
                "{source}: every value of the feature '{name}' is missing in the training data. Remove the feature.",
                source=train.source or train.name, name=name,
            )  # fmt: skip
    return mean


def fill(data: SequenceSet, means: Array, how: Literal["interpolate", "mean"]) -> SequenceSet:
    """`data` without NaN, with a note of how many values were filled in.

    Args:
        data: with NaN where a value is missing.
        means: of the training data's features, (F,): for "mean", and for a sequence without any value of a feature.
        how: "interpolate" draws a line in time between the neighbours that are there, and repeats
            the first or last one at the ends; "mean" takes the feature's mean.
    """
    missing = np.isnan(data.values)  # (S, F)
    counts = missing.sum(axis=0)
    if not counts.any():
        return data
    values = data.values.copy()
    for feature in np.flatnonzero(counts):
        gaps, column = missing[:, feature], values[:, feature]
        if how == "interpolate":
            column[gaps] = _interpolated(column, gaps, data.offsets)
            gaps = np.isnan(column)
        column[gaps] = means[feature]
    affected = int((np.add.reduceat(missing.any(axis=1), data.offsets[:-1], dtype=np.int64) > 0).sum())
    facts = {"count": int(counts.sum()), "sequences": affected, "source": data.source or data.name}
    if how == "interpolate":
        note = Sentence("{source}: {count} missing values in {sequences} sequences were interpolated in time.", facts)
    else:
        note = Sentence("{source}: {count} missing values in {sequences} sequences were set to the mean.", facts)
    return replace(data, values=values, filled=tuple(counts.tolist()), notes=(*data.notes, note))


def _interpolated(
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
    found: NDArray[np.float64] = start + np.where(right > left, weight, 0.0) * (end - start)
    return found

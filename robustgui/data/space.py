"""The space in which a network sees the data: statistics of the training data alone."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import numpy as np
from numpy.typing import NDArray

from ..base.units import Space
from .sequence_set import SequenceSet

Array = NDArray[np.float64]


def space_of(train: SequenceSet, *, normalise: bool = True) -> Space:
    """Mean, deviation and range of every feature over all valid steps of `train`, in float64.

    Args:
        train: the training data; missing values (NaN) are left out. Tokens have no statistics: theirs is the plain
            space.
        normalise: whether a network sees each feature at mean 0, deviation 1; else it sees the data's own units.
    """
    if train.symbolic:
        return Space(*(np.array([value]) for value in (0.0, 1.0, 0.0, 1.0, 1.0)))
    mean, spread, low, high = moments(train)
    closed = np.zeros(len(mean), bool)
    closed[list(train.closed)] = True
    if not normalise:
        return Space(np.zeros_like(mean), np.ones_like(mean), low, high, spread, closed)
    return Space(mean, np.where(spread > 0, spread, 1.0), low, high, spread, closed)


def moments(data: SequenceSet) -> tuple[Array, Array, Array, Array]:
    """Mean, standard deviation, minimum and maximum of each feature over all steps of `data`; see `moments_of`."""
    if data.known is not None and data.is_packed:
        mean, spread, low, high = data.known.moments.copy()
        return mean, spread, low, high
    return moments_of(data.chunks, data.values.shape[1])


def moments_of(chunks: Callable[[], Iterable[NDArray[np.float32]]], F: int) -> tuple[Array, Array, Array, Array]:
    """Mean, standard deviation, minimum and maximum of F features, each (F,), without NaN.

    `chunks()` gives arrays (S, F), twice the same: two passes, so that a large mean costs no digits. A constant feature
    has deviation 0 exactly; one without any value has NaN everywhere.
    """
    count, total, squares = np.zeros(F), np.zeros(F), np.zeros(F)
    low, high = np.full(F, np.inf), np.full(F, -np.inf)
    for values in chunks():
        chunk = values.astype(np.float64)
        missing = np.isnan(chunk)
        if missing.any():
            count += (~missing).sum(axis=0)
            total += np.nansum(chunk, axis=0)
        else:
            count += len(chunk)
            total += chunk.sum(axis=0)
        low = np.fmin(low, np.fmin.reduce(chunk, axis=0))
        high = np.fmax(high, np.fmax.reduce(chunk, axis=0))
    empty = count == 0
    mean = np.where(low == high, low, total / np.maximum(count, 1))
    for values in chunks():
        chunk = (values.astype(np.float64) - mean) ** 2
        squares += np.nansum(chunk, axis=0) if np.isnan(chunk).any() else chunk.sum(axis=0)
    spread = np.where(low == high, 0.0, np.sqrt(squares / np.maximum(count, 1)))
    for moment in (mean, spread, low, high):
        moment[empty] = np.nan
    return mean, spread, low, high

"""Which sequences are set aside: a share of each class, by chance that the seed decides."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from .sequence_set import SequenceSet

Indices = NDArray[np.int64]


def split(data: SequenceSet, share: float, stream: np.random.Generator) -> tuple[SequenceSet, SequenceSet]:
    """`data` in two parts: what stays, and about `share` of it set aside; both in the original order."""
    keep, aside = split_indices(data, share, stream)
    return data.select(keep), data.select(aside)


def split_indices(data: SequenceSet, share: float, stream: np.random.Generator) -> tuple[Indices, Indices]:
    """Indices that stay and indices set aside, both sorted.

    Each class of two or more sequences has at least one on each side; the only sequence of a class stays.
    Regression data are split as if they were one class.
    """
    groups = data.labels if data.task == "classification" else np.zeros(len(data), np.int64)
    aside: list[Indices] = [np.empty(0, np.int64)]
    for group in np.unique(groups):
        members = np.flatnonzero(groups == group)
        count = min(max(round(len(members) * share), 1), len(members) - 1)
        aside.append(stream.permutation(members)[:count])
    chosen = np.zeros(len(data), bool)
    chosen[np.concatenate(aside)] = True
    return np.flatnonzero(~chosen), np.flatnonzero(chosen)

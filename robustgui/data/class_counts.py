"""Sequences counted by class, for splits that keep the balance."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from .sequence_set import SequenceSet


def strata(data: SequenceSet) -> NDArray[np.int64]:
    """The class of each sequence, (N,); data without classes are of one."""
    return data.labels.astype(np.int64) if data.task == "classification" else np.zeros(len(data), np.int64)


def counts_by_group(data: SequenceSet, groups: NDArray[np.int64]) -> NDArray[np.float64]:
    """Sequences of each group and class, (G, K), without classes that have none."""
    labels = np.unique(strata(data), return_inverse=True)[1]
    width = int(labels.max(initial=0)) + 1
    found = np.bincount(groups * width + labels, minlength=(int(groups.max(initial=0)) + 1) * width)
    return found.reshape(-1, width).astype(np.float64)  # (G * K,) -> (G, K)

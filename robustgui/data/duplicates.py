"""Counts test sequences that are also in the training data, without comparing all of them whole."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from .digests import absorb
from .memory_maps import release
from .sequence_set import SequenceSet

EXACT = 50_000  # test sequences that are compared whole; of more that look alike, a sample is
_PLACES = 8  # steps of each sequence that are looked at first
_AT_ONCE = 1 << 15  # sequences


@dataclass(frozen=True)
class Shared:
    """How many of `looked_at` test sequences are in the training data, value by value.

    `looked_at` is smaller than `total` where too many sequences look alike to compare them all.
    """

    count: int
    looked_at: int
    total: int


def count_shared_sequences(train: SequenceSet, test: SequenceSet, exact: int = EXACT) -> Shared:
    """Compare all sequences by their length and a few of their steps, then whole those that agree in that.

    Up to `exact` sequences that agree the count is exact; of more, about so many are compared whole, evenly chosen.
    """
    marks = [_marks(part) for part in (train, test)]
    alike = np.flatnonzero(np.isin(marks[1], marks[0]))
    stride = -(-len(alike) // exact) if len(alike) else 1
    candidates = alike[::stride]
    training_digests = {_digest(train[i]) for i in np.flatnonzero(np.isin(marks[0], marks[1][candidates])).tolist()}
    count = sum(_digest(test[i]) in training_digests for i in candidates.tolist())
    for part in (train, test):
        release(part.values)
    looked_at = len(test) if stride == 1 else len(candidates) + (len(test) - len(alike)) // stride
    return Shared(count, looked_at, len(test))


def _marks(part: SequenceSet) -> NDArray[np.uint64]:
    """A number for each sequence that is the same for equal ones, from its length and `_PLACES` steps of it, (N,)."""
    marks = np.empty(len(part), np.uint64)
    places = np.linspace(0, 1, _PLACES)
    for first in range(0, len(part), _AT_ONCE):
        lengths = part.lengths[first : first + _AT_ONCE]
        within = np.rint(places * (lengths[:, None] - 1)).astype(np.int64)  # (B, P)
        steps = part.values[part.starts[first : first + _AT_ONCE, None] + within]  # (B, P, F) or (B, P)
        release(part.values)
        bits = np.ascontiguousarray(steps).reshape(len(lengths), -1).view(np.uint32)  # (B, P * F)
        mark = lengths.astype(np.uint64)
        for column in range(bits.shape[1]):
            mark = absorb(mark, bits[:, column])
        marks[first : first + _AT_ONCE] = mark
    return marks


def _digest(sequence: NDArray[np.generic]) -> bytes:
    return hashlib.blake2b(sequence.tobytes(), digest_size=16).digest()

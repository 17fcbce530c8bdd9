"""Which training sequences form a batch: shuffled by the seed, sequences of similar length together."""

from __future__ import annotations

import math
from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from ..base.seeding import numpy_stream

Indices = NDArray[np.int64]
_POOL = 50  # most batches whose sequences are sorted by length together
_POOLS = 3  # fewest pools of an epoch: length often depends on the class, and a batch should mix classes


def choose_batch_size(count: int) -> int:
    """The power of two nearest to an eighth of `count` sequences, in [8, 64].

    Small sets need small batches: 40 epochs of 50 sequences are 80 steps in batches of 32, too few for any network.
    """
    return int(2 ** min(6, max(3, round(math.log2(max(count, 1) / 8)))))


def split_shuffled(count: int, batch_size: int, seed: int, epoch: int) -> Iterator[Indices]:
    """Shuffle `count` sequences by the seed and cut them into the batches of `epoch`, index arrays (B,)."""
    order = numpy_stream(seed, "order", epoch).permutation(count)
    return (order[start : start + batch_size] for start in range(0, count, batch_size))


def group_by_length(lengths: NDArray[np.int64], batch_size: int, seed: int, epoch: int) -> list[Indices]:
    """Put sequences of similar length into the same batches of `epoch`, so that little is padded.

    The plain shuffle is cut into pools of several batches; each pool is sorted by length (stable) and cut, and the
    batches are shuffled. If all lengths are equal, the result is the plain shuffle.

    Args:
        lengths: of all sequences, (N,).
        batch_size: all batches are of that size but one, which may be smaller and lie anywhere.
        seed: of the run.
        epoch: counted from 1.
    """
    plain = list(split_shuffled(len(lengths), batch_size, seed, epoch))
    if len(lengths) == 0 or (lengths == lengths[0]).all():
        return plain
    stream = numpy_stream(seed, "order", "grouped", epoch)
    together_at_most = min(_POOL, max(2, len(plain) // _POOLS))
    batches: list[Indices] = []
    for start in range(0, len(plain), together_at_most):
        pool = plain[start : start + together_at_most]
        sizes = stream.permutation([len(batch) for batch in pool])  # the smaller batch is not always the longest one
        together = np.concatenate(pool)
        by_length = together[np.argsort(lengths[together], kind="stable")]
        batches += np.split(by_length, np.cumsum(sizes)[:-1])
    return [batches[i] for i in stream.permutation(len(batches))]

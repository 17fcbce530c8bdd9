"""The training data as the loop takes them: which sequences together, from the device where they fit, else streamed."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from ..base.lazy import torch
from ..base.seeding import numpy_stream
from ..data.mapped import is_mapped, release
from ..models.batch import Batch, to_batch, token_batch
from .resident import resident

if TYPE_CHECKING:
    from ..base.units import Space
    from ..data import SequenceSet

Indices = NDArray[np.int64]
_HOST_LIMIT = 1 << 30  # bytes; larger data stay where they are
_DEVICE_SHARE = 0.25  # of the free memory of a GPU
_STREAMED = 64 << 20  # bytes of a mapped file that may pile up in memory
_AROUND = 1 << 16  # bytes that a system brings into memory around what is looked at
_POOL = 50  # batches at most whose sequences are sorted by length together
_POOLS = 3  # at least, where there are enough batches: length often goes with the class, which a batch should mix


class Batches:
    """Batches of `part` on `device`, in network units; the same bits whether the data fit on the device or not."""

    def __init__(self, part: SequenceSet, space: Space, device: str) -> None:
        self.part = part
        self.space = space
        self.device = device
        self.resident = part.values.nbytes <= _room(device, part)
        self._looked_at = 0  # bytes of a mapped file since its pages were given back
        if self.resident:
            self._kept = resident(part.values, space, device)
            self._values = self._kept.on_device  # (S, F), or (S,) tokens
            self._starts = torch.tensor(part.starts).to(device)  # (N,)
            self._lengths = torch.tensor(part.lengths).to(device)  # (N,)
            self._labels = torch.tensor(part.labels).to(device)  # (N,) or (N, K)

    def __len__(self) -> int:
        return len(self.part)

    def take(self, indices: Indices) -> Batch:
        """The sequences `indices`, in that order, padded to the longest of them."""
        if not self.resident:
            return self._streamed(indices)
        longest = int(self.part.lengths[indices].max())
        chosen = torch.from_numpy(indices).to(self.device)
        time = torch.arange(longest, device=self.device)
        mask = time < self._lengths[chosen][:, None]  # (B, T)
        steps = torch.where(mask, self._starts[chosen][:, None] + time, 0)  # (B, T)
        if self.part.symbolic:
            return token_batch(self.part.task, self._values[steps].long() * mask, self._labels[chosen], mask)
        x = torch.where(mask[:, :, None], self._values[steps], 0.0)  # (B, T, F)
        return Batch(x, self._labels[chosen], mask)

    def _streamed(self, indices: Indices) -> Batch:
        batch = to_batch(self.part, indices, self.space, self.device)
        step = self.part.values.nbytes // len(self.part.values)
        self._looked_at += int(np.maximum(self.part.lengths[indices] * step, _AROUND).sum())
        if self._looked_at > _STREAMED:
            self._looked_at = 0
            release(self.part.values)
        return batch


def fitting_batch_size(count: int) -> int:
    """The power of two nearest to an eighth of `count` sequences, in [8, 64].

    Small sets need small batches: 40 epochs of 50 sequences are 80 steps in batches of 32, too few for any network.
    """
    return int(2 ** min(6, max(3, round(math.log2(max(count, 1) / 8)))))


def batch_indices(count: int, batch_size: int, seed: int, epoch: int) -> Iterator[Indices]:
    """The indices of each batch of `epoch`: every one of `count` sequences once, in an order that the seed decides."""
    order = numpy_stream(seed, "order", epoch).permutation(count)
    return (order[start : start + batch_size] for start in range(0, count, batch_size))


def grouped_batches(lengths: NDArray[np.int64], batch_size: int, seed: int, epoch: int) -> list[Indices]:
    """The batches of `epoch` with sequences of like length in each, so that little is padded.

    The plain shuffle is cut into pools of some batches, each is sorted by length (those of one length stay in their
    random order) and cut, and the batches are shuffled. Where all are of one length it is the plain shuffle itself.

    Args:
        lengths: of all sequences, (N,).
        batch_size: all batches are of that size but one, which may be smaller and lie anywhere.
        seed: of the run.
        epoch: counted from 1.
    """
    plain = list(batch_indices(len(lengths), batch_size, seed, epoch))
    if len(lengths) == 0 or (lengths == lengths[0]).all():
        return plain
    stream = numpy_stream(seed, "order", "grouped", epoch)
    together_at_most = min(_POOL, max(2, len(plain) // _POOLS))
    found: list[Indices] = []
    for start in range(0, len(plain), together_at_most):
        pool = plain[start : start + together_at_most]
        sizes = stream.permutation([len(batch) for batch in pool])  # the smaller batch is not always the longest one
        together = np.concatenate(pool)
        by_length = together[np.argsort(lengths[together], kind="stable")]
        found += np.split(by_length, np.cumsum(sizes)[:-1])
    return [found[i] for i in stream.permutation(len(found))]


def _room(device: str, part: SequenceSet) -> int:
    """How many bytes of data may lie on `device`; what is mapped from a file needs no copy in the host's memory."""
    if device.startswith("cuda"):
        free, _ = torch.cuda.mem_get_info(device)
        return int(free * _DEVICE_SHARE)
    return 0 if is_mapped(part.values) else _HOST_LIMIT

"""The training data as the loop takes them: whole on the device where they fit, else batch by batch."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from ..base.lazy import torch
from ..base.seeding import numpy_stream
from ..models.batch import Batch, to_batch, token_batch

if TYPE_CHECKING:
    from ..base.units import Space
    from ..data import SequenceSet

Indices = NDArray[np.int64]
_HOST_LIMIT = 1 << 30  # bytes; larger data stay where they are, which may be a file mapped into memory
_DEVICE_SHARE = 0.25  # of the free memory of a GPU


class Batches:
    """Batches of `part` on `device`, in network units; the same bits whether the data fit on the device or not."""

    def __init__(self, part: SequenceSet, space: Space, device: str) -> None:
        self.part = part
        self.space = space
        self.device = device
        self.resident = part.values.nbytes <= _room(device)
        if self.resident:
            values = part.values.astype(np.int64) if part.symbolic else space.to_network(part.values)
            self._values = torch.from_numpy(values).to(device)  # (S, F), or (S,) tokens
            self._starts = torch.tensor(part.starts).to(device)  # (N,)
            self._lengths = torch.tensor(part.lengths).to(device)  # (N,)
            self._labels = torch.tensor(part.labels).to(device)  # (N,) or (N, K)

    def __len__(self) -> int:
        return len(self.part)

    def take(self, indices: Indices) -> Batch:
        """The sequences `indices`, in that order, padded to the longest of them."""
        if not self.resident:
            return to_batch(self.part, indices, self.space, self.device)
        longest = int(self.part.lengths[indices].max())
        chosen = torch.from_numpy(indices).to(self.device)
        time = torch.arange(longest, device=self.device)
        mask = time < self._lengths[chosen][:, None]  # (B, T)
        steps = torch.where(mask, self._starts[chosen][:, None] + time, 0)  # (B, T)
        if self.part.symbolic:
            return token_batch(self.part.task, self._values[steps] * mask, self._labels[chosen], mask)
        x = torch.where(mask[:, :, None], self._values[steps], 0.0)  # (B, T, F)
        return Batch(x, self._labels[chosen], mask)


def fitting_batch_size(count: int) -> int:
    """The power of two nearest to an eighth of `count` sequences, in [8, 64].

    Small sets need small batches: 40 epochs of 50 sequences are 80 steps in batches of 32, too few for any network.
    """
    return int(2 ** min(6, max(3, round(math.log2(max(count, 1) / 8)))))


def batch_indices(count: int, batch_size: int, seed: int, epoch: int) -> Iterator[Indices]:
    """The indices of each batch of `epoch`: every one of `count` sequences once, in an order that the seed decides."""
    order = numpy_stream(seed, "order", epoch).permutation(count)
    return (order[start : start + batch_size] for start in range(0, count, batch_size))


def _room(device: str) -> int:
    """How many bytes of data may lie on `device`."""
    if device.startswith("cuda"):
        free, _ = torch.cuda.mem_get_info(device)
        return int(free * _DEVICE_SHARE)
    return _HOST_LIMIT

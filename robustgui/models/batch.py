"""From sequences to the tensors that a network reads: padded, in network units, on its device."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from ..base.lazy import torch

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from torch import Tensor

    from ..base.units import Space
    from ..data import SequenceSet


class Batch(NamedTuple):
    """B sequences side by side; `x, y, mask = batch`."""

    x: Tensor  # (B, T, F) float32, network units, 0 behind each end
    y: Tensor  # (B,) int64 class indices, or (B, K) float32 targets
    mask: Tensor  # (B, T) bool, True on the steps of the sequence


def to_batch(part: SequenceSet, indices: NDArray[np.integer], space: Space, device: str = "cpu") -> Batch:
    """The sequences `indices` of `part`, in that order, as seen by a network that works in `space`.

    T is the longest of the chosen sequences; padding changes neither outputs nor gradients of a network.
    """
    values, mask = part.padded(indices)
    x = space.to_network(values)
    x[~mask] = 0
    return Batch(
        torch.from_numpy(x).to(device),
        torch.from_numpy(part.labels[indices]).to(device),
        torch.from_numpy(mask).to(device),
    )

"""Sequences as the tensors that a network reads: padded, in network units, on its device."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from ..base.lazy import torch

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from torch import Tensor

    from ..base.units import Space
    from ..data import SequenceSet, Task


class Batch(NamedTuple):
    """B sequences side by side; `x, y, mask = batch`."""

    x: Tensor  # (B, T, F) float32, network units, 0 behind each end; or (B, T) int64 tokens
    y: Tensor  # (B,) int64 class indices, (B, K) float32 targets, or (B, T) int64 next tokens, -1 behind each end
    mask: Tensor  # (B, T) bool, True on the steps of the sequence


def to_batch(part: SequenceSet, indices: NDArray[np.integer], space: Space, device: str = "cpu") -> Batch:
    """The sequences `indices` of `part`, in that order, as seen by a network that works in `space`.

    T is the longest of the chosen sequences; padding changes neither outputs nor gradients of a network.
    """
    values, mask = part.pad(indices)
    if part.symbolic:
        tokens, labels, valid = (
            torch.from_numpy(array).to(device) for array in (values.astype(np.int64), part.labels[indices], mask)
        )
        return token_batch(part.task, tokens, labels, valid)
    x = space.to_network(values)
    x[~mask] = 0
    return Batch(
        torch.from_numpy(x).to(device),
        torch.from_numpy(part.labels[indices]).to(device),
        torch.from_numpy(mask).to(device),
    )


def token_batch(task: Task, tokens: Tensor, labels: Tensor, mask: Tensor) -> Batch:
    """A batch of tokens (B, T); for next tokens, inputs are all but the last one and labels all but the first."""
    if task != "next_token":
        return Batch(tokens, labels, mask)
    if tokens.shape[1] == 1:  # single tokens, which nothing follows: one step of padding, as networks need a step
        tokens, mask = (torch.nn.functional.pad(part, (0, 1)) for part in (tokens, mask))
    following = mask[:, 1:]
    y = torch.where(following, tokens[:, 1:], -1)
    return Batch(torch.where(following, tokens[:, :-1], 0), y, following)

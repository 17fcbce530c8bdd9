"""Sequences of a notebook as inputs of a network: arrays, lists, tensors and sets, in the units of the data."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from ..base.errors import RunError
from ..base.lazy import torch
from ..data.objects import Description, Part, read_objects
from ..data.sequence_set import SequenceSet
from ..data.steps.fill import has_gaps
from .batch import to_batch

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from torch import Tensor

    from .network import Network

_AT_ONCE = 1 << 16  # steps of a batch


def to_set(network: Network, x: Any, lengths: Any = None) -> SequenceSet:
    """`x` as a set of sequences that `network` can read; one sequence (T, F) is a set of one.

    Raises:
        DataError: it holds no sequences.
        RunError: they do not match the network: features, vocabulary, or values that are missing.
    """
    if not isinstance(x, SequenceSet):
        if hasattr(x, "test") and hasattr(x, "train"):
            x = x.test
        elif (ndim := getattr(x, "ndim", 0)) == 1 or (ndim == 2 and x.shape[1] == len(network.features) > 1):
            x = x[None]  # one sequence, (T,) or (T, F)
    if not isinstance(x, SequenceSet):
        about = Description("x", vocabulary=network.vocabulary)
        x = read_objects({"train": Part(x, lengths=lengths)}, about).parts["train"]
    assert isinstance(x, SequenceSet)
    if x.vocabulary != network.vocabulary or x.symbolic != network.symbolic:
        raise RunError(
            "These sequences are not of the kind that the network reads: values, or tokens of its vocabulary. Prepare "
            "them as the training data were, with data.pipeline, or give token numbers."
        )
    if not network.symbolic and len(x.features) != len(network.features):
        raise RunError(
            "{data} has {found} {found:feature|features}, but the network was trained on {needed}.",
            data=x.name, found=len(x.features), needed=len(network.features),
        )  # fmt: skip
    if not network.symbolic and has_gaps(x):
        raise RunError("Values are missing. Fill them in, as the preprocessing of the training data does.")
    return x


def join(outputs: Sequence[Tensor]) -> NDArray[np.float32]:
    """Outputs (B, K) or (B, T, K) of several batches as one array; where steps are missing, NaN."""
    longest = max((each.shape[1] for each in outputs if each.ndim == 3), default=0)
    parts = [each.float().cpu().numpy() for each in outputs]
    if longest:
        parts = [np.pad(part, ((0, 0), (0, longest - part.shape[1]), (0, 0)), constant_values=np.nan) for part in parts]
    return np.concatenate(parts)


def batches(network: Network, part: SequenceSet) -> Iterator[tuple[Tensor, Tensor]]:
    """Inputs and masks of all sequences of `part`, in order, some at a time."""
    count = max(1, _AT_ONCE // int(part.lengths.max(initial=1)))
    for start in range(0, len(part), count):
        x, _, mask = to_batch(part, np.arange(start, min(start + count, len(part))), network.space, network.device)
        yield x, mask


def from_tensor(network: Network, x: Tensor, lengths: Any = None) -> tuple[Tensor, Tensor]:
    """Padded sequences (B, T, F) in the units of the data, or tokens (B, T), as the network reads them, and the mask.

    Gradients pass through.

    Raises:
        RunError: another number of dimensions or features.
    """
    dimensions = 2 if network.symbolic else 3
    if x.ndim != dimensions or (not network.symbolic and x.shape[2] != len(network.features)):
        needed = "(B, T)" if network.symbolic else f"(B, T, {len(network.features)})"
        raise RunError(
            "The network reads tensors of the shape {needed}, not {shape}.", needed=needed, shape=str(tuple(x.shape))
        )
    ends = torch.full((len(x),), x.shape[1]) if lengths is None else torch.as_tensor(lengths)
    mask = torch.arange(x.shape[1], device=x.device) < ends.to(x.device)[:, None]  # (B, T)
    if not network.symbolic:
        mean, std = (torch.as_tensor(getattr(network.space, name), device=x.device) for name in ("mean", "std"))
        x = ((x.double() - mean) / std).float().masked_fill(~mask[:, :, None], 0.0)
    return x, mask

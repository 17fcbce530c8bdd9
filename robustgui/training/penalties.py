"""What large weights cost: L1 and L2 on all weights but biases."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ..base.lazy import torch

if TYPE_CHECKING:
    from torch import Tensor
    from torch.nn import Module


def weights(module: Module) -> Iterator[Tensor]:
    """All parameters of `module` that are no biases; torch's own layers call those `bias...`."""
    for name, parameter in module.named_parameters():
        if not name.rpartition(".")[2].startswith("bias"):
            yield parameter


def penalty(module: Module, l1: float, l2: float) -> Tensor | None:
    """l1 * sum |w| + l2 / 2 * sum w^2, (); None if both factors are 0.

    A part of the loss rather than the optimiser's weight decay: so it means the same for every optimiser.
    """
    terms = []
    if l1:
        terms.append(l1 * torch.stack([w.abs().sum() for w in weights(module)]).sum())
    if l2:
        terms.append(l2 / 2 * torch.stack([w.square().sum() for w in weights(module)]).sum())
    return torch.stack(terms).sum() if terms else None

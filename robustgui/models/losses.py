"""Losses per sequence: what training lowers and an attack raises."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from ..base.lazy import torch

if TYPE_CHECKING:
    from torch import Tensor

Loss = Literal["cross_entropy", "mse"]


def per_sequence(loss: Loss, outputs: Tensor, y: Tensor) -> Tensor:
    """The loss of each sequence, (B,).

    Args:
        loss: "cross_entropy" for classes; "mse" for targets, or for classes against one-hot vectors.
        outputs: (B, K), logits or predicted targets.
        y: (B,) class indices, or (B, K) targets.
    """
    if loss == "cross_entropy":
        return torch.nn.functional.cross_entropy(outputs, y, reduction="none")
    target = y if y.is_floating_point() else torch.nn.functional.one_hot(y, outputs.shape[1]).to(outputs.dtype)
    return (outputs - target).square().mean(1)

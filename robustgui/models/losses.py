"""Losses per sequence, which training minimises and attacks maximise."""

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
        outputs: (B, K), logits or predicted targets; or of every step, (B, T, K).
        y: (B,) class indices, or (B, K) targets; or (B, T) indices, negative at steps without a label.
    """
    if outputs.ndim == 3:
        return _over_steps(loss, outputs, y)
    if loss == "cross_entropy":
        return _cross_entropy(outputs, y)
    target = y if y.is_floating_point() else torch.nn.functional.one_hot(y, outputs.shape[1]).to(outputs.dtype)
    return (outputs - target).square().mean(1)


def _over_steps(loss: Loss, outputs: Tensor, y: Tensor) -> Tensor:
    """The mean over the steps with a label, (B, T, K) and (B, T) -> (B,); 0 where there is none."""
    labelled = y >= 0
    each = per_sequence(loss, outputs[labelled], y[labelled])  # (all labelled steps,)
    spread = torch.zeros(y.shape, dtype=each.dtype, device=each.device).masked_scatter(labelled, each)  # (B, T)
    return spread.sum(1) / labelled.sum(1).clamp(min=1)


def _cross_entropy(logits: Tensor, y: Tensor) -> Tensor:
    """-log softmax(logits)_y = log(1 + sum over k != y of exp(z_k - z_y)), (B, K) and (B,) -> (B,).

    The usual form computes the gradient for z_y as p_y - 1, which float32 rounds to 0 as soon as the network is very
    confident: an attack then follows a wrong direction and looks weaker than it is. This form keeps all digits.
    """
    margins = logits - logits.gather(1, y[:, None])  # (B, K), 0 at y
    others = margins.scatter(1, y[:, None], -torch.inf)
    return torch.nn.functional.softplus(others.logsumexp(1))

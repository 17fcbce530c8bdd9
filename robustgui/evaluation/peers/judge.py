"""Evaluation of adversarial examples of other libraries by our network and norm."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from ...base.lazy import torch

if TYPE_CHECKING:
    from torch import Tensor

    from ...models.network import Network
    from .bridge import PeerGroup

ROUNDING = 1e-3  # of the budget: what single precision in [0, 1] may cost; the rest of it is taken back


@dataclass(frozen=True)
class Judgement:
    """Evaluation of n adversarial examples.

    Attributes:
        fell: misclassified within the threat model, (n,).
        outside: misclassified only outside of it, (n,).
        size: norms of those within it, in the threat's unit, (n,); NaN for others.
    """

    fell: NDArray[np.bool_]
    outside: NDArray[np.bool_]
    size: NDArray[np.float64]


def judge_examples(network: Network, group: PeerGroup, x: Tensor) -> Judgement:
    """Evaluate `x` (n, T, F) in network units for the sequences of `group`.

    Rounding is corrected first: a sequence within the budget is projected onto the threat set, and counts if it is
        still misclassified. One beyond the budget does not count.
    """
    region = group.region
    near = region.size(torch.where(x.isfinite(), x, torch.inf)).to(x.device) <= region.eps * (1 + ROUNDING)
    kept = torch.where(near[:, None, None], region.seal(x), region.centre)
    fools, fell = find_misclassified(network, x, group.y), find_misclassified(network, kept, group.y) & near
    size = torch.where(fell.cpu(), region.size(kept).double().cpu(), torch.nan)
    return Judgement(fell.cpu().numpy(), (fools & ~fell).cpu().numpy(), size.numpy())


def find_misclassified(network: Network, x: Tensor, y: Tensor) -> Tensor:
    """Which of `x` (n, T, F) are misclassified, (n,) bool."""
    mask = torch.ones(x.shape[:2], dtype=torch.bool, device=x.device)
    with network.evaluating(), torch.no_grad():
        outputs = network.outputs(x, mask)
    return (outputs.argmax(1) != y) | outputs.isnan().any(1)

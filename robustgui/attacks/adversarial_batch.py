"""The result of an attack on a batch."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from torch import Tensor

    from ..threats.region import Region


@dataclass(frozen=True)
class PartResult:
    """The result of an attack within one part of a union of threat models.

    Attributes:
        rows: the attacked sequences of the batch, (n,) int64.
        result: for these rows, with norms in the unit of the part.
        is_worst: for which of these rows it is the worst case over all parts, (n,) bool.
    """

    rows: Tensor
    result: AdversarialBatch
    is_worst: Tensor


@dataclass(frozen=True)
class AdversarialBatch:
    """Adversarial inputs of a batch.

    Attributes:
        x: inputs of the network: values (B, T, F), tokens (B, T) int64, or embeddings of tokens (B, T, E).
        mask: valid steps of `x`, (B, T); as in the batch unless the threat model inserts or deletes tokens or shifts
            steps.
        size: perturbation norm in the threat's unit, (B,) float64; inf where `minimise_perturbation` did not succeed.
        point: `x` as a point of the threat's region.
        region: that region.
        parts: of a union of threat models, the results within its parts, in order; parts for which no sequence was left
            are missing at the end.
    """

    x: Tensor
    mask: Tensor
    size: Tensor
    point: Tensor
    region: Region
    parts: tuple[PartResult, ...] = ()

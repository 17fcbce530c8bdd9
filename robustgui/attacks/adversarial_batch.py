"""What an attack made of a batch."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from torch import Tensor

    from ..threats.region import Region


@dataclass(frozen=True)
class PartResult:
    """What an attack made of a batch within one part of a union of threat models.

    Attributes:
        rows: which sequences of the batch it was tried on, (n,) int64.
        result: of these, with sizes in the unit of the part.
        chosen: of which of these it is the worst of all parts, (n,) bool.
    """

    rows: Tensor
    result: AdversarialBatch
    chosen: Tensor


@dataclass(frozen=True)
class AdversarialBatch:
    """What an attack made of a batch.

    Attributes:
        x: what the network reads: values (B, T, F), tokens (B, T) int64, or embeddings of tokens (B, T, E).
        mask: which steps of `x` are there, (B, T): as in the batch, unless the threat inserts or deletes tokens, or
            shifts them in time.
        size: of the perturbation, in the threat's unit, (B,) float64; what `minimise_perturbation` did not find is inf.
        point: where that is in the threat's region.
        region: that region.
        parts: of a union of threat models, the results within its parts, in their order; each sequence is chosen in
            one. Parts that no sequence was left for are missing at the end.
    """

    x: Tensor
    mask: Tensor
    size: Tensor
    point: Tensor
    region: Region
    parts: tuple[PartResult, ...] = ()

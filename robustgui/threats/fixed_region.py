"""The region of a batch whose sequences were attacked within different regions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..base.lazy import torch
from .region import Region

if TYPE_CHECKING:
    from torch import Generator, Tensor


class FixedRegion(Region):
    """A point is the index of each sequence, (B,) int64; nothing can be perturbed further.

    Attributes:
        read: inputs of the network, (B, T, F), or tokens (B, T); sealed by their own regions.
        there: their valid steps, (B, T).
        sizes: their perturbation norms, (B,) float64.
    """

    def __init__(self, read: Tensor, there: Tensor, sizes: Tensor, eps: float) -> None:
        super().__init__(torch.arange(len(read), device=read.device), eps)
        self.read, self.there, self.sizes = read, there, sizes

    def render(self, v: Tensor) -> Tensor:
        """See `Region.render`."""
        return self.read[v]

    def valid(self, v: Tensor, mask: Tensor) -> Tensor:
        """See `Region.valid`."""
        return self.there[v]

    def with_eps(self, eps: float) -> FixedRegion:
        """See `Region.with_eps`."""
        return FixedRegion(self.read, self.there, self.sizes, eps)

    def subset(self, rows: Tensor) -> FixedRegion:
        """See `Region.subset`."""
        return FixedRegion(self.read[rows], self.there[rows], self.sizes[rows.to(self.sizes.device)], self.eps)

    def size(self, x: Tensor) -> Tensor:
        """See `Region.size`."""
        return self.sizes[x.to(self.sizes.device)]

    def project(self, x: Tensor) -> Tensor:
        """See `Region.project`."""
        return x

    def seal(self, x: Tensor) -> Tensor:
        """See `Region.seal`."""
        return x

    def random_start(self, generator: Generator) -> Tensor:
        """See `Region.random_start`."""
        return self.centre

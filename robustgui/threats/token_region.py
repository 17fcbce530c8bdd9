"""The region of a threat that replaces tokens: texts of the same length that differ in at most k places."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from ..base.lazy import torch
from .region import Region, double

if TYPE_CHECKING:
    from torch import Generator, Tensor


class TokenRegion(Region):
    """Texts around a batch of tokens.

    Attributes:
        centre: the clean batch, (B, T) int64.
        free: which places may be changed, (B, T) bool; never padding.
        allowed: which tokens may be put in, (V,) bool.
        lengths: tokens of each text, (B,) int64.
        share: whether the budget is a share of the tokens of a text; else it counts tokens.
        edits: how many places of each text may differ, (B,) int64.
        scale: how many replaced tokens are a budget of 1, (B,) float64.
        eps: the budget, in the threat's unit.
    """

    def __init__(self, centre: Tensor, free: Tensor, allowed: Tensor, lengths: Tensor, share: bool, eps: float) -> None:
        super().__init__(centre, eps)
        self.free = free
        self.allowed = allowed
        self.lengths = lengths
        self.share = share
        self.edits = _edits(eps, lengths, share)
        self.scale = double(lengths if share else torch.ones_like(lengths)).clamp(min=1)

    def subset(self, chosen: Tensor) -> TokenRegion:
        """See `Region.subset`."""
        return TokenRegion(
            self.centre[chosen], self.free[chosen], self.allowed, self.lengths[chosen], self.share, self.eps
        )

    def resized(self, eps: float) -> TokenRegion:
        """See `Region.resized`."""
        return TokenRegion(self.centre, self.free, self.allowed, self.lengths, self.share, eps)

    def replaced(self, x: Tensor) -> Tensor:
        """Which places of `x` differ from the clean text, (B, T) bool."""
        return x != self.centre

    def size(self, x: Tensor) -> Tensor:
        """Replaced tokens, or their share, (B,); a share that was rounded up may lie above eps."""
        return double(self.replaced(x).sum(1)) / self.scale

    def project(self, x: Tensor) -> Tensor:
        """The nearest text: what may not differ becomes the clean token, and of too many changes the first k stay."""
        known = x.clamp(0, len(self.allowed) - 1)
        valid = self.free & self.replaced(x) & (known == x) & self.allowed[known]
        return torch.where(valid & (valid.cumsum(1) <= self.edits[:, None]), x, self.centre)

    def seal(self, x: Tensor) -> Tensor:
        """See `Region.seal`; whole numbers have no rounding, so this is `project`."""
        return self.project(x)

    def random_start(self, generator: Generator) -> Tensor:
        """As many replacements as are allowed, at random open places, all tokens with equal chance, (B, T)."""
        shape, device = self.centre.shape, self.centre.device

        def draw() -> Tensor:
            return torch.rand(shape, generator=generator, device=generator.device).to(device)

        order = draw().masked_fill(~self.free, -1.0).argsort(1, descending=True).argsort(1)  # (B, T) rank of each place
        chosen = self.free & (order < self.edits[:, None])
        tokens = self.allowed.nonzero()[:, 0]  # (n, 1) -> (n,)
        if not len(tokens):
            return self.centre.clone()
        clean = self.allowed.cumsum(0)[self.centre] - 1  # the number of the clean token among the allowed ones
        others = len(tokens) - self.allowed[self.centre].long()  # (B, T) tokens that differ from the clean one
        number = (draw() * others).long().minimum(others - 1)
        number = number + (self.allowed[self.centre] & (number >= clean)).long()
        return torch.where(chosen & (others > 0), tokens[number.clamp(0, len(tokens) - 1)], self.centre)


def _edits(eps: float, lengths: Tensor, share: bool) -> Tensor:
    """How many tokens of texts of `lengths` (B,) may be replaced, (B,) int64."""
    if eps == 0:
        return torch.zeros_like(lengths)
    if not math.isfinite(eps):
        return lengths
    if not share:
        return torch.full_like(lengths, int(eps)).minimum(lengths)
    found = (eps * double(lengths)).round().long().to(lengths.device)
    return found.clamp(min=1).minimum(lengths)

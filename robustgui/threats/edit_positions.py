"""Where a text may be edited, and how: one answer for each of its tokens, and for each gap between two."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING

from ..base.lazy import torch

if TYPE_CHECKING:
    from torch import Tensor


@dataclass(frozen=True)
class EditPositions:
    """What may be done at each place of a batch of texts. A gap g lies before token g, or behind the last one.

    Attributes:
        mask: which tokens are there, (B, T) bool.
        replace, delete: which may be replaced, or left out, (B, T) bool.
        swap: which may change places with the one behind, (B, T) bool.
        insert: into which gaps tokens may be put, (B, T + 1) bool.
        words: the number of the word that each token belongs to, (B, T) int64 in [0, T]; T: none.
        gap_words: the same of gaps, (B, T + 1).
        lengths: what a share of the budget is a share of, (B,) int64.
        most: how many edits a text takes at all, (B,) int64.
    """

    mask: Tensor
    replace: Tensor
    delete: Tensor
    swap: Tensor
    insert: Tensor
    words: Tensor
    gap_words: Tensor
    lengths: Tensor
    most: Tensor

    def only(self, step: int, may: Tensor) -> EditPositions:
        """Of the first `step` + 1 tokens: only the last may be replaced, in the texts that `may` (B,)."""
        until = slice(step + 1)
        closed = torch.zeros_like(self.mask[:, until])
        replace = closed.clone()
        replace[:, step] = self.replace[:, step] & may
        gaps = slice(step + 2)
        return EditPositions(
            mask=self.mask[:, until], replace=replace, delete=closed, swap=closed, insert=self.insert[:, gaps] & False,
            words=self.words[:, until].clamp(max=step + 1), gap_words=self.gap_words[:, gaps].clamp(max=step + 1),
            lengths=torch.full_like(self.lengths, step + 1), most=may.long(),
        )  # fmt: skip

    def subset(self, chosen: Tensor) -> EditPositions:
        """Those of some texts; `chosen` indexes them, (n,), also several times."""
        return EditPositions(**{field.name: getattr(self, field.name)[chosen] for field in fields(self)})

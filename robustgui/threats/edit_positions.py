"""Positions at which texts may be edited: for each token, and for each gap between two tokens."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING

from ..base.lazy import torch

if TYPE_CHECKING:
    from torch import Tensor


@dataclass(frozen=True)
class EditPositions:
    """Allowed edits at each position of a batch of texts. Gap g lies before token g; the last one after the last token.

    Attributes:
        mask: valid tokens, (B, T) bool.
        replace, delete: tokens that may be replaced or deleted, (B, T) bool.
        swap: tokens that may be swapped with the next one, (B, T) bool.
        insert: gaps in which tokens may be inserted, (B, T + 1) bool.
        words: number of the word of each token, (B, T) int64 in [0, T]; T: none.
        gap_words: the same of gaps, (B, T + 1).
        lengths: reference lengths of budgets that are shares, (B,) int64.
        most: largest possible number of edits of each text, (B,) int64.
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
        """The first `step` + 1 tokens, of which only the last may be replaced, in the texts `may` (B,)."""
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

    def subset(self, rows: Tensor) -> EditPositions:
        """Positions of the texts with indices `rows` (n,), which may repeat."""
        return EditPositions(**{field.name: getattr(self, field.name)[rows] for field in fields(self)})

"""Positions at which texts may be edited, and the columns of the points of a token region, which stand for them."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING

from ..base.lazy import torch

if TYPE_CHECKING:
    from torch import Tensor, device


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

    @classmethod
    def of_replacements(cls, mask: Tensor, replace: Tensor, lengths: Tensor, most: Tensor) -> EditPositions:
        """Positions at which tokens may be replaced only; every token is a word."""
        closed = torch.zeros_like(mask)
        place = torch.arange(mask.shape[1] + 1, device=mask.device).expand(len(mask), -1)
        return cls(
            mask=mask, replace=replace, delete=closed, swap=closed, insert=torch.nn.functional.pad(closed, (0, 1)),
            words=place[:, :-1], gap_words=place, lengths=lengths, most=most,
        )  # fmt: skip

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


class Slots:
    """Columns of the points of a token region, and their order in the text.

    T tokens, then rounds of T + 1 gaps; in the text the gaps g of all rounds precede token g.

    Attributes:
        T: number of tokens.
        rounds: tokens per gap.
        order: the columns in text order, (S,).
    """

    def __init__(self, T: int, rounds: int, device: device) -> None:
        self.T = T
        self.rounds = rounds
        place = torch.arange(T, device=device)
        gap = torch.arange(T + 1, device=device).repeat(rounds)  # (rounds * (T + 1),)
        at = torch.arange(rounds, device=device).repeat_interleave(T + 1)
        key = torch.cat([place * (rounds + 1) + rounds, gap * (rounds + 1) + at])  # (S,)
        self.order = key.argsort()
        self._place = self.order.argsort()

    def in_order(self, values: Tensor) -> Tensor:
        """`values` (B, S) of the columns in text order."""
        return values[:, self.order] if self.rounds else values

    def back(self, values: Tensor) -> Tensor:
        """The inverse of `in_order`."""
        return values[:, self._place] if self.rounds else values

    def pack(self, present: Tensor, spare: int) -> tuple[Tensor, Tensor]:
        """The `present` (B, S) columns in text order without gaps, and their mask, (B, T + spare)."""
        there = self.in_order(present)
        width = self.T + spare
        first = (~there).to(torch.int8).argsort(dim=1, stable=True)[:, :width]
        steps = torch.arange(width, device=present.device)
        return self.order[first], steps < there.sum(1, keepdim=True)

    def steps(self, present: Tensor) -> Tensor:
        """The step of each column in the text, or the step it would have, (B, S)."""
        there = self.in_order(present).long()
        return self.back(there.cumsum(1) - there)

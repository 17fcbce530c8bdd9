"""Columns of the points of a token region, and their order in the text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..base.lazy import torch

if TYPE_CHECKING:
    from torch import Tensor, device


class Slots:
    """T tokens, then rounds of T + 1 gaps; in the text the gaps g of all rounds precede token g.

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

"""The columns of a point of a token region, and the order in which they stand in the text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..base.lazy import torch

if TYPE_CHECKING:
    from torch import Tensor, device


class Slots:
    """T tokens, then rounds of T + 1 gaps; in the text the gaps g of all rounds stand before token g.

    Attributes:
        T: tokens.
        rounds: how many tokens fit into a gap.
        order: the columns as they stand in the text, (S,).
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
        """`values` (B, S) of the columns as they stand in the text."""
        return values[:, self.order] if self.rounds else values

    def back(self, values: Tensor) -> Tensor:
        """The opposite of `in_order`."""
        return values[:, self._place] if self.rounds else values

    def packed(self, present: Tensor, spare: int) -> tuple[Tensor, Tensor]:
        """The columns that are `present` (B, S) one behind the other, and which of those there are, (B, T + spare)."""
        there = self.in_order(present)
        width = self.T + spare
        first = (~there).to(torch.int8).argsort(dim=1, stable=True)[:, :width]
        steps = torch.arange(width, device=present.device)
        return self.order[first], steps < there.sum(1, keepdim=True)

    def steps(self, present: Tensor) -> Tensor:
        """At which step of the text each column stands, or would stand, (B, S)."""
        there = self.in_order(present).long()
        return self.back(there.cumsum(1) - there)

"""The cost of an attack: queries and gradients."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ..base.lazy import torch

if TYPE_CHECKING:
    from torch import Tensor


@dataclass
class Cost:
    """Counts by sequence: one query of a batch of ten counts ten.

    Attributes:
        queries: forward passes without a gradient.
        gradients: forward and backward passes.
        each: the same for each sequence of the batch, (2, B) int64; see `by_sequence`.
    """

    queries: int = 0
    gradients: int = 0
    each: Tensor | None = field(default=None, repr=False, compare=False)

    @classmethod
    def by_sequence(cls, count: int, device: str) -> Cost:
        """A cost that also counts for each of `count` sequences, on `device`, so that counting does not
        synchronise."""
        return cls(each=torch.zeros(2, count, dtype=torch.int64, device=device))

    def query(self, rows: Tensor, times: int) -> None:
        """Count `times` queries for each of the sequences `rows` (n,)."""
        self.queries += len(rows) * times
        self._note(0, rows, times)

    def gradient(self, rows: Tensor, times: int) -> None:
        """The same with gradients."""
        self.gradients += len(rows) * times
        self._note(1, rows, times)

    def add(self, other: Cost, rows: Tensor) -> None:
        """Add the cost of a part of the batch, the sequences `rows` (n,)."""
        self.queries += other.queries
        self.gradients += other.gradients
        if self.each is not None and other.each is not None:
            self.each.index_add_(1, rows, other.each)

    def _note(self, kind: int, rows: Tensor, times: int) -> None:
        if self.each is not None:
            self.each[kind].index_add_(0, rows, torch.full_like(rows, times))

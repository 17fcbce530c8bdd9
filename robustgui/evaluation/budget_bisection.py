"""Bisection over budgets: the smallest of several budgets at which each sequence is misclassified."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from .predictions import Indices

Flags = NDArray[np.bool_]


class BudgetBisection:
    """Bisection state of n sequences over budgets in ascending order.

    A success at one budget holds for all larger ones, and for smaller ones that contain the perturbation. A failure
    counts as a failure at smaller budgets, where the same attack has fewer allowed inputs.

    Attributes:
        enough: index of the smallest budget at which the attack succeeds, (n,); the number of budgets if there is none.
        failed: index of the largest budget at which the attack failed, (n,); -1 if there is none.
    """

    def __init__(self, eps: Sequence[float], misclassified: Flags) -> None:
        """
        Args:
            eps: the budgets in ascending order.
            misclassified: sequences that are misclassified without an attack, (n,).
        """
        self._eps = np.asarray(eps)
        self.failed = np.full(len(misclassified), -1)
        self.enough = np.where(misclassified, 0, len(eps))

    @property
    def decided(self) -> int:
        """Number of pairs of a sequence and a budget that are decided."""
        return int((len(self._eps) - np.maximum(self.enough - self.failed - 1, 0)).sum())

    def rounds(self) -> Iterator[tuple[int, Flags]]:
        """Indices of budgets, and the sequences to attack within each, (n,), until all are decided.

        The next budget is the one that halves most open intervals; all sequences it can inform are attacked within it.
        So there are few runs of many sequences each, and no budget twice.
        """
        numbers = np.arange(len(self._eps))[:, None]
        while True:
            halved = np.minimum(numbers - self.failed, self.enough - numbers).clip(0)  # (budgets, n)
            if not halved.any():
                return
            number = int(halved.sum(1).argmax())
            yield number, halved[number] > 0

    def note(self, number: int, rows: Indices, is_success: Flags, sizes: NDArray[np.float64]) -> None:
        """Store the successes of the attack on `rows` (m,) within budget `number`, and its perturbation norms."""
        self.failed[rows[~is_success]] = number
        within = np.searchsorted(self._eps, sizes[is_success])
        self.enough[rows[is_success]] = np.maximum(np.minimum(within, number), self.failed[rows[is_success]] + 1)

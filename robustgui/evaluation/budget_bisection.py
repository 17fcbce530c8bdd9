"""Which of several budgets is enough, by halves: a few attacks on each sequence in the place of one at every budget."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from ..base.seeding import derive
from .predictions import Indices
from .scores import GROUP, choose_group_size, find_longest, split_groups

if TYPE_CHECKING:
    from ..data import SequenceSet
    from ..models.network import Network

Flags = NDArray[np.bool_]
_STEPS = 1 << 14  # in a group on a processor: of few rows each step would cost nearly as much as of many


class BudgetBisection:
    """What is known of n sequences at budgets in rising order.

    What fell within a budget falls within all that are larger, and within smaller ones that hold what was found. What
    stood counts as standing within smaller ones: there the same attack has less room.

    Attributes:
        enough: the number of the smallest budget within which each is known to fall, (n,); the count of budgets: none.
        failed: the number of the largest one within which each stood, (n,); -1: none.
    """

    def __init__(self, eps: Sequence[float], fallen: Flags) -> None:
        """
        Args:
            eps: the budgets, rising.
            fallen: which need none, (n,).
        """
        self._eps = np.asarray(eps)
        self.failed = np.full(len(fallen), -1)
        self.enough = np.where(fallen, 0, len(eps))

    @property
    def decided(self) -> int:
        """How many pairs of a sequence and a budget are known."""
        return int((len(self._eps) - np.maximum(self.enough - self.failed - 1, 0)).sum())

    def rounds(self) -> Iterator[tuple[int, Flags]]:
        """Numbers of budgets, and which sequences to attack within each, (n,), until all is known.

        Next is the budget that halves most; whoever it may tell something about is attacked within it, so that there
        are few runs, of many sequences each, and none within the same budget twice.
        """
        numbers = np.arange(len(self._eps))[:, None]
        while True:
            halved = np.minimum(numbers - self.failed, self.enough - numbers).clip(0)  # (budgets, n)
            if not halved.any():
                return
            number = int(halved.sum(1).argmax())
            yield number, halved[number] > 0

    def note(self, number: int, rows: Indices, fell: Flags, sizes: NDArray[np.float64]) -> None:
        """What the attack on `rows` (m,) within budget `number` made: who fell, and the sizes of their changes."""
        self.failed[rows[~fell]] = number
        within = np.searchsorted(self._eps, sizes[fell])
        self.enough[rows[fell]] = np.maximum(np.minimum(within, number), self.failed[rows[fell]] + 1)


def pack_wide_groups(
    network: Network, part: SequenceSet, indices: Indices, standing: Flags, seed: int
) -> list[tuple[Indices, Indices, int]]:
    """As `scores.pack_groups`, of short sequences more at once: halves are many runs of few sequences."""
    rows = np.flatnonzero(standing)
    rows = rows[np.argsort(part.lengths[indices[rows]], kind="stable")]
    longest = find_longest(part, indices)
    size = max(choose_group_size(network.device, longest), min(4 * GROUP, _STEPS // longest))
    positions = map(np.sort, split_groups(rows, size))
    return [(some, indices[some], derive(seed, "evaluate", number)) for number, some in enumerate(positions)]

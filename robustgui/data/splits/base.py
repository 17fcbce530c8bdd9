"""The interface of a split, and what stratified splits share."""

from __future__ import annotations

from abc import abstractmethod
from typing import ClassVar

import numpy as np
from numpy.typing import NDArray

from ...base.errors import Sentence
from ...base.registry import Registry
from ...base.settings import Named
from ..sequence_set import SequenceSet

Indices = NDArray[np.int64]


class Split(Named):
    """Decides which sequences are for testing, and by the same rule which for validation.

    Attributes:
        uses_given: a test part that comes with the data is used as it is; else all sequences are put together first.
    """

    uses_given: ClassVar[bool] = False

    @abstractmethod
    def divide(self, data: SequenceSet, share: float | None, stream: np.random.Generator) -> tuple[Indices, Indices]:
        """Indices of training and of held-out sequences, both sorted and disjoint; some sequences may be in neither.

        Args:
            data: all sequences.
            share: approximate share to hold out, in (0, 1); None: that of the settings.
            stream: the only source of randomness.

        Raises:
            DataError: the data cannot be split like this.
        """

    @abstractmethod
    def note(self, data: SequenceSet, keep: Indices, aside: Indices, part: str, seed: int) -> Sentence:
        """A note about the split; `part` is "test" or "validation"."""


PURPOSES = {"test": Sentence("testing"), "validation": Sentence("validation")}  # of a held-out part

SPLITS: Registry[Split] = Registry("split", __package__ or "robustgui.data.splits")


def strata(data: SequenceSet) -> NDArray[np.int64]:
    """The class of each sequence, (N,); data without classes are of one."""
    return data.labels.astype(np.int64) if data.task == "classification" else np.zeros(len(data), np.int64)


def counts_by_group(data: SequenceSet, groups: NDArray[np.int64]) -> NDArray[np.float64]:
    """Sequences of each group and class, (G, K), without classes that have none."""
    labels = np.unique(strata(data), return_inverse=True)[1]
    width = int(labels.max(initial=0)) + 1
    counts = np.bincount(groups * width + labels, minlength=(int(groups.max(initial=0)) + 1) * width)
    return counts.reshape(-1, width).astype(np.float64)  # (G * K,) -> (G, K)

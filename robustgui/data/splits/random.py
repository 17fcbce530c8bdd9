"""Stratified random split: a random share of each class."""

from __future__ import annotations

from typing import ClassVar

import numpy as np

from ...base.errors import DataError, Sentence
from ...base.settings import setting
from ..sequence_set import SequenceSet
from .base import PURPOSES, SPLITS, Indices, Split


@SPLITS.register("random")
class Random(Split):
    """Stratified random split: a share of each class is held out at random, by the seed."""

    title: ClassVar[str] = "Random, stratified by class"

    share: float = setting(
        0.3, gt=0, lt=1, title="Test share", help="Share of each class that is held out for testing."
    )

    def divide(self, data: SequenceSet, share: float | None, stream: np.random.Generator) -> tuple[Indices, Indices]:
        """See `Split.divide`.

        Each class of two or more sequences has at least one on each side; the only sequence of a class stays.
        Data without classes are split as if they were one class.
        """
        test_share = self.share if share is None else share
        groups = data.labels if data.task == "classification" else np.zeros(len(data), np.int64)
        aside: list[Indices] = [np.empty(0, np.int64)]
        for group in np.unique(groups):
            members = np.flatnonzero(groups == group)
            count = min(max(round(len(members) * test_share), 1), len(members) - 1)
            aside.append(stream.permutation(members)[:count])
        is_test = np.zeros(len(data), bool)
        is_test[np.concatenate(aside)] = True
        if not is_test.any():
            raise DataError(
                "{source}: no sequence can be held out, because each class has only one. Check that the labels are "
                "in the right column, add sequences, or choose a file of test data.",
                source=data.source or data.name,
            )  # fmt: skip
        return np.flatnonzero(~is_test), np.flatnonzero(is_test)

    def note(self, data: SequenceSet, keep: Indices, aside: Indices, part: str, seed: int) -> Sentence:
        """See `Split.note`."""
        return random_note(len(aside), len(data), part, seed)


def random_note(count: int, total: int, part: str, seed: int) -> Sentence:
    """A note about sequences that were held out at random; `part` is "test" or "validation"."""
    return Sentence(
        "{count} of {total} {total:sequence|sequences} {count:was|were} held out for {purpose}, at random with seed "
        "{seed}.",
        {"count": count, "total": total, "purpose": PURPOSES[part], "seed": seed},
    )

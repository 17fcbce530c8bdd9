"""Time-ordered split: the last sequences in time are the test part."""

from __future__ import annotations

from typing import ClassVar

import numpy as np
from numpy.typing import NDArray

from ...base.errors import DataError, Sentence
from ...base.settings import setting
from ..sequence_set import SequenceSet
from .base import PURPOSES, SPLITS, Indices, Split


@SPLITS.register("time")
class Time(Split):
    """Time-ordered split: train on the past, test on the future; sequences that overlap the boundary are excluded."""

    title: ClassVar[str] = "Time-ordered (the last ones are test data)"

    share: float = setting(
        0.3,
        gt=0,
        lt=1,
        title="Test share",
        help="Approximate share of the sequences, the last ones in time, that is held out.",
    )
    by_order: bool = setting(
        False,
        title="Order of the file",
        help="If there are no time stamps, use the order of the sequences in the file as the order in time.",
    )

    def divide(self, data: SequenceSet, share: float | None, stream: np.random.Generator) -> tuple[Indices, Indices]:
        """See `Split.divide`.

        Tested is what begins at the border or later; the border is the beginning that gives the nearest share.
        Sequences that begin before it and whose last value or target is not before it are in neither part.
        """
        begins, ends = self._times(data)
        border = _border(begins, self.share if share is None else share, data)
        return np.flatnonzero(ends < border), np.flatnonzero(begins >= border)

    def note(self, data: SequenceSet, keep: Indices, aside: Indices, part: str, seed: int) -> Sentence:
        """See `Split.note`."""
        dropped = len(data) - len(keep) - len(aside)
        return Sentence(
            "The last {count} of {total} {total:sequence|sequences} in time {count:was|were} held out for {purpose}; "
            "{dropped} that {dropped:overlaps|overlap} the boundary {dropped:was|were} excluded.",
            {"count": len(aside), "total": len(data), "dropped": dropped, "purpose": PURPOSES[part]},
        )

    def _times(self, data: SequenceSet) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """When each sequence begins, and when its last value or target is, (N,) each."""
        if data.times is not None:
            if not np.isfinite(data.times).all():
                raise DataError(
                    "{source}: the time of some sequences is not known. Add it, or choose a random split.",
                    source=data.source or data.name,
                )  # fmt: skip
            return data.times[:, 0], data.times[:, 1]
        if not self.by_order:
            raise DataError(
                "{source}: the times of the sequences are not known. Choose a time column in the settings of the "
                "format, select 'Order of the file' in the split, or choose a random split.",
                source=data.source or data.name,
            )  # fmt: skip
        return data.starts.astype(np.float64), (data.starts + data.lengths - 1).astype(np.float64)


def _border(begins: NDArray[np.float64], share: float, data: SequenceSet) -> float:
    """The beginning from which on about `share` of the sequences begin, but not all."""
    moments, first = np.unique(np.sort(begins), return_index=True)  # those before `first` begin earlier
    if len(moments) < 2:
        raise DataError(
            "{source}: all sequences begin at the same time, so they cannot be ordered in time. Choose a random or "
            "a grouped split.",
            source=data.source or data.name,
        )  # fmt: skip
    aside = len(begins) - first[1:]
    return float(moments[1 + int(np.abs(aside - share * len(begins)).argmin())])

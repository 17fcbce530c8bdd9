"""Other steps a second, or another number of steps."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from typing import Any, ClassVar, Literal

import numpy as np
from numpy.typing import NDArray

from ...base.errors import DataError
from ...base.settings import setting
from ..sequence_set import CHUNK, SequenceSet
from .base import STEPS, Fitted, Step
from .fill import has_gaps

_FINEST = 10_000  # largest denominator of a factor


@STEPS.register("resample")
class Resample(Step):
    """Resample to a sample rate, by a factor, or to a fixed length; frequencies above the new limit are filtered
    out.

    The filter is SciPy's `resample_poly`, with zero phase; beyond the ends the first and last value are repeated.
    """

    title: ClassVar[str] = "Resample"

    to: Literal["rate", "factor", "steps"] = setting(
        "factor",
        title="To",
        choices={"rate": "a sample rate", "factor": "a factor", "steps": "a fixed length"},
        help="Which quantity is given.",
    )
    rate: float = setting(
        8000.0, gt=0, le=1e9, unit="Hz", title="Rate", when=("to", ("rate",)), help="The new sample rate."
    )
    factor: float = setting(
        0.5,
        ge=1e-3,
        le=1e3,
        title="Factor",
        when=("to", ("factor",)),
        help="Ratio of new to old length; 0.5 keeps half of the time steps.",
    )
    steps: int = setting(
        100, ge=1, le=1_000_000, unit="steps", title="Steps", when=("to", ("steps",)), help="Length of every sequence."
    )
    method: Literal["filtered", "linear"] = setting(
        "filtered",
        title="Method",
        advanced=True,
        choices={"filtered": "with an anti-aliasing filter", "linear": "linear interpolation"},
        help="Linear interpolation avoids ringing at steep edges, but causes aliasing.",
    )

    def fit(self, train: SequenceSet) -> Fitted:
        """See `Step.fit`.

        Raises:
            DataError: a rate is wanted of data without one, or values are missing.
        """
        if self.to == "rate" and train.sample_rate is None:
            raise DataError(
                "{source}: the sample rate of these data is not known, so they cannot be resampled to {rate} Hz. "
                "Set the sample rate in the settings of the format, or resample by a factor.",
                source=train.source or train.name, rate=self.rate,
            )  # fmt: skip
        return self._resample

    def _resample(self, part: SequenceSet) -> SequenceSet:
        if has_gaps(part):
            raise DataError(
                (
                    "{source}: missing values would spread when resampled. Add the step 'Fill missing values' "
                    "before 'Resample'."
                ),
                source=part.source or part.name,
            )
        ratio = self._ratio(part)
        lengths = np.array([self._count(int(length), ratio) for length in part.lengths], np.int64)
        if np.array_equal(lengths, part.lengths):
            return part
        ends = np.cumsum(lengths)
        values = np.empty((int(ends[-1]), part.values.shape[1]), np.float32)
        for numbers in _of_equal_length(part):
            old, new = int(part.lengths[numbers[0]]), int(lengths[numbers[0]])
            x = part.values[part.starts[numbers][:, None] + np.arange(old)].astype(np.float64)  # (n, T, F)
            there = (ends - lengths)[numbers][:, None] + np.arange(new)  # (n, T')
            values[there] = self._change_rate(x, new, Fraction(new, old) if ratio is None else ratio)
        return replace(
            part, values=values, starts=ends - lengths, lengths=lengths,
            sample_rate=part.sample_rate * float(ratio) if ratio and part.sample_rate else None,
        )  # fmt: skip

    def _ratio(self, part: SequenceSet) -> Fraction | None:
        """New steps for each old one; None: every sequence has its own."""
        if self.to == "steps":
            return None
        factor = self.factor if self.to == "factor" else self.rate / (part.sample_rate or self.rate)
        return Fraction(factor).limit_denominator(_FINEST)

    def _count(self, length: int, ratio: Fraction | None) -> int:
        return self.steps if ratio is None else -(-length * ratio.numerator // ratio.denominator)

    def _change_rate(self, x: NDArray[np.float64], count: int, ratio: Fraction) -> NDArray[Any]:
        """(n, T, F) to (n, `count`, F)."""
        if self.method == "linear" or x.shape[1] == 1:
            place = np.minimum(np.arange(count) / float(ratio), x.shape[1] - 1)
            before = place.astype(np.int64)
            after = np.minimum(before + 1, x.shape[1] - 1)
            share = (place - before)[:, None]
            lines: NDArray[Any] = x[:, before] * (1 - share) + x[:, after] * share
            return lines
        from scipy.signal import resample_poly

        resampled: NDArray[Any] = resample_poly(x, ratio.numerator, ratio.denominator, axis=1, padtype="edge")
        return resampled


def _of_equal_length(part: SequenceSet) -> Iterator[NDArray[np.int64]]:
    """All indices, in groups of sequences of one length that are not too large together."""
    order = np.argsort(part.lengths, kind="stable")
    for group in np.split(order, np.flatnonzero(np.diff(part.lengths[order])) + 1):
        at_once = max(1, CHUNK // int(part.lengths[group[0]]))
        yield from (group[start : start + at_once] for start in range(0, len(group), at_once))

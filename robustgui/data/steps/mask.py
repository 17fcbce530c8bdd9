"""Fill missing values and tell the network where they were missing."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import ClassVar

import numpy as np
from numpy.typing import NDArray

from ..sequence_set import SequenceSet
from .base import STEPS, Fitted, Step
from .fill import ImputationMethod, compute_training_means, imputation_setting, impute


@STEPS.register("mask")
class Mask(Step):
    """Impute missing values, and add a mask feature that is 1 where a value was missing; the mask is never
    perturbed.

    Features without a gap in the training data get none: nothing could be learned from it.
    """

    title: ClassVar[str] = "Fill and mark missing values"

    how: ImputationMethod = imputation_setting()

    def fit(self, train: SequenceSet) -> Fitted:
        """See `Step.fit`; raises `DataError` if a feature has no value in all the training data."""
        means = compute_training_means(train)
        gaps = np.zeros(train.values.shape[1], bool)
        for chunk in train.chunks():
            gaps |= np.isnan(chunk).any(axis=0)
        marked = np.flatnonzero(gaps)
        return partial(_impute_and_mark, masked=marked, means=means, how=self.how)


def _impute_and_mark(
    part: SequenceSet, masked: NDArray[np.int64], means: NDArray[np.float64], how: ImputationMethod
) -> SequenceSet:
    """`part` without gaps, with a feature that says where each of the features `masked` was missing."""
    imputed = impute(part, means, how)
    if not len(masked):
        return imputed
    count = len(part.features)
    imputed = imputed.compact()
    marks = np.isnan(part.compact().values[:, masked])  # (S, M)
    return replace(
        imputed,
        values=np.concatenate([imputed.values, marks.astype(np.float32)], axis=1),  # (S, F + M)
        features=(*imputed.features, *(f"{imputed.features[i]} missing" for i in masked)),
        units=(*imputed.units, *("" for _ in masked)) if imputed.units else (),
        filled=(*imputed.filled, *(0 for _ in masked)) if imputed.filled else (),
        closed=(*imputed.closed, *range(count, count + len(masked))),
    )

"""The sequences of the open dataset in one cell of the confusion matrix."""

from __future__ import annotations

import numpy as np

from ....data import Dataset
from ....evaluation.scores import choose_indices
from .measured import Curve


def sequences_in(
    curve: Curve, eps: float, true: int, predicted: int, dataset: Dataset | None
) -> tuple[int, ...] | None:
    """Indices of test sequences of class `true` that are taken for `predicted`; None if other data are open."""
    _, confusion = curve.at(eps)
    if confusion is None or dataset is None or dataset.test.classes != confusion.classes:
        return None
    measured = choose_indices(dataset.test, curve.samples, curve.seed)
    labels = np.array(confusion.true)
    if len(measured) != len(labels) or not np.array_equal(dataset.test.labels[measured], labels):
        return None
    inside = (labels == true) & (np.array(confusion.predicted) == predicted)
    return tuple(measured[inside].tolist())

"""Events of predictions: points of a curve, confusion matrices, and clean scores."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

import numpy as np

from .events import CleanMeasured, Confusion, CurvePoint
from .numeric_metrics import baseline_absolute_error, compute_baseline, directional_accuracy, mean_absolute_error
from .predictions import Indices, Predictions

if TYPE_CHECKING:
    from ..data import SequenceSet
    from ..threats import Threat
    from .training_overlap import TrainingOverlap


def make_curve_point(found: Predictions, run: str, threat: Threat, classes: tuple[str, ...], attack: str) -> CurvePoint:
    """The point of the robustness curve at the eps of `threat`."""
    low, high = found.interval()
    return CurvePoint(
        run, threat.eps, threat.unit, found.metric, found.value, low, high, len(found.indices),
        count_per_class(found, classes), attack,
    )  # fmt: skip


def count_per_class(found: Predictions, classes: tuple[str, ...]) -> tuple[tuple[str, int, int], ...]:
    """(class, number correct, total) of each class; empty without classes."""
    return tuple(
        (name, int(found.right[found.labels == index].sum()), int((found.labels == index).sum()))
        for index, name in enumerate(classes if found.metric == "accuracy" else ())
    )


def make_confusion(found: Predictions, run: str, eps: float, classes: tuple[str, ...], attack: str) -> Confusion:
    """The confusion matrix, and labels and predictions in the order of `found.indices`."""
    counts = np.zeros((len(classes), len(classes)), np.int64)
    np.add.at(counts, (found.labels.astype(np.int64), found.predicted.astype(np.int64)), 1)
    return Confusion(
        run=run,
        eps=eps,
        classes=classes,
        counts=tuple(map(tuple, counts.tolist())),
        true=tuple(found.labels.tolist()),
        predicted=tuple(found.predicted.tolist()),
        attack=attack,
    )


def make_clean_measured(
    part: SequenceSet, found: Predictions, run: str, overlap: TrainingOverlap | None
) -> CleanMeasured:
    """Scores without an attack."""
    low, high = found.interval()
    weighted = found.metric == "bits"
    return CleanMeasured(
        run=run,
        metric=found.metric,
        value=found.value,
        low=low,
        high=high,
        samples=len(found.indices),
        per_class=count_per_class(found, part.classes),
        mae=mean_absolute_error(found),
        direction=directional_accuracy(part, found),
        baseline=compute_baseline(part, found.indices),
        baseline_mae=baseline_absolute_error(part, found.indices),
        data=compute_fingerprint(part, found.indices),
        indices=tuple(found.indices.tolist()),
        errors=tuple(found.errors.tolist()),
        weights=tuple(found.weights.tolist()) if weighted else (),
        overlap=overlap,
    )


def compute_fingerprint(part: SequenceSet, indices: Indices) -> str:
    """A fingerprint of values, labels and classes in this order."""
    digest = hashlib.blake2b(repr((part.task, part.classes, len(indices))).encode(), digest_size=8)
    digest.update(np.ascontiguousarray(part.labels[indices]).tobytes())
    digest.update(np.ascontiguousarray(part.lengths[indices]).tobytes())
    for index in indices.tolist():
        digest.update(np.ascontiguousarray(part[index]).tobytes())
    return digest.hexdigest()

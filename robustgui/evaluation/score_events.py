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


def make_curve_point(
    predictions: Predictions, run: str, threat: Threat, classes: tuple[str, ...], attack: str
) -> CurvePoint:
    """The point of the robustness curve at the eps of `threat`."""
    low, high = predictions.interval()
    return CurvePoint(
        run, threat.eps, threat.unit, predictions.metric, predictions.value, low, high, len(predictions.indices),
        count_per_class(predictions, classes), attack,
    )  # fmt: skip


def count_per_class(predictions: Predictions, classes: tuple[str, ...]) -> tuple[tuple[str, int, int], ...]:
    """(class, number correct, total) of each class; empty without classes."""
    return tuple(
        (name, int(predictions.right[predictions.labels == index].sum()), int((predictions.labels == index).sum()))
        for index, name in enumerate(classes if predictions.metric == "accuracy" else ())
    )


def make_confusion(predictions: Predictions, run: str, eps: float, classes: tuple[str, ...], attack: str) -> Confusion:
    """The confusion matrix, and labels and predictions in the order of `predictions.indices`."""
    counts = np.zeros((len(classes), len(classes)), np.int64)
    np.add.at(counts, (predictions.labels.astype(np.int64), predictions.predicted.astype(np.int64)), 1)
    return Confusion(
        run=run, eps=eps, classes=classes, counts=tuple(map(tuple, counts.tolist())),
        true=tuple(predictions.labels.tolist()), predicted=tuple(predictions.predicted.tolist()), attack=attack,
    )  # fmt: skip


def make_clean_measured(
    part: SequenceSet, predictions: Predictions, run: str, overlap: TrainingOverlap | None
) -> CleanMeasured:
    """Scores without an attack."""
    low, high = predictions.interval()
    weighted = predictions.metric == "bits"
    return CleanMeasured(
        run=run, metric=predictions.metric, value=predictions.value, low=low, high=high,
        samples=len(predictions.indices), per_class=count_per_class(predictions, part.classes),
        mae=mean_absolute_error(predictions), direction=directional_accuracy(part, predictions),
        baseline=compute_baseline(part, predictions.indices),
        baseline_mae=baseline_absolute_error(part, predictions.indices),
        data=compute_fingerprint(part, predictions.indices), indices=tuple(predictions.indices.tolist()),
        errors=tuple(predictions.errors.tolist()), weights=tuple(predictions.weights.tolist()) if weighted else (),
        overlap=overlap,
    )  # fmt: skip


def compute_fingerprint(part: SequenceSet, indices: Indices) -> str:
    """A fingerprint of values, labels and classes in this order."""
    digest = hashlib.blake2b(repr((part.task, part.classes, len(indices))).encode(), digest_size=8)
    digest.update(np.ascontiguousarray(part.labels[indices]).tobytes())
    digest.update(np.ascontiguousarray(part.lengths[indices]).tobytes())
    for index in indices.tolist():
        digest.update(np.ascontiguousarray(part[index]).tobytes())
    return digest.hexdigest()

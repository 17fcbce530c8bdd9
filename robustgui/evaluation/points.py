"""From answers to the events that tell them: points of a curve, confusions, and what holds without an attack."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

import numpy as np

from .answers import Answers, Indices
from .baseline import baseline_score
from .events import CleanMeasured, Confusion, CurvePoint
from .numbers import baseline_error, direction_of, error_of

if TYPE_CHECKING:
    from ..data import SequenceSet
    from ..threats import Threat
    from .training_overlap import TrainingOverlap


def curve_point(found: Answers, run: str, threat: Threat, classes: tuple[str, ...], attack: str) -> CurvePoint:
    """The point of the curve that `found` makes at the eps of `threat`."""
    low, high = found.interval()
    return CurvePoint(
        run, threat.eps, threat.unit, found.metric, found.value, low, high, len(found.indices),
        per_class(found, classes), attack,
    )  # fmt: skip


def per_class(found: Answers, classes: tuple[str, ...]) -> tuple[tuple[str, int, int], ...]:
    """(class, right, of how many) of each class; of answers that are none, nothing."""
    return tuple(
        (name, int(found.right[found.labels == index].sum()), int((found.labels == index).sum()))
        for index, name in enumerate(classes if found.metric == "accuracy" else ())
    )


def confusion(found: Answers, run: str, eps: float, classes: tuple[str, ...], attack: str) -> Confusion:
    """Who is taken for whom; sequences in the order of `found.indices`."""
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


def clean_measured(part: SequenceSet, found: Answers, run: str, overlap: TrainingOverlap | None) -> CleanMeasured:
    """What holds without an attack."""
    low, high = found.interval()
    weighted = found.metric == "bits"
    return CleanMeasured(
        run=run,
        metric=found.metric,
        value=found.value,
        low=low,
        high=high,
        samples=len(found.indices),
        per_class=per_class(found, part.classes),
        mae=error_of(found),
        direction=direction_of(part, found),
        baseline=baseline_score(part, found.indices),
        baseline_mae=baseline_error(part, found.indices),
        data=fingerprint(part, found.indices),
        indices=tuple(found.indices.tolist()),
        errors=tuple(found.errors.tolist()),
        weights=tuple(found.weights.tolist()) if weighted else (),
        overlap=overlap,
    )


def fingerprint(part: SequenceSet, indices: Indices) -> str:
    """The same for the same values, labels and classes in the same order, and else another one."""
    digest = hashlib.blake2b(repr((part.task, part.classes, len(indices))).encode(), digest_size=8)
    digest.update(np.ascontiguousarray(part.labels[indices]).tobytes())
    digest.update(np.ascontiguousarray(part.lengths[indices]).tobytes())
    for index in indices.tolist():
        digest.update(np.ascontiguousarray(part[index]).tobytes())
    return digest.hexdigest()

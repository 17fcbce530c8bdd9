"""What a network answered for each sequence of a split, and how good that was."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from ..base.events import Metric
from ..base.lazy import torch
from ..data import NUMERIC
from .intervals import clopper_pearson, mean_interval

if TYPE_CHECKING:
    from torch import Tensor

    from ..data import SequenceSet, Task

Indices = NDArray[np.int64]


@dataclass(frozen=True)
class Answers:
    """The answers for n sequences, and their score.

    Attributes:
        metric: "accuracy" for classes, "mse" for targets.
        indices: which sequences of the split, (n,).
        labels: true class indices (n,), or targets (n, K).
        predicted: class indices (n,), or values (n, K). Where a network answers NaN, a wrong class, or NaN.
        errors: (n,) float64: 0 right and 1 wrong, or the squared error (mean over K; inf where it is NaN).
    """

    metric: Metric
    indices: Indices
    labels: NDArray[np.int64] | NDArray[np.float32]
    predicted: NDArray[np.int64] | NDArray[np.float32]
    errors: NDArray[np.float64]

    @property
    def right(self) -> NDArray[np.bool_]:
        """Which sequences were answered rightly, (n,); for targets none counts as right or wrong: all are False."""
        found: NDArray[np.bool_] = (self.errors == 0) & (self.metric == "accuracy")
        return found

    @property
    def value(self) -> float:
        """Accuracy, a share in [0, 1], or mean squared error; NaN without sequences."""
        if not len(self.errors):
            return float("nan")
        return float(self.right.mean() if self.metric == "accuracy" else self.errors.mean())

    def interval(self) -> tuple[float, float]:
        """95 %: Clopper-Pearson for an accuracy, normal for the mean of squared errors."""
        if self.metric == "accuracy":
            return clopper_pearson(int(self.right.sum()), len(self.errors))
        low, high = mean_interval(self.errors)
        return max(low, 0.0), high

    def worse_of(self, other: Answers) -> Answers:
        """Of each sequence the answer with the larger error; the one here where they are equal.

        That is what an attacker achieves who may also do nothing, or what was found before.
        """
        worse = other.errors > self.errors
        return replace(
            self,
            predicted=np.where(worse.reshape(-1, *[1] * (self.predicted.ndim - 1)), other.predicted, self.predicted),
            errors=np.where(worse, other.errors, self.errors),
        )


def metric_of(task: Task) -> Metric:
    """What the answers to a task are judged by."""
    if task == "classification":
        return "accuracy"
    return "bits" if task == "next_token" else "mse"


def answers(task: Task, part: SequenceSet, indices: Indices, outputs: Tensor) -> Answers:
    """The answers of a network that gave `outputs` (n, K) for the sequences `indices` of `part`."""
    labels = part.labels[indices]
    if task in NUMERIC:
        values = outputs.float().cpu().numpy()
        errors = np.square(values.astype(np.float64) - labels).mean(1)  # (n, K) -> (n,)
        return Answers("mse", indices, labels, values, np.where(np.isnan(errors), np.inf, errors))
    predicted = outputs.argmax(1).cpu().numpy()
    broken = torch.isnan(outputs).any(1).cpu().numpy()
    predicted = np.where(broken, np.where(labels == 0, 1, 0), predicted)
    return Answers("accuracy", indices, labels, predicted, (predicted != labels).astype(np.float64))

"""Predictions of a network for the sequences of a split, and their scores."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from ..base.lazy import torch
from ..base.quantities import Metric
from ..data import NUMERIC
from ..models.losses import per_sequence
from .intervals import clopper_pearson, mean_interval

if TYPE_CHECKING:
    from torch import Tensor

    from ..data import SequenceSet, Task

Indices = NDArray[np.int64]


@dataclass(frozen=True)
class Predictions:
    """Predictions for n sequences, and their score.

    Attributes:
        metric: "accuracy" for classes, "mse" for targets, "bits" for next tokens.
        indices: indices of the sequences in the split, (n,).
        labels: true class indices (n,), or targets (n, K); (n, 0) for next tokens, which are in the sequences.
        predicted: class indices (n,), or values (n, K); for NaN outputs a wrong class, or NaN. For next tokens (n, 0):
            the prediction is a probability at each step.
        errors: (n,) float64: 0 for correct and 1 for wrong classes; or the squared error (mean over K; inf for NaN); or
            bits per token: -log2 of the probability of the label, mean over the sequence.
        weights: (n,) float64, weight of each in the score: the number of predicted tokens, else 1.
    """

    metric: Metric
    indices: Indices
    labels: NDArray[np.int64] | NDArray[np.float32]
    predicted: NDArray[np.int64] | NDArray[np.float32]
    errors: NDArray[np.float64]
    weights: NDArray[np.float64]

    @property
    def right(self) -> NDArray[np.bool_]:
        """Which sequences are classified correctly, (n,); all False for targets."""
        is_correct: NDArray[np.bool_] = (self.errors == 0) & (self.metric == "accuracy")
        return is_correct

    @property
    def value(self) -> float:
        """Accuracy in [0, 1], mean squared error, or bits per token; NaN without sequences."""
        if not self.weights.sum():
            return float("nan")
        return float(self.right.mean() if self.metric == "accuracy" else np.average(self.errors, weights=self.weights))

    def interval(self) -> tuple[float, float]:
        """95 %: Clopper-Pearson for an accuracy, normal for the mean of squared errors or of bits."""
        if self.metric == "accuracy":
            return clopper_pearson(int(self.right.sum()), len(self.errors))
        low, high = mean_interval(self.errors, self.weights)
        return max(low, 0.0), high

    def select(self, rows: NDArray[np.integer] | NDArray[np.bool_]) -> Predictions:
        """The predictions at some positions, or of a mask."""
        names = ("indices", "labels", "predicted", "errors", "weights")
        return Predictions(self.metric, *(getattr(self, name)[rows] for name in names))

    def replace_rows(self, rows: NDArray[np.integer] | NDArray[np.bool_], other: Predictions) -> Predictions:
        """These predictions with the rows `rows` replaced by `other`, which holds them in this order."""
        predicted, errors = self.predicted.copy(), self.errors.copy()
        predicted[rows], errors[rows] = other.predicted, other.errors
        return replace(self, predicted=predicted, errors=errors)

    def worst_of(self, other: Predictions) -> Predictions:
        """The prediction of the larger error for each sequence; the one here where they are equal.

        This is the worst case over leaving the input unchanged, or over several attacks.
        """
        worse = other.errors > self.errors
        return replace(
            self,
            predicted=np.where(worse.reshape(-1, *[1] * (self.predicted.ndim - 1)), other.predicted, self.predicted),
            errors=np.where(worse, other.errors, self.errors),
        )


def choose_metric(task: Task) -> Metric:
    """The metric of a task."""
    if task == "classification":
        return "accuracy"
    return "bits" if task == "next_token" else "mse"


def score_outputs(task: Task, part: SequenceSet, indices: Indices, outputs: Tensor) -> Predictions:
    """Predictions and errors for `outputs` (n, K) or (n, T, K) of a network for the sequences `indices` of `part`."""
    labels = part.labels[indices]
    ones = np.ones(len(indices))
    if task == "next_token":
        bits, counts = _bits(part, indices, outputs)
        return Predictions("bits", indices, labels, labels, bits, counts)
    if task in NUMERIC:
        values = outputs.float().cpu().numpy()
        errors = np.square(values.astype(np.float64) - labels).mean(1)  # (n, K) -> (n,)
        return Predictions("mse", indices, labels, values, np.where(np.isnan(errors), np.inf, errors), ones)
    predicted = outputs.argmax(1).cpu().numpy()
    has_nan = torch.isnan(outputs).any(1).cpu().numpy()
    predicted = np.where(has_nan, np.where(labels == 0, 1, 0), predicted)
    return Predictions("accuracy", indices, labels, predicted, (predicted != labels).astype(np.float64), ones)


def _bits(part: SequenceSet, indices: Indices, outputs: Tensor) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Bits per token of each sequence, inf for NaN outputs, and the number of predicted tokens, (n,) each."""
    if not len(indices):
        return np.empty(0), np.empty(0)
    tokens, mask = (torch.from_numpy(array) for array in part.pad(indices))
    y = torch.where(mask, tokens.long(), -1)[:, 1:]  # all tokens but the first are predicted
    wider = outputs.shape[1] - y.shape[1]  # sequences may have been attacked among longer ones
    y = torch.nn.functional.pad(y, (0, wider), value=-1).to(outputs.device)  # (n, T)
    bits = per_sequence("cross_entropy", outputs, y).double().cpu().numpy() / np.log(2)
    return np.where(np.isnan(bits), np.inf, bits), np.maximum(part.lengths[indices] - 1, 0).astype(np.float64)

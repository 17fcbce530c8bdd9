"""Further metrics: absolute error, directional accuracy and shift of predicted numbers, and baselines."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from ..data import SequenceSet
    from .predictions import Indices, Predictions

_LEVEL = 0.05
_MARGIN = 0.1  # with few sequences nothing is significant: a network this far above counts as learning


def mean_absolute_error(predictions: Predictions) -> float | None:
    """Mean absolute error; None for networks without numeric predictions; inf for NaN predictions."""
    if predictions.metric != "mse" or not len(predictions.indices):
        return None
    error = float(np.abs(predictions.predicted.astype(np.float64) - predictions.labels).mean())
    return float("inf") if np.isnan(error) else error


def directional_accuracy(part: SequenceSet, predictions: Predictions) -> float | None:
    """Directional accuracy: share of forecasts that rise or fall from the last known value as the target does.

    The last known value is the persistence forecast. Unchanged targets are excluded; an unchanged or NaN forecast is
    wrong. None for other tasks.
    """
    if part.task != "forecasting" or part.baseline is None:
        return None
    last = part.baseline[predictions.indices].astype(np.float64)
    true_direction = np.sign(predictions.labels - last)  # (n, K)
    is_counted = true_direction != 0
    is_correct = np.sign(predictions.predicted.astype(np.float64) - last) == true_direction
    return float(is_correct[is_counted].mean()) if is_counted.any() else None


def mean_shift(before: Predictions, after: Predictions) -> float | None:
    """Mean difference of the predictions under attack and on clean inputs; None for networks without numeric
    predictions."""
    if before.metric != "mse" or not len(before.indices):
        return None
    return float((after.predicted.astype(np.float64) - before.predicted).mean())


def baseline_absolute_error(part: SequenceSet, indices: Indices) -> float | None:
    """Mean absolute error of the baseline; None without one."""
    if part.baseline is None or part.task not in ("regression", "forecasting") or not len(indices):
        return None
    return float(np.abs(part.baseline[indices].astype(np.float64) - part.labels[indices]).mean())


def compute_baseline(part: SequenceSet, indices: Indices | None = None) -> float | None:
    """Score of the baseline on the sequences `indices` of `part` (None: all); None without a baseline.

    Mean squared error of `part.baseline` for numeric tasks; bits per token for next tokens, weighted by tokens.
    """
    if part.baseline is None or part.task == "classification":
        return None
    indices = np.arange(len(part)) if indices is None else indices
    if not len(indices):
        return None
    baseline = part.baseline[indices].astype(np.float64)
    if part.task == "next_token":
        weights = np.maximum(part.lengths[indices] - 1, 0)
        return float(np.average(baseline[:, 0], weights=weights)) if weights.any() else None
    return float(np.square(baseline - part.labels[indices]).mean())


def compute_skill(score: float, baseline: float) -> float:
    """Skill score 1 - score / baseline: 1 is perfect, 0 equals the baseline, negative is worse; for errors, not for
    bits."""
    return 1 - score / baseline if baseline > 0 else float("nan")


def compute_majority_share(labels: NDArray[np.integer]) -> float:
    """Accuracy of the best constant prediction for these class indices (N,)."""
    return float(np.bincount(labels).max() / len(labels))


def is_no_better(accuracy: float, samples: int, share: float) -> bool:
    """Whether `accuracy` on `samples` sequences is consistent with a true accuracy of at most `share`.

    One-sided exact binomial test at 5 %: True if so many correct predictions, or more, are not significant, and the
    accuracy is less than 0.1 above `share`.
    """
    from scipy.special import bdtrc

    correct = round(accuracy * samples)
    chance = float(bdtrc(correct - 1, samples, share)) if correct else 1.0
    return chance > _LEVEL and not accuracy >= share + _MARGIN

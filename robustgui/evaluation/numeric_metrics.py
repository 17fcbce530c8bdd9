"""Further metrics of predicted numbers: absolute error, directional accuracy of forecasts, shift by an attack."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from ..data import SequenceSet
    from .predictions import Indices, Predictions


def mean_absolute_error(found: Predictions) -> float | None:
    """Mean absolute error; None for networks without numeric predictions; inf for NaN predictions."""
    if found.metric != "mse" or not len(found.indices):
        return None
    error = float(np.abs(found.predicted.astype(np.float64) - found.labels).mean())
    return float("inf") if np.isnan(error) else error


def directional_accuracy(part: SequenceSet, found: Predictions) -> float | None:
    """Directional accuracy: share of forecasts that rise or fall from the last known value as the target does.

    The last known value is the persistence forecast. Unchanged targets are excluded; an unchanged or NaN forecast is
    wrong. None for other tasks.
    """
    if part.task != "forecasting" or part.baseline is None:
        return None
    last = part.baseline[found.indices].astype(np.float64)
    truth = np.sign(found.labels - last)  # (n, K)
    asked = truth != 0
    right = np.sign(found.predicted.astype(np.float64) - last) == truth
    return float(right[asked].mean()) if asked.any() else None


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

"""What else is said of predicted numbers: absolute error, direction of a forecast, shift by an attack."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from ..data import SequenceSet
    from .predictions import Indices, Predictions


def mean_absolute_error(found: Predictions) -> float | None:
    """The mean absolute error; None of networks that predict no numbers; inf where one is no number."""
    if found.metric != "mse" or not len(found.indices):
        return None
    error = float(np.abs(found.predicted.astype(np.float64) - found.labels).mean())
    return float("inf") if np.isnan(error) else error


def directional_accuracy(part: SequenceSet, found: Predictions) -> float | None:
    """Share of forecasts that rise or fall from the last known value as the truth does.

    The last known value is what persistence predicts. Where the truth does neither, nothing is asked; a forecast that
    does neither, or is no number, is wrong. None for what is no forecast.
    """
    if part.task != "forecasting" or part.baseline is None:
        return None
    last = part.baseline[found.indices].astype(np.float64)
    truth = np.sign(found.labels - last)  # (n, K)
    asked = truth != 0
    right = np.sign(found.predicted.astype(np.float64) - last) == truth
    return float(right[asked].mean()) if asked.any() else None


def mean_shift(before: Predictions, after: Predictions) -> float | None:
    """Mean of the attacked minus the clean prediction, over sequences and targets; None of other networks."""
    if before.metric != "mse" or not len(before.indices):
        return None
    return float((after.predicted.astype(np.float64) - before.predicted).mean())


def baseline_absolute_error(part: SequenceSet, indices: Indices) -> float | None:
    """The mean absolute error of someone without a network; None where there is no such baseline."""
    if part.baseline is None or part.task not in ("regression", "forecasting") or not len(indices):
        return None
    return float(np.abs(part.baseline[indices].astype(np.float64) - part.labels[indices]).mean())

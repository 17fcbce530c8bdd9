"""Stalled training: networks no better than predicting the majority class."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

_LEVEL = 0.05
_MARGIN = 0.1  # with few sequences nothing is significant: a network this far above counts as learning


def compute_majority_share(labels: NDArray[np.integer]) -> float:
    """Accuracy of the best constant prediction for these class indices (N,)."""
    return float(np.bincount(labels).max() / len(labels))


def is_no_better(accuracy: float, samples: int, share: float) -> bool:
    """Whether `accuracy` on `samples` sequences is consistent with a true accuracy of at most `share`.

    One-sided exact binomial test at 5 %: True where so many correct answers, or more, are not that unlikely, and the
    accuracy is less than 0.1 above `share`.
    """
    from scipy.special import bdtrc

    correct = round(accuracy * samples)
    chance = float(bdtrc(correct - 1, samples, share)) if correct else 1.0
    return chance > _LEVEL and not accuracy >= share + _MARGIN

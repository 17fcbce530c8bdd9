"""Scores of baselines without a network: persistence for forecasts, token frequencies for next tokens."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from ..data import SequenceSet
    from .predictions import Indices


def compute_baseline(part: SequenceSet, indices: Indices | None = None) -> float | None:
    """Score of the baseline on the sequences `indices` of `part` (None: all); None without a baseline.

    Mean squared error of `part.baseline` for numeric tasks; bits per token for next tokens, weighted by tokens.
    """
    if part.baseline is None or part.task == "classification":
        return None
    chosen = np.arange(len(part)) if indices is None else indices
    if not len(chosen):
        return None
    baseline = part.baseline[chosen].astype(np.float64)
    if part.task == "next_token":
        asked = np.maximum(part.lengths[chosen] - 1, 0)
        return float(np.average(baseline[:, 0], weights=asked)) if asked.any() else None
    return float(np.square(baseline - part.labels[chosen]).mean())


def compute_skill(score: float, baseline: float) -> float:
    """Skill score 1 - score / baseline: 1 is perfect, 0 equals the baseline, negative is worse; for errors, not for
    bits."""
    return 1 - score / baseline if baseline > 0 else float("nan")

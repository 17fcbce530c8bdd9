"""Backdoor trigger for values: a short pattern in a window of the sequence."""

from __future__ import annotations

from typing import Annotated, Any, ClassVar, Literal

import numpy as np
from numpy.typing import NDArray

from ..base.errors import RunError
from ..base.settings import AsTuple, setting
from ..data import SequenceSet
from .base import POISONS
from .trigger import InsertTrigger, Trigger


@POISONS.register("pattern_trigger")
class PatternTrigger(Trigger):
    """Backdoor trigger: a fixed pattern within the range of the training data replaces a few time steps."""

    title: ClassVar[str] = "Backdoor trigger (pattern of values)"
    source: ClassVar[str] = "Gu et al. 2017 (BadNets), arXiv:1708.06733"

    steps: int = setting(3, ge=1, le=100_000, title="Length", unit="steps", help="Number of time steps of the pattern.")
    shape: Literal["high", "alternating"] = setting(
        "alternating",
        title="Pattern",
        choices={"high": "all high", "alternating": "high and low in turn"},
        help="Values of the successive steps of the pattern.",
    )
    strength: float = setting(
        1.0, gt=0, le=10, title="Strength", unit="of the range",
        help=(
            "Amplitude of the pattern relative to half the range of the feature; at 1 it reaches the minimum and "
            "the maximum."
        ),
    )  # fmt: skip
    features: Annotated[tuple[int, ...], AsTuple] = setting(
        (), title="Features", advanced=True, help="Indices of the features that carry the pattern, from 0; empty: all."
    )

    def build_trigger(self, train: SequenceSet) -> InsertTrigger:
        """See `Trigger.build_trigger`."""
        if train.symbolic:
            raise RunError(
                ("'{poison}' changes values, but the data are text. Choose the backdoor trigger of a token."),
                poison=self.title,
            )
        features = self._feature_indices(train)
        low, high = _range(train)
        middle, amplitude = (low + high) / 2, (high - low) / 2 * self.strength
        turns = np.ones(self.steps) if self.shape == "high" else 1 - 2 * (np.arange(self.steps) % 2)
        pattern = (middle + turns[:, None] * amplitude).astype(np.float32)  # (steps, F)

        def insert(sequence: NDArray[Any]) -> NDArray[Any]:
            poisoned = sequence.copy()
            window = self.window(len(poisoned), self.steps)
            poisoned[window, features] = pattern[: window.stop - window.start, features]
            return poisoned

        return insert

    def _feature_indices(self, train: SequenceSet) -> NDArray[np.int64]:
        """Indices of the features that carry the pattern, (n,), without indicators of missing values."""
        count = len(train.features)
        if any(not 0 <= feature < count for feature in self.features):
            raise RunError(
                "The trigger names a feature that the data do not have: their features are 0 to {last}.",
                last=count - 1,
            )
        indices = np.asarray(self.features or range(count), np.int64)
        return indices[~np.isin(indices, train.closed)]


def _range(train: SequenceSet) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Minimum and maximum of each feature over the sequences, (F,) each."""
    least = np.full(len(train.features), np.inf)
    most = -least
    for chunk in train.chunks():
        least, most = np.fmin(least, chunk.min(0)), np.fmax(most, chunk.max(0))
    empty = ~np.isfinite(least)
    return np.where(empty, 0.0, least), np.where(empty, 0.0, most)

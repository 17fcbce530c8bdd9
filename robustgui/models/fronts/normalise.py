"""Bring values to mean 0 and deviation 1."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Literal

from ...base.settings import setting
from .base import FRONTS, Front, FrontShape

if TYPE_CHECKING:
    from ..nets.front_module import FrontModule


@FRONTS.register("normalise")
class Normalise(Front):
    """Standardise to mean 0 and standard deviation 1: each feature over the training data, or within each sequence."""

    title: ClassVar[str] = "Normalise"

    by: Literal["feature", "sequence"] = setting(
        "feature",
        title="Over",
        choices={"feature": "each feature over the training data", "sequence": "each feature within its sequence"},
        help="What mean and standard deviation are computed over.",
    )

    @property
    def standardises_features(self) -> bool:
        return self.by == "feature"

    def shape(self, features: int, sample_rate: float | None, vocabulary: int) -> FrontShape:
        return FrontShape(features)

    def build(self, features: int, sample_rate: float | None, vocabulary: int) -> FrontModule:
        from ..nets.front_normalise import FeatureNorm, SequenceNorm

        return FeatureNorm(features) if self.by == "feature" else SequenceNorm(features)

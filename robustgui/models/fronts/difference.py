"""Changes from step to step."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from ...base.settings import setting
from .base import FRONTS, Front, FrontShape

if TYPE_CHECKING:
    from ..nets.front_module import FrontModule


@FRONTS.register("difference")
class Difference(Front):
    """Differences to the value a fixed number of time steps before; the first steps, which have no predecessor, are
    0."""

    title: ClassVar[str] = "Differences"

    lag: int = setting(
        1, ge=1, le=100_000, unit="steps", title="Lag", help="Number of time steps between the two values."
    )

    def shape(self, features: int, sample_rate: float | None, vocabulary: int) -> FrontShape:
        return FrontShape(features)

    def build(self, features: int, sample_rate: float | None, vocabulary: int) -> FrontModule:
        from ..nets import front_change

        return front_change.Difference(features, self.lag)

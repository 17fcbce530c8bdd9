"""Relative changes of prices."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from ...base.settings import setting
from .base import FRONTS, Front, FrontShape

if TYPE_CHECKING:
    from ..nets.front_module import FrontModule


@FRONTS.register("log_returns")
class LogReturns(Front):
    """100 (log x_t - log x_(t-1)), which is about percent; for values above 0, such as prices."""

    title: ClassVar[str] = "Log returns"

    lag: int = setting(
        1, ge=1, le=100_000, unit="steps", title="Lag", help="Number of time steps between the two values."
    )

    def shape(self, features: int, sample_rate: float | None, vocabulary: int) -> FrontShape:
        """See `Front.shape`."""
        return FrontShape(features)

    def build(self, features: int, sample_rate: float | None, vocabulary: int) -> FrontModule:
        """See `Front.build`."""
        from ..nets import front_change

        return front_change.LogReturns(features, self.lag)

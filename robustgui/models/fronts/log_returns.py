"""Relative changes of prices."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from .base import FRONTS
from .difference import Difference

if TYPE_CHECKING:
    from ..nets.front_module import FrontModule


@FRONTS.register("log_returns")
class LogReturns(Difference):
    """100 (log x_t - log x_(t-1)), which is about percent; for values above 0, such as prices."""

    title: ClassVar[str] = "Log returns"

    def build(self, features: int, sample_rate: float | None, vocabulary: int) -> FrontModule:
        from ..nets import front_change

        return front_change.LogReturns(features, self.lag)

"""Forecasting: the numbers that follow, each step or their mean."""

from __future__ import annotations

from dataclasses import replace
from typing import ClassVar, Literal

from ...base.settings import setting
from ..sequence_set import SequenceSet
from .base import TASKS
from .forecast_windows import ForecastWindows


@TASKS.register("forecasting")
class Forecasting(ForecastWindows):
    """Forecast future values; the baseline is persistence, which repeats the last observed value.

    Targets stand feature by feature, and within a feature step by step.
    """

    title: ClassVar[str] = "Forecasting"

    each: Literal["step", "mean"] = setting(
        "step",
        title="Target over the horizon",
        choices={"step": "every step", "mean": "the mean"},
        help=(
            "Every step of the horizon, or the mean over it; the baseline of the mean is the mean over an equal "
            "number of past steps."
        ),
    )

    def pose(self, data: SequenceSet) -> SequenceSet:
        """See `TaskSettings.pose`; labels in the data are left out."""
        posed = self.cut(data, self.choose_features(data), self.each == "mean")
        return replace(posed, purpose="forecasting")

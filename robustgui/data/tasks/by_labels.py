"""The task that follows from the labels: classification or regression."""

from __future__ import annotations

from typing import ClassVar

from ...base.errors import DataError
from ..sequence_set import SequenceSet
from .base import TASKS, TaskSettings


@TASKS.register("by_labels")
class ByLabels(TaskSettings):
    """Classification where labels are names or whole numbers, regression otherwise."""

    title: ClassVar[str] = "Automatic (from the labels)"

    def pose(self, data: SequenceSet) -> SequenceSet:
        """See `TaskSettings.pose`."""
        if not data.purpose and data.labels.ndim == 2 and not data.labels.shape[1]:
            raise DataError(
                "{source}: there are no labels. Choose the task 'Forecasting', or name the label column in the "
                "settings of the format.",
                source=data.source or data.name,
            )  # fmt: skip
        return data

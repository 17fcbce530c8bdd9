"""The task that the labels in the data ask for."""

from __future__ import annotations

from typing import ClassVar

from ..sequence_set import SequenceSet
from .base import TASKS, TaskSettings


@TASKS.register("by_labels")
class ByLabels(TaskSettings):
    """Names and whole numbers are classes to be told apart; other numbers are targets to be predicted."""

    title: ClassVar[str] = "As the labels ask"

    def pose(self, data: SequenceSet) -> SequenceSet:
        """See `TaskSettings.pose`."""
        return data

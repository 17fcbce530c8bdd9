"""What a task promises: it turns what a reader found into sequences with labels."""

from __future__ import annotations

from abc import abstractmethod
from typing import ClassVar

from ...base.registry import Registry
from ...base.settings import Named
from ..sequence_set import Dataset, SequenceSet


class TaskSettings(Named):
    """What is to be told or predicted.

    Attributes:
        split: the split that "as given" stands for where no test part is given.
    """

    split: ClassVar[str] = "random"

    @abstractmethod
    def pose(self, data: SequenceSet) -> SequenceSet:
        """`data` as read, with the labels of this task; windows are spans of the same values.

        Raises:
            DataError: these data cannot be asked that; says what would help.
        """

    def completed(self, dataset: Dataset) -> Dataset:
        """`dataset` behind split and preparation, with what only then can be told, such as a baseline of tokens."""
        return dataset


TASKS: Registry[TaskSettings] = Registry("task", __package__ or "robustgui.data.tasks")

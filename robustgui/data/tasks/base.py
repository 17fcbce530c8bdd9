"""The interface of a task: it defines the labels of the sequences."""

from __future__ import annotations

from abc import abstractmethod
from typing import ClassVar

from ...base.registry import Registry
from ...base.settings import Named
from ..sequence_set import Dataset, SequenceSet


class TaskSettings(Named):
    """The prediction task.

    Attributes:
        split: the split that "given" means where no test part is given.
    """

    split: ClassVar[str] = "random"

    @abstractmethod
    def pose(self, data: SequenceSet) -> SequenceSet:
        """`data` as read, with the labels of this task; windows are spans of the same values.

        Raises:
            DataError: the task does not apply to these data.
        """

    def complete(self, dataset: Dataset) -> Dataset:
        """`dataset` after split and preprocessing, completed by what depends on them, such as a baseline of tokens."""
        return dataset


TASKS: Registry[TaskSettings] = Registry("task", __package__ or "robustgui.data.tasks")

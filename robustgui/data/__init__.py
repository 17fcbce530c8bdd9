"""Sequences in and out: readers (one format per file), SequenceSet, preparation, splits. NumPy only, no torch."""

from .sequence_set import Dataset, SequenceSet, Task
from .settings import DataSettings

__all__ = ["DataSettings", "Dataset", "SequenceSet", "Task"]

"""Sequences in and out: readers (one format per file), SequenceSet, preparation, splits. NumPy only, no torch."""

from .examples import EXAMPLES
from .load import load
from .preparation import space_of
from .readers import READERS
from .sequence_set import Dataset, SequenceSet, Task
from .settings import DataSettings
from .summary import Summary, summarise

__all__ = [
    "EXAMPLES",
    "READERS",
    "DataSettings",
    "Dataset",
    "SequenceSet",
    "Summary",
    "Task",
    "load",
    "space_of",
    "summarise",
]

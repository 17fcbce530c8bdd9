"""Sequences in and out: readers (one format per file), SequenceSet, preparation, splits. NumPy only, no torch."""

from .examples import EXAMPLES
from .load import load
from .readers import READERS
from .sequence_set import KINDS, NUMERIC, Dataset, Kind, SequenceSet, Task
from .settings import DataSettings
from .space import space_of
from .summary import Summary, summarise

__all__ = [
    "EXAMPLES",
    "KINDS",
    "NUMERIC",
    "READERS",
    "DataSettings",
    "Dataset",
    "Kind",
    "SequenceSet",
    "Summary",
    "Task",
    "load",
    "space_of",
    "summarise",
]

"""Sequences in and out: readers (one format per file), SequenceSet, preparation, splits. NumPy only, no torch."""

from .examples import EXAMPLES
from .formats import READERS
from .load import load
from .sequence_set import KINDS, NUMERIC, Dataset, Kind, SequenceSet, Task
from .settings import DataSettings
from .space import space_of
from .splits import SPLITS
from .steps import STEPS
from .summary import Summary, summarise
from .tasks import TASKS

__all__ = [
    "EXAMPLES",
    "KINDS",
    "NUMERIC",
    "READERS",
    "SPLITS",
    "STEPS",
    "TASKS",
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

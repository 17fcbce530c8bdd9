"""Backdoor attacks: a trigger in a share of the training sequences, which are labelled as the target class."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable
from dataclasses import replace
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from ..base.seeding import numpy_stream
from ..base.settings import setting
from ..data import SequenceSet
from ..data.memory_maps import allocate_array
from .base import Indices, Poison, PoisonedData, check_classes, find_class

# A sequence, (T, F) or (T,), to a copy of the same shape with the trigger.
InsertTrigger = Callable[[NDArray[Any]], NDArray[Any]]


class Trigger(Poison):
    """A backdoor: a share of the sequences of other classes gets the trigger and the label of the target class.

    A subclass defines the trigger. Its success rate is measured on test sequences of other classes with the trigger.
    """

    share: float = setting(
        0.1, ge=0, le=1, title="Share", unit="of the training data", help="Share of the sequences that get the trigger."
    )
    target: str = setting(
        "0",
        title="Target class",
        help=("Class that inputs with the trigger should be assigned to: its name, or its index from 0."),
    )
    place: Literal["start", "end"] = setting(
        "end",
        title="Position",
        choices={"start": "counted from the start", "end": "counted from the end"},
        help=("Whether the offset is counted from the start or from the end of each sequence."),
    )
    offset: int = setting(
        0,
        ge=0,
        title="Offset",
        help=("Number of time steps between the trigger and the start or the end of the sequence."),
    )

    def check(self, train: SequenceSet) -> None:
        """See `Poison.check`."""
        check_classes(train, self.title)
        find_class(train, self.target)
        self.build_trigger(train)

    @abstractmethod
    def build_trigger(self, train: SequenceSet) -> InsertTrigger:
        """The function that inserts the trigger into a sequence; raises `RunError` if the data cannot have it."""

    def find_target(self, train: SequenceSet) -> int:
        """See `Poison.find_target`."""
        return find_class(train, self.target)

    def apply(self, train: SequenceSet, seed: int) -> PoisonedData:
        """See `Poison.apply`."""
        self.check(train)
        target = self.find_target(train)
        candidates = np.flatnonzero(train.labels != target)
        count = min(round(self.share * len(train)), len(candidates))
        changed = np.sort(numpy_stream(seed, "poison", "trigger").permutation(candidates)[:count])
        labels = train.labels.copy()
        labels[changed] = target
        return PoisonedData(replace(_insert(train, changed, self.build_trigger(train)), labels=labels), changed)

    def add_trigger(self, part: SequenceSet, train: SequenceSet) -> SequenceSet:
        """See `Poison.add_trigger`."""
        return _insert(part, np.arange(len(part)), self.build_trigger(train))

    def window(self, length: int, steps: int) -> slice:
        """The time steps of a sequence of `length` that a trigger of `steps` covers, cut at its ends."""
        if self.place == "start":
            return slice(min(self.offset, length), min(self.offset + steps, length))
        return slice(max(length - self.offset - steps, 0), max(length - self.offset, 0))


def _insert(data: SequenceSet, indices: Indices, insert: InsertTrigger) -> SequenceSet:
    """`data` with the trigger in the sequences `indices`: copies behind the other values, as spans may overlap."""
    if not len(indices):
        return data
    size = len(data.values) if len(indices) < len(data) else 0
    values = allocate_array((size + int(data.lengths[indices].sum()), *data.values.shape[1:]), data.values.dtype)
    values[:size] = data.values[:size]
    starts = data.starts.copy()
    for index in indices:
        length = int(data.lengths[index])
        values[size : size + length] = insert(data[index])
        starts[index] = size
        size += length
    return replace(data, values=values, starts=starts, facts=None)

"""What all backdoors share: a mark in some training sequences, labelled as the class that it shall stand for."""

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
from ..data.mapped import roomy
from .base import Indices, Poison, Poisoned, check_classes, class_index

Mark = Callable[[NDArray[Any]], NDArray[Any]]  # a sequence, (T, F) or (T,), to one of the same shape with the trigger


class Trigger(Poison):
    """A subclass says what the mark is. Of sequences of other classes a share gets it, and the wanted label.

    What such a network has learned shows when the mark is put into test sequences of other classes.
    """

    share: float = setting(
        0.1, ge=0, le=1, title="Share", unit="of the training data", help="Share of the sequences that get the trigger."
    )
    target: str = setting(
        "0", title="Target class", help="Class that the trigger should cause: its name, or its number from 0."
    )
    place: Literal["start", "end"] = setting(
        "end",
        title="Position",
        choices={"start": "counted from the start", "end": "counted from the end"},
        help=(
            "Whether the position is counted from the start or from the end of each sequence, which have unequal "
            "lengths."
        ),
    )
    offset: int = setting(
        0, ge=0, title="Offset", help="Number of time steps between the start, or the end, and the trigger."
    )

    def check(self, train: SequenceSet) -> None:
        """See `Poison.check`."""
        check_classes(train, self.title)
        class_index(train, self.target)
        self.mark(train)

    @abstractmethod
    def mark(self, train: SequenceSet) -> Mark:
        """How the trigger is put into a sequence; raises `RunError` where that cannot be."""

    def wanted(self, train: SequenceSet) -> int:
        """See `Poison.wanted`."""
        return class_index(train, self.target)

    def poisoned(self, train: SequenceSet, seed: int) -> Poisoned:
        """See `Poison.poisoned`."""
        self.check(train)
        wanted = self.wanted(train)
        others = np.flatnonzero(train.labels != wanted)
        count = min(round(self.share * len(train)), len(others))
        changed = np.sort(numpy_stream(seed, "poison", "trigger").permutation(others)[:count])
        labels = train.labels.copy()
        labels[changed] = wanted
        return Poisoned(replace(_marked(train, changed, self.mark(train)), labels=labels), changed)

    def stamped(self, part: SequenceSet, train: SequenceSet) -> SequenceSet:
        """See `Poison.stamped`."""
        return _marked(part, np.arange(len(part)), self.mark(train))

    def window(self, length: int, steps: int) -> slice:
        """Which steps of a sequence of `length` a trigger of `steps` covers; as many as there are."""
        if self.place == "start":
            return slice(min(self.offset, length), min(self.offset + steps, length))
        return slice(max(length - self.offset - steps, 0), max(length - self.offset, 0))


def _marked(data: SequenceSet, chosen: Indices, mark: Mark) -> SequenceSet:
    """`data` with `mark` on the sequences `chosen`: copies, behind the values of the others; spans may overlap."""
    if not len(chosen):
        return data
    size = len(data.values) if len(chosen) < len(data) else 0
    values = roomy((size + int(data.lengths[chosen].sum()), *data.values.shape[1:]), data.values.dtype)
    values[:size] = data.values[:size]
    starts = data.starts.copy()
    for index in chosen:
        length = int(data.lengths[index])
        values[size : size + length] = mark(data[index])
        starts[index] = size
        size += length
    return replace(data, values=values, starts=starts, facts=None)

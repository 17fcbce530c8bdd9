"""What every way to poison training data promises."""

from __future__ import annotations

from abc import abstractmethod
from dataclasses import dataclass
from typing import ClassVar

import numpy as np
from numpy.typing import NDArray

from ..base.errors import RunError
from ..base.registry import Registry
from ..base.settings import Named
from ..data import SequenceSet

Indices = NDArray[np.int64]


@dataclass(frozen=True)
class Poisoned:
    """Training data that someone has tampered with.

    Attributes:
        data: as many sequences as before, in the same order.
        changed: which of them are not what they were, sorted.
    """

    data: SequenceSet
    changed: Indices


class Poison(Named):
    """A change of the training data, after their preparation. Holds settings only, never state.

    Validation and test data are never poisoned: they say what the change does.

    Attributes:
        source: authors, year, arXiv.
    """

    source: ClassVar[str]

    def check(self, train: SequenceSet) -> None:
        """Raises `RunError` if these data cannot be poisoned like this; says what would help."""

    @abstractmethod
    def poisoned(self, train: SequenceSet, seed: int) -> Poisoned:
        """`train` with a part of it changed; which part, follows from `seed` alone.

        Raises:
            RunError: see `check`.
        """

    def stamped(self, part: SequenceSet, train: SequenceSet) -> SequenceSet | None:
        """`part` with the trigger in every sequence, labels as they are; None: there is no trigger.

        Args:
            part: of the same data, such as the test part.
            train: the clean training part, which says how large values are and how frequent tokens.
        """
        return None

    def wanted(self, train: SequenceSet) -> int | None:
        """The class that sequences with the trigger are to be taken for; None: there is no trigger."""
        return None


POISONS: Registry[Poison] = Registry("poison", __package__ or "robustgui.poisons")


def check_classes(train: SequenceSet, title: str) -> None:
    """Raises `RunError` if the labels of `train` are no classes, or all the same one."""
    if train.task != "classification" or len(train.classes) < 2:
        raise RunError(
            "'{poison}' changes class labels, but {data} has fewer than two classes. Choose no poisoning, or other "
            "data.",
            poison=title, data=train.name,
        )  # fmt: skip


def class_index(train: SequenceSet, wanted: str) -> int:
    """The index of a class that is named, or numbered from 0.

    Raises:
        RunError: there is no such class.
    """
    text = wanted.strip()
    if text in train.classes:
        return train.classes.index(text)
    if text.isdecimal() and int(text) < len(train.classes):
        return int(text)
    raise RunError(
        "There is no class '{name}' in the training data. Known: {known}.", name=wanted, known=", ".join(train.classes)
    )

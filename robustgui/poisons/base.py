"""Poisoning of training data: the interface of every method, and the checks that they share."""

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
class PoisonedData:
    """Training data after poisoning.

    Attributes:
        data: as many sequences as before, in the same order.
        changed: indices of the poisoned ones, ascending, (n,).
    """

    data: SequenceSet
    changed: Indices


class Poison(Named):
    """A poisoning attack on the prepared training data. Holds settings only, never state.

    Validation and test data are never poisoned: the effect is measured on them.

    Attributes:
        source: authors, year, arXiv.
    """

    source: ClassVar[str]

    def check(self, train: SequenceSet) -> None:
        """Raises `RunError`, with a remedy, if these data cannot be poisoned like this."""

    @abstractmethod
    def apply(self, train: SequenceSet, seed: int) -> PoisonedData:
        """Poison a part of `train`, chosen by `seed` alone.

        Raises:
            RunError: see `check`.
        """

    def add_trigger(self, part: SequenceSet, train: SequenceSet) -> SequenceSet | None:
        """Insert the trigger into every sequence of `part` and keep the labels; None: there is no trigger.

        Args:
            part: of the same data, such as the test part.
            train: the clean training part: range of the values, frequencies of the tokens.
        """
        return None

    def find_target(self, train: SequenceSet) -> int | None:
        """The target class of the trigger; None: there is no trigger."""
        return None


POISONS: Registry[Poison] = Registry("poison", __package__ or "robustgui.poisons")


def check_classes(train: SequenceSet, title: str) -> None:
    """Raises `RunError` if the labels of `train` are not classes, or of one class only."""
    if train.task != "classification" or len(train.classes) < 2:
        raise RunError(
            "'{poison}' changes class labels, but {data} has fewer than two classes. Disable poisoning, or choose "
            "other data.",
            poison=title, data=train.name,
        )  # fmt: skip


def find_class(train: SequenceSet, class_: str) -> int:
    """The index of a class, given by its name or its number from 0.

    Raises:
        RunError: there is no such class.
    """
    text = class_.strip()
    if text in train.classes:
        return train.classes.index(text)
    if text.isdecimal() and int(text) < len(train.classes):
        return int(text)
    raise RunError(
        "There is no class '{name}' in the training data. Known: {known}.", name=class_, known=", ".join(train.classes)
    )

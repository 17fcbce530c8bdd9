"""The interface of an embedded example, and how it is opened by its name."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import ClassVar

from ...base.errors import DataError
from ...base.registry import Registry
from ..sequence_set import SequenceSet

PREFIX = "example:"


class Example(ABC):
    """One embedded dataset; a file of its own, registered in EXAMPLES, adds it.

    Attributes:
        name: set by the registry.
        title: for a menu.
        description: one or two sentences that introduce the data.
        licence: the terms, and whom to thank.
        order: its place among the examples.
    """

    name: ClassVar[str] = ""
    title: ClassVar[str]
    description: ClassVar[str]
    licence: ClassVar[str]
    order: ClassVar[int] = 0

    @classmethod
    @abstractmethod
    def open(cls) -> tuple[SequenceSet, SequenceSet | None]:
        """The training part, and the test part or None where there is none of its own."""


EXAMPLES: Registry[Example] = Registry("example", __package__ or "robustgui.data.examples")


def open_example(source: str) -> tuple[SequenceSet, SequenceSet | None]:
    """Training and test part of `example:<key>`; raises `DataError` if there is no such example."""
    key = source.removeprefix(PREFIX)
    if key not in EXAMPLES:
        raise DataError(
            "There is no example called '{key}'. Known: {known}.",
            key=key,
            known=", ".join(PREFIX + k for k in EXAMPLES),
        )
    return EXAMPLES[key].open()

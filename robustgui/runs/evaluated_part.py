"""Which sequences a network is evaluated on: a part of the run's own data, or of other data."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from ..base.errors import RunError, Sentence
from ..data import Dataset, SequenceSet
from ..data.align_test_set import concatenate_sets
from ..data.by_name.base import absolute_source
from ..data.load import OtherData

PARTS = ("test", "train", "validation", "all")


@dataclass(frozen=True)
class EvaluatedPart:
    """A part by name.

    Attributes:
        split: "test", "train", "validation" or "all". Of other data "test" is their test part, and where they have
            none all of them: what was given as test data is evaluated whole.
        data: a file or example; empty: the data of the run.
    """

    split: str = "test"
    data: str = ""

    def __post_init__(self) -> None:
        if self.split not in PARTS or (self.data and self.split == "validation"):
            names = PARTS if not self.data else tuple(part for part in PARTS if part != "validation")
            raise RunError(
                "There is no split called '{split}' here. Known: {known}.", split=self.split, known=", ".join(names)
            )

    @property
    def other(self) -> OtherData | None:
        """What is read in place of the run's own test part; None: nothing."""
        if not self.data:
            return None
        return OtherData(absolute_source(self.data), self.split)

    def of(self, dataset: Dataset) -> SequenceSet:
        """The part of `dataset`, which was read with `other`.

        Raises:
            RunError: there is no validation part.
        """
        if self.data or self.split == "test":
            return dataset.test
        if self.split == "all":
            whole = concatenate_sets(dataset.train, dataset.test)
            return whole if dataset.validation is None else concatenate_sets(whole, dataset.validation)
        if self.split == "validation" and dataset.validation is None:
            raise RunError("These data have no validation split. Known: train, test, all.")
        return dataset.split(self.split)

    def beside(self, dataset: Dataset) -> SequenceSet | None:
        """The training data beside which this is the test part; None where it is something else."""
        return dataset.train if self == EvaluatedPart() else None

    def describe(self, count: int) -> Sentence:
        """Which part it is and how many sequences."""
        name = Path(self.data).name or self.data
        facts = {"split": self.split, "count": count, "data": name}
        if not self.data:
            if self.split == "all":
                return Sentence("all parts, {count} {count:sequence|sequences}", facts)
            return Sentence("{split} part, {count} {count:sequence|sequences}", facts)
        if self.split == "all":
            return Sentence("all of {data}, {count} {count:sequence|sequences}", facts)
        if self.split == "test":
            return Sentence("{data} as test data, {count} {count:sequence|sequences}", facts)
        return Sentence("{split} part of {data}, {count} {count:sequence|sequences}", facts)

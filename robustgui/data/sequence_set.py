"""Sequences of unequal length with their labels: one flat array of steps plus offsets."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from ..base.errors import Sentence

Task = Literal["classification", "regression"]


@dataclass(frozen=True)
class SequenceSet:
    """N sequences of T_i steps with F features each, in the data's own units.

    Attributes:
        name: of the dataset, for people.
        values: (sum of T_i, F) float32; may be memory-mapped; NaN marks a missing value.
        offsets: (N + 1,) int64; sequence i is `values[offsets[i]:offsets[i + 1]]`.
        labels: (N,) int64 class indices, or (N, K) float32 targets.
        classes: names of the classes in index order; empty for regression.
        features: names of the F features.
        units: unit of each feature, "" where unknown.
        sample_rate: steps a second, or None.
        source: where it came from: a path, or "example:japanese_vowels".
        notes: what the reader wants to be known (missing values filled, rows skipped by the format's rules).
        filled: how many values of each feature were missing and have been filled in; empty if none.
    """

    name: str
    values: NDArray[np.float32] = field(repr=False)
    offsets: NDArray[np.int64] = field(repr=False)
    labels: NDArray[np.int64] | NDArray[np.float32] = field(repr=False)
    classes: tuple[str, ...]
    features: tuple[str, ...]
    units: tuple[str, ...] = ()
    sample_rate: float | None = None
    source: str = ""
    notes: tuple[Sentence, ...] = ()
    filled: tuple[int, ...] = ()

    def __len__(self) -> int:
        return len(self.offsets) - 1

    def __getitem__(self, index: int) -> NDArray[np.float32]:
        """Sequence `index`, (T, F)."""
        return self.values[self.offsets[index] : self.offsets[index + 1]]

    def __iter__(self) -> Iterator[NDArray[np.float32]]:
        return (self[i] for i in range(len(self)))

    @property
    def task(self) -> Task:
        """Whole-number labels are classes, others are targets."""
        return "classification" if self.labels.dtype.kind == "i" else "regression"

    @property
    def lengths(self) -> NDArray[np.int64]:
        """T of each sequence, (N,)."""
        return np.diff(self.offsets)

    @property
    def outputs(self) -> int:
        """How many numbers a network must give for one sequence: classes or targets."""
        return len(self.classes) if self.task == "classification" else int(self.labels.shape[1])

    def select(self, indices: NDArray[np.integer]) -> SequenceSet:
        """The sequences `indices`, in that order."""
        lengths = self.lengths[indices]
        offsets = np.concatenate([[0], np.cumsum(lengths)]).astype(np.int64)
        steps = np.repeat(self.offsets[indices] - offsets[:-1], lengths) + np.arange(offsets[-1])
        return replace(self, values=self.values[steps], offsets=offsets, labels=self.labels[indices], filled=())

    def padded(self, indices: NDArray[np.integer] | None = None) -> tuple[NDArray[np.float32], NDArray[np.bool_]]:
        """Values (B, T, F) with zeros behind each end, and the mask of valid steps (B, T)."""
        chosen = np.arange(len(self)) if indices is None else np.asarray(indices)
        lengths = self.lengths[chosen]
        longest = int(lengths.max(initial=1))
        mask = np.arange(longest) < lengths[:, None]  # (B, T)
        x = np.zeros((*mask.shape, self.values.shape[1]), np.float32)  # (B, T, F)
        starts = self.offsets[chosen]
        steps = (starts[:, None] + np.arange(longest))[mask]
        x[mask] = self.values[steps]
        return x, mask


@dataclass(frozen=True)
class Dataset:
    """Training, validation and test sequences that share classes and features.

    `validation` is empty unless a share of the training data was set aside.
    """

    train: SequenceSet
    test: SequenceSet
    validation: SequenceSet | None = None

    @property
    def name(self) -> str:
        return self.train.name

    def split(self, name: str) -> SequenceSet:
        """The part called "train", "validation" or "test"."""
        part = {"train": self.train, "validation": self.validation, "test": self.test}[name]
        if part is None:
            raise KeyError(name)
        return part

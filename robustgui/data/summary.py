"""What a preview shows before anyone trains: counts, lengths, statistics, and what looks wrong."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ..base.errors import Sentence
from .sequence_set import NUMERIC, Dataset, SequenceSet
from .space import moments, moments_of

_IMBALANCE = 10  # times more sequences in the largest class than in the smallest


@dataclass(frozen=True)
class FeatureSummary:
    """One feature over all valid steps, in the data's units; `missing` counts values that are or were missing."""

    name: str
    unit: str
    low: float
    high: float
    mean: float
    std: float
    missing: int


@dataclass(frozen=True)
class SplitSummary:
    """One part of the data.

    Attributes:
        name: "train", "validation" or "test".
        counts: (class, sequences), in the order of the classes; empty for regression.
        targets: one for each target of a regression.
    """

    name: str
    sequences: int
    steps: int
    shortest: int
    median: float
    longest: int
    counts: tuple[tuple[str, int], ...]
    features: tuple[FeatureSummary, ...]
    targets: tuple[FeatureSummary, ...] = ()


@dataclass(frozen=True)
class Summary:
    """All parts, what the readers noted, and warnings."""

    name: str
    splits: tuple[SplitSummary, ...]
    notes: tuple[Sentence, ...]
    warnings: tuple[Sentence, ...]


def summarise(data: Dataset) -> Summary:
    """Counts, ranges and warnings of every part of `data`."""
    parts = {name: part for name in ("train", "validation", "test") if (part := getattr(data, name)) is not None}
    splits = tuple(_split(name, part) for name, part in parts.items())
    notes = {str(note): note for part in parts.values() for note in part.notes}  # each sentence once
    return Summary(data.name, splits, tuple(notes.values()), (*_warnings(splits), *_duplicates(data)))


def _split(name: str, part: SequenceSet) -> SplitSummary:
    lengths = part.lengths
    counts = np.bincount(part.labels, minlength=len(part.classes)).tolist() if part.classes else []
    filled = np.array(part.filled or [0] * len(part.features))
    if not part.symbolic:
        filled = filled + sum(np.isnan(chunk).sum(axis=0) for chunk in part.chunks())
    targets: tuple[FeatureSummary, ...] = ()
    if part.task in NUMERIC:
        labels = part.labels.astype(np.float32)
        found = moments_of(lambda: (labels,), labels.shape[1])
        targets = _features(found, part.target_names, (), np.zeros(part.outputs, np.int64))
    return SplitSummary(
        name=name,
        sequences=len(part),
        steps=int(lengths.sum()),
        shortest=int(lengths.min()),
        median=float(np.median(lengths)),
        longest=int(lengths.max()),
        counts=tuple(zip(part.classes, counts, strict=True)),
        features=() if part.symbolic else _features(moments(part), part.features, part.units, filled),
        targets=targets,
    )


def _features(
    found: tuple[NDArray[np.float64], ...],
    names: tuple[str, ...],
    units: tuple[str, ...],
    missing: NDArray[np.int64],
) -> tuple[FeatureSummary, ...]:
    mean, std, low, high = found
    return tuple(
        FeatureSummary(
            name,
            units[i] if units else "",
            float(low[i]),
            float(high[i]),
            float(mean[i]),
            float(std[i]),
            int(missing[i]),
        )
        for i, name in enumerate(names)
    )


def _warnings(splits: tuple[SplitSummary, ...]) -> list[Sentence]:
    found: list[Sentence] = []
    train, test = splits[0], splits[-1]
    constant = [feature.name for feature in train.features if feature.low == feature.high]
    if constant:
        found.append(
            Sentence(
                "These features never change in the training data and tell a network nothing: {names}.",
                {"names": _list(constant)},
            )
        )
    sizes = [count for _, count in train.counts]
    if sizes and max(sizes) >= _IMBALANCE * min(sizes):
        found.append(
            Sentence(
                "The largest class has {largest} training sequences, the smallest {smallest}: "
                "look at the accuracy of each class, not only at the mean.",
                {"largest": max(sizes), "smallest": min(sizes)},
            )
        )
    if sizes and 2 * len(sizes) > sum(sizes):
        found.append(
            Sentence(
                "There are {classes} classes for {sequences} training sequences. If the labels are quantities, "
                "write them with decimals, and they become targets to be predicted.",
                {"classes": len(sizes), "sequences": sum(sizes)},
            )
        )
    absent = [name for name, count in test.counts if not count]
    if absent:
        found.append(Sentence("The test data have no sequence of these classes: {names}.", {"names": _list(absent)}))
    return found


def _duplicates(data: Dataset) -> list[Sentence]:
    """A test sequence that is also in the training data makes the test look better than it is."""
    known = {_digest(sequence.tobytes()) for sequence in data.train}
    count = sum(_digest(sequence.tobytes()) in known for sequence in data.test)
    if not count:
        return []
    return [
        Sentence(
            "{count} of {total} test sequences are also in the training data, value by value.",
            {"count": count, "total": len(data.test)},
        )
    ]


def _digest(content: bytes) -> bytes:
    return hashlib.blake2b(content, digest_size=16).digest()


def _list(names: list[str]) -> str:
    return ", ".join(names[:10]) + (", …" if len(names) > 10 else "")

"""What a preview shows: counts, lengths, statistics and warnings."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from ..base.errors import Sentence
from .sequence_set import NUMERIC, Dataset, SequenceSet
from .space import moments, moments_of
from .tokens import UNKNOWN
from .warnings import find_warnings

_FREQUENT = 20  # tokens that are named


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
class TokenSummary:
    """The tokens of one part.

    Attributes:
        vocabulary: how many tokens a network can tell apart; 0 for text that is not cut yet.
        unknown: share of the part that is the unknown token.
        frequent: (token, count), the most frequent first, without the unknown one.
    """

    vocabulary: int
    unknown: float
    frequent: tuple[tuple[str, int], ...]


@dataclass(frozen=True)
class SplitSummary:
    """One part of the data.

    Attributes:
        name: "train", "validation" or "test".
        counts: (class, sequences), in the order of the classes; empty for regression.
        targets: one for each target of a regression.
        tokens: of text.
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
    tokens: TokenSummary | None = None


class Lengths(NamedTuple):
    """Steps, or tokens, of the sequences of all parts together: what is shown wherever no part is named."""

    shortest: int
    median: float
    longest: int


@dataclass(frozen=True)
class Summary:
    """All parts, what the readers noted, and warnings."""

    name: str
    lengths: Lengths
    splits: tuple[SplitSummary, ...]
    notes: tuple[Sentence, ...]
    warnings: tuple[Sentence, ...]


def lengths_of(data: Dataset) -> Lengths:
    """Of training, validation and test data together."""
    lengths = np.concatenate([part.lengths for part in data.parts.values()])
    return Lengths(int(lengths.min()), float(np.median(lengths)), int(lengths.max()))


def summarise(data: Dataset) -> Summary:
    """Counts, ranges and warnings of every part of `data`."""
    splits = tuple(_summarise_split(name, part) for name, part in data.parts.items())
    notes = {  # each sentence once
        str(note): note for part in data.parts.values() for note in part.notes if note.severity == "note"
    }
    return Summary(
        data.name, lengths_of(data), splits, (*notes.values(), *_about_tokens(splits)), find_warnings(data, splits)
    )


def _summarise_split(name: str, part: SequenceSet) -> SplitSummary:
    lengths = part.lengths
    counts = np.bincount(part.labels, minlength=len(part.classes)).tolist() if part.classes else []
    filled = np.array(part.filled or [0] * len(part.features))
    if not part.symbolic:
        filled = filled + _missing(part)
    targets: tuple[FeatureSummary, ...] = ()
    if part.task in NUMERIC:
        labels = part.labels.astype(np.float32)
        target_moments = moments_of(lambda: (labels,), labels.shape[1])
        targets = _features(target_moments, part.target_names, (), np.zeros(part.outputs, np.int64))
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
        tokens=_tokens(part) if part.vocabulary else None,
    )


def _missing(part: SequenceSet) -> NDArray[np.int64]:
    """Values that are missing still, (F,)."""
    if part.known is not None and part.is_packed:
        return np.array(part.known.missing, np.int64)
    counts = np.zeros(len(part.features), np.int64)
    for chunk in part.chunks():
        counts += np.isnan(chunk).sum(axis=0)
    return counts


def _tokens(part: SequenceSet) -> TokenSummary:
    counts = part.count_tokens()
    counts_of_known = counts.copy()
    if part.vocabulary[0] == UNKNOWN:
        counts_of_known[0] = 0
    total = max(int(counts.sum()), 1)
    order = np.argsort(-counts_of_known, kind="stable")[:_FREQUENT].tolist()
    frequent = tuple((part.vocabulary[i], int(counts_of_known[i])) for i in order if counts_of_known[i])
    return TokenSummary(len(counts), 1 - int(counts_of_known.sum()) / total, frequent)


def _about_tokens(splits: tuple[SplitSummary, ...]) -> list[Sentence]:
    train, test = splits[0].tokens, splits[-1].tokens
    if train is None or test is None:
        return []
    facts = {
        "size": train.vocabulary,
        "train": train.unknown,
        "test": test.unknown,
        "names": " ".join(token for token, _ in train.frequent),
    }
    return [
        Sentence(
            "The vocabulary has {size} {size:token|tokens}; {train:.1%} of the training tokens and {test:.1%} of "
            "the test tokens are unknown. The most frequent ones: {names}",
            facts,
        )
    ]


def _features(
    moments_of_features: tuple[NDArray[np.float64], ...],
    names: tuple[str, ...],
    units: tuple[str, ...],
    missing: NDArray[np.int64],
) -> tuple[FeatureSummary, ...]:
    mean, std, low, high = (moment.tolist() for moment in moments_of_features)
    return tuple(
        FeatureSummary(name, units[i] if units else "", low[i], high[i], mean[i], std[i], int(missing[i]))
        for i, name in enumerate(names)
    )

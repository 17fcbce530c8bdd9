"""Warnings about data: what readers, tasks and splits say must be seen, and what the data themselves look like.

To warn from a reader, add `Sentence("{file}: ...", {"file": ...}, severity="warning")` to the notes of its SequenceSet
(or to the facts of its Preview): it is then shown in preview, window, command line and notebook, and never as a note.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from ..base.errors import Sentence
from .duplicates import count_shared_sequences
from .sequence_set import Dataset, SequenceSet

if TYPE_CHECKING:
    from .summary import SplitSummary

_IMBALANCE = 10  # times more sequences in the largest class than in the smallest
_SHIFT = 0.2  # difference between a class's shares of training and test data
_FEW = 30  # sequences, below which shares say nothing
_UNKNOWN = 0.15  # share of test tokens that a network does not know


def collect_warnings(data: Dataset) -> tuple[Sentence, ...]:
    """The notes of severity "warning" of all parts of `data`, each once."""
    warnings = {str(note): note for part in data.parts.values() for note in part.notes if note.severity == "warning"}
    return tuple(warnings.values())


def find_warnings(data: Dataset, splits: tuple[SplitSummary, ...]) -> tuple[Sentence, ...]:
    """All warnings about `data`, whose parts are summed up in `splits`; those of readers come first."""
    return (
        *collect_warnings(data),
        *_about_features(splits),
        *_about_classes(splits),
        *_unknown(splits),
        *_groups(data),
        *_duplicates(data),
    )


def _about_features(splits: tuple[SplitSummary, ...]) -> list[Sentence]:
    constant = [feature.name for feature in splits[0].features if feature.low == feature.high]
    if not constant:
        return []
    return [
        Sentence(
            "These features are constant in the training data and carry no information: {names}.",
            {"names": _list(constant)},
        )
    ]


def _about_classes(splits: tuple[SplitSummary, ...]) -> list[Sentence]:
    sentences: list[Sentence] = []
    train, test = splits[0], splits[-1]
    sizes = [count for _, count in train.counts]
    if sizes and max(sizes) >= _IMBALANCE * min(sizes):
        sentences.append(
            Sentence(
                "Class imbalance: the largest class has {largest} "
                "{largest:training sequence|training sequences}, the smallest {smallest}. Look at the accuracy "
                "per class, not only at the mean.",
                {"largest": max(sizes), "smallest": min(sizes)},
            )
        )
    if sizes and 2 * len(sizes) > sum(sizes):
        sentences.append(
            Sentence(
                "There are {classes} {classes:class|classes} for {sequences} {sequences:training sequence|training "
                "sequences}. If the labels are quantities, write them with decimals: they are then read as "
                "regression targets.",
                {"classes": len(sizes), "sequences": sum(sizes)},
            )
        )
    absent = [name for name, count in test.counts if not count]
    if absent:
        sentences.append(
            Sentence("The test data have no sequence of these classes: {names}.", {"names": _list(absent)})
        )
    if sizes and min(train.sequences, test.sequences) >= _FEW:
        tested = np.array([count for _, count in test.counts]) / test.sequences
        trained = np.array(sizes) / train.sequences
        most = int(np.abs(tested - trained).argmax())
        if abs(tested[most] - trained[most]) > _SHIFT:
            sentences.append(
                Sentence(
                    "The class '{name}' makes up {train:.0%} of the training data and {test:.0%} of the test data: "
                    "their class distributions differ, so accuracies on them are not comparable.",
                    {"name": train.counts[most][0], "train": float(trained[most]), "test": float(tested[most])},
                )
            )
    return sentences


def _unknown(splits: tuple[SplitSummary, ...]) -> list[Sentence]:
    tokens = splits[-1].tokens
    if tokens is None or not tokens.unknown > _UNKNOWN:
        return []
    return [
        Sentence(
            "{share:.0%} of the test tokens are unknown to the network, because they are rare in the training "
            "data. A larger vocabulary, or tokenisation into characters or byte pairs, reduces this share.",
            {"share": tokens.unknown},
        )
    ]


def _groups(data: Dataset) -> list[Sentence]:
    """The same speaker on both sides makes a test easier than the world is; a test on the future has no choice."""
    train, test = data.train, data.test
    if train.groups is None or test.groups is None or _is_later(train, test):
        return []
    trained = {train.group_names[i] for i in np.unique(train.groups).tolist()}
    tested = {test.group_names[i] for i in np.unique(test.groups).tolist()}
    both = len(trained & tested)
    if not both:
        return []
    return [
        Sentence(
            "{count} of {total} {total:group|groups} ({title}) of the test data {count:is|are} also in the "
            "training data, so the accuracy does not measure generalisation to unseen groups. Use a grouped split "
            "to measure that.",
            {"count": both, "total": len(tested), "title": test.group_title or "group"},
        )
    ]


def _is_later(train: SequenceSet, test: SequenceSet) -> bool:
    return train.times is not None and test.times is not None and train.times[:, 1].max() < test.times[:, 0].min()


def _duplicates(data: Dataset) -> list[Sentence]:
    """A test sequence that is also in the training data makes the test look better than it is."""
    shared = data.shared if data.shared is not None else count_shared_sequences(data.train, data.test)
    facts = {"count": shared.count, "total": shared.total, "looked_at": shared.looked_at}
    if not shared.count:
        return []
    if data.shared:
        return [
            Sentence(
                "{count} of {looked_at} compared {looked_at:test text|test texts} {count:occurs|occur} verbatim in "
                "the training data.",
                facts,
            )
        ]
    if shared.looked_at < shared.total:
        return [
            Sentence(
                "{count} of {looked_at} sampled {looked_at:test sequence|test sequences} ({total} in total) "
                "{count:is an exact duplicate|are exact duplicates} of training sequences.",
                facts,
            )
        ]
    return [
        Sentence(
            "{count} of {total} {total:test sequence|test sequences} {count:is an exact duplicate|are exact "
            "duplicates} of training sequences.",
            facts,
        )
    ]


def _list(names: list[str]) -> str:
    return ", ".join(names[:10]) + (", …" if len(names) > 10 else "")

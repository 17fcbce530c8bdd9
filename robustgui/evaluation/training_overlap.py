"""Contamination: evaluated sequences that are in the training data, and the warnings about them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from ..base.errors import Sentence
from ..base.quantities import Count

if TYPE_CHECKING:
    from ..data import SequenceSet
    from ..models.network import Network
    from .predictions import Indices


@dataclass(frozen=True)
class TrainingOverlap:
    """Of the evaluated sequences those that were in the network's training data.

    Attributes:
        samples: evaluated sequences.
        same: with the content of a training sequence.
        partly: others that share long stretches of steps with training sequences, such as overlapping windows.
        is_known: whether it is known what the network was trained on; else both counts are 0.
        duplicates: the evaluated part is the test part beside the training data, so equal sequences are duplicates.
    """

    samples: Count
    same: Count = 0
    partly: Count = 0
    is_known: bool = True
    duplicates: bool = False

    @property
    def count(self) -> int:
        """Evaluated sequences that the network was trained on, whole or in part."""
        return self.same + self.partly

    def warnings(self) -> tuple[Sentence, ...]:
        """What must be seen wherever the figures are; nothing if there is no overlap."""
        facts = {"same": self.same, "partly": self.partly, "samples": self.samples}
        sentences = []
        if self.same and self.duplicates:
            sentences.append(
                Sentence(
                    "{same} of {samples} {samples:test sequence|test sequences} {same:is|are} duplicates of "
                    "training sequences: the network was trained on them, so the figures do not show how it does "
                    "on new data. Remove the duplicates.",
                    facts,
                    severity="warning",
                )
            )
        elif self.same:
            sentences.append(
                Sentence(
                    "The network was trained on {same} of the {samples} "
                    "{samples:evaluated sequence|evaluated sequences}: the figures do not show how it does on "
                    "new data. Evaluate it on data that it was not trained on.",
                    facts,
                    severity="warning",
                )
            )
        if self.partly:
            sentences.append(
                Sentence(
                    "{partly} of {samples} {samples:evaluated sequence|evaluated sequences} "
                    "{partly:shares|share} long stretches with training sequences, as overlapping windows do: "
                    "the figures do not show how the network does on new data.",
                    facts,
                    severity="warning",
                )
            )
        return tuple(sentences)

    def sentences(self) -> tuple[Sentence, ...]:
        """The warnings, or that the training data are unknown; nothing if it is known that there is no overlap."""
        if self.is_known:
            return self.warnings()
        return (Sentence("It is not known which data this network was trained on; these may be among them."),)


def prefix_run(run: str, sentence: Sentence) -> Sentence:
    """`sentence` with the name of the run that it is about in front, where there are several."""
    return Sentence("{run}: {said}", {"run": run, "said": sentence}, sentence.severity)


def training_overlap(
    network: Network, part: SequenceSet, indices: Indices | None = None, *, train: SequenceSet | None = None
) -> TrainingOverlap:
    """Number of the sequences `indices` of `part` (None: all) that are in the training data of `network`.

    Args:
        network: with the fingerprints of its training data, or without.
        part: the evaluated data, preprocessed like the training data.
        indices: the evaluated sequences.
        train: the training part of the same data. If the network was trained on it, equal sequences are duplicates, not
            another split of the same data.
    """
    samples = len(part) if indices is None else len(indices)
    fingerprints = network.trained_on
    if fingerprints is None:
        return TrainingOverlap(samples, is_known=False)
    evaluated = part if indices is None else part.select(np.asarray(indices))
    same = fingerprints.find_copies(evaluated)
    partly = fingerprints.find_overlaps(evaluated) & ~same
    duplicates = bool(same.any()) and train is not None and bool(fingerprints.find_copies(train).all())
    return TrainingOverlap(samples, int(same.sum()), int(partly.sum()), duplicates=duplicates)

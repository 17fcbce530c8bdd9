"""Contamination: evaluated sequences that are in the training data."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from .training_overlap import TrainingOverlap

if TYPE_CHECKING:
    from ..data import SequenceSet
    from ..models.network import Network
    from .predictions import Indices


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

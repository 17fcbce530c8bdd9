"""Tells a notebook that a network is evaluated on sequences that it was trained on."""

from __future__ import annotations

import warnings
from html import escape
from typing import TYPE_CHECKING

from ..base.errors import TrainedOnWarning
from ..data import Dataset, SequenceSet
from ..evaluation.scores import choose_indices
from ..evaluation.training_overlap import TrainingOverlap, training_overlap

if TYPE_CHECKING:
    from ..models.network import Network


def find_evaluated_part(
    network: Network, data: SequenceSet | Dataset, *, samples: int = 0, seed: int = 0
) -> tuple[SequenceSet, TrainingOverlap]:
    """The part that is evaluated, of a dataset its test part, and its overlap with the network's training data.

    Warns:
        TrainedOnWarning: there is one. It names the line that called the public function.
    """
    part, train = (data.test, data.train) if isinstance(data, Dataset) else (data, None)
    indices = choose_indices(part, samples, seed) if samples else None
    overlap = training_overlap(network, part, indices, train=train)
    for sentence in overlap.warnings():
        warnings.warn(str(sentence), TrainedOnWarning, stacklevel=4)  # past `arguments.checked`
    return part, overlap


def said_of(overlap: TrainingOverlap | None) -> str:
    """For the end of a `repr`: the warnings; empty if there is nothing to warn of."""
    return "".join(f"; {sentence}" for sentence in overlap.warnings()) if overlap else ""


def html_of(overlap: TrainingOverlap | None) -> str:
    """A paragraph for each thing worth knowing, warnings in bold."""
    texts = [(note.severity, escape(str(note))) for note in (overlap.sentences() if overlap else ())]
    return "".join(f"<p><b>{text}</b></p>" if severity == "warning" else f"<p>{text}</p>" for severity, text in texts)

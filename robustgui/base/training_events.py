"""What a training reports beside steps and epochs: that it was restarted, and whether it learns."""

from __future__ import annotations

from dataclasses import dataclass

from .errors import Sentence
from .quantities import Count, Number, Share


@dataclass(frozen=True)
class RestartedFromNetwork:
    """The run had no readable checkpoint: the training continues from a stored network, with a new optimiser.

    What follows is not what an uninterrupted run would have given.
    """

    epoch: Number  # whose network

    @property
    def sentence(self) -> Sentence:
        """What must be seen of it wherever the run is looked at."""
        return Sentence(
            "Continued from the stored network of epoch {epoch} without a checkpoint: the optimiser started anew, so "
            "this run cannot be repeated exactly.",
            {"epoch": self.epoch},
            "warning",
        )


@dataclass(frozen=True)
class TrainingStalled:
    """The network is not yet significantly better than always answering the most frequent class."""

    epoch: Number
    clean: Share
    majority: Share  # the share of the most frequent class on the same sequences
    samples: Count


@dataclass(frozen=True)
class TrainingLearns:
    """A training that had stalled is now better than that."""

    epoch: Number

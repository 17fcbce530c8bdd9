"""Events of runs with a folder: the start, continuations, and the end of a training or an import."""

from __future__ import annotations

from dataclasses import dataclass

from ..base.errors import Sentence
from ..base.events import Ending, Event
from ..base.quantities import Count, Metric, Number, Seconds


@dataclass(frozen=True)
class RunStarted(Event):
    """The data are read and the network is built, or restored: then it continues at `step` and `epoch`."""

    name: str
    folder: str
    device: str
    parameters: Count
    epochs: Count
    steps_per_epoch: Count
    train_samples: Count
    watched_samples: Count  # how many sequences the clean and attacked scores of each epoch are measured on
    watched_split: str  # "test" or "validation"
    metric: Metric
    step: Count = 0
    epoch: Count = 0
    seconds: Seconds = 0.0  # of training before a resume
    estimate: Seconds | None = None  # seconds that the whole run is expected to take on this machine
    version: str = ""  # of the program that wrote it; empty: an earlier one than 0.1.0, which did not say


@dataclass(frozen=True)
class RestartedFromNetwork(Event):
    """The run had no readable checkpoint: the training continues from a stored network, with a new optimiser.

    What follows is not what an uninterrupted run would have given.
    """

    epoch: Number  # of the stored network

    @property
    def sentence(self) -> Sentence:
        """The warning, which is shown wherever the run is."""
        return Sentence(
            "Continued from the stored network of epoch {epoch} without a checkpoint: the optimiser started anew, so "
            "this run cannot be repeated exactly.",
            {"epoch": self.epoch},
            "warning",
        )


@dataclass(frozen=True)
class RunFinished(Ending):
    """The run was executed to its end; the last network is stored."""

    clean: float
    attacked: float
    metric: Metric
    samples: Count
    seconds: Seconds
    baseline: float | None = None  # score of a prediction without a network on the same sequences

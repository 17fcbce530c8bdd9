"""Events of every run that has a folder: its start, its continuation, and the end of a training or an import."""

from __future__ import annotations

from dataclasses import dataclass

from ..base.errors import Sentence
from ..base.events import Ending, Event
from ..base.quantities import Count, Metric, Number, Seconds


@dataclass(frozen=True)
class RunStarted(Event):
    """The data is read and the network built (or restored: then `step`, `epoch` and `seconds` say where it goes on)."""

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
class MeasurementContinued(Event):
    """Results of an interrupted measurement of the same question are used; only what is missing is computed."""

    run: str
    results: int  # groups of sequences, checks and rows


@dataclass(frozen=True)
class RunFinished(Ending):
    """It went to its end; the last network is stored."""

    clean: float
    attacked: float
    metric: Metric
    samples: Count
    seconds: Seconds
    baseline: float | None = None  # what someone without a network scores on the same sequences

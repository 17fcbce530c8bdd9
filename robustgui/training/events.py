"""Events of a training: its steps and epochs, and whether it learns."""

from __future__ import annotations

from dataclasses import dataclass

from ..base.events import Event
from ..base.quantities import Count, Metric, Number, Seconds, Share


@dataclass(frozen=True)
class StepDone(Event):
    """One optimiser step."""

    step: Number
    epoch: Number
    loss: float  # what was minimised, penalties included
    clean_loss: float
    attacked_loss: float | None  # None: the defence made no attacked batch
    gradient_norm: float  # before clipping
    lr: float


@dataclass(frozen=True)
class EpochDone(Event):
    """One pass over the training data, then the watched sequences, clean and attacked."""

    epoch: Number
    loss: float  # mean over the epoch's steps
    clean: float
    attacked: float
    metric: Metric
    samples: Count  # that `clean` and `attacked` were measured on
    seconds: Seconds
    baseline: float | None = None  # what someone without a network scores on the same sequences


@dataclass(frozen=True)
class TrainingStalled(Event):
    """The network is not yet significantly better than always answering the most frequent class."""

    epoch: Number
    clean: Share
    majority: Share  # the share of the most frequent class on the same sequences
    samples: Count


@dataclass(frozen=True)
class TrainingLearns(Event):
    """A training that had stalled is now better than that."""

    epoch: Number

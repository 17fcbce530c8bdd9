"""Events of a training: its steps and epochs, and whether it learns."""

from __future__ import annotations

import math
from dataclasses import dataclass

from ..base.events import Event
from ..base.quantities import Count, Metric, Number, Seconds, Share

Parts = tuple[tuple[str, float], ...]  # (name, value) of the parts of a loss, in order


@dataclass(frozen=True)
class StepDone(Event):
    """One training step, on one batch."""

    step: Number
    epoch: Number
    loss: float  # training loss, penalties included; NaN: the step made no update, as on an empty batch
    parts: Parts  # of the loss, without their weights: ("clean", 0.4), ("adversarial", 1.2), ("l2", 0.01)
    gradient_norm: float  # before clipping, of the last update
    lr: float
    updates: Count = 1  # optimiser steps taken

    @property
    def clean_loss(self) -> float:
        """The part "clean"; NaN without one."""
        return dict(self.parts).get("clean", math.nan)

    @property
    def attacked_loss(self) -> float | None:
        """The part "adversarial"; None without one."""
        return dict(self.parts).get("adversarial")


@dataclass(frozen=True)
class EpochDone(Event):
    """One pass over the training data, and the scores on the watched sequences after it."""

    epoch: Number
    loss: float  # mean over the steps of the epoch
    clean: float  # score on clean inputs
    attacked: float  # score on adversarial inputs
    metric: Metric
    samples: Count  # sequences that `clean` and `attacked` were measured on
    seconds: Seconds
    baseline: float | None = None  # score of the baseline without a network on the same sequences


@dataclass(frozen=True)
class TrainingStalled(Event):
    """The network is not yet significantly better than always predicting the most frequent class."""

    epoch: Number
    clean: Share
    majority: Share  # the share of the most frequent class on the same sequences
    samples: Count


@dataclass(frozen=True)
class TrainingLearns(Event):
    """A training that had stalled is now better than that."""

    epoch: Number

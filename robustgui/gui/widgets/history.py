"""What a run reported so far, as columns that can be drawn: steps and epochs over step, epoch or time."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from ...base.errors import Sentence
from ...base.events import (
    DataWarned,
    EpochDone,
    Event,
    Metric,
    RestartedFromNetwork,
    RunFinished,
    RunStarted,
    StepDone,
    TrainingLearns,
    TrainingStalled,
)
from .series import Series

Floats = NDArray[np.float64]
Axis = Literal["step", "epoch", "time"]
LOSSES = ("loss", "clean_loss", "attacked_loss")


class History:
    """Grows by events, in the order of the run; a resumed run goes on where it was.

    Time is training time: pauses are not counted. Within an epoch steps are spread evenly over its seconds, and an
    epoch that has not ended is taken to be as fast as the one before it.
    """

    def __init__(self, events: Iterable[Event] = (), smoothing: float = 0.0) -> None:
        self.steps = Series("step", *LOSSES, "gradient_norm", "lr")
        self.smooth = Series(*LOSSES)  # the same steps
        self.epochs = Series("epoch", "loss", "clean", "attacked", "seconds", "samples", "baseline")
        self.started: RunStarted | None = None
        self.finished: RunFinished | None = None
        self.warnings: dict[str, Sentence] = {}  # what must be seen of the data, each once
        self.stall: TrainingStalled | None = None  # None: it learns, or it is too early to tell
        self.metric: Metric = "accuracy"
        self._smoothing = smoothing
        self._weights = np.zeros(len(LOSSES))
        self._means = np.zeros(len(LOSSES))
        self._smoothed_rows = 0  # that the running means are of
        self.extend(events)

    def extend(self, events: Iterable[Event]) -> None:
        """What the run reported since."""
        for event in events:
            match event:
                case StepDone():
                    attacked = np.nan if event.attacked_loss is None else event.attacked_loss
                    row = (event.loss, event.clean_loss, attacked)
                    place = self._place(self.steps["step"], event.step)
                    if place != self._smoothed_rows:
                        self._rewind(place)
                    self.steps.set(place, event.step, *row, event.gradient_norm, event.lr)
                    self.smooth.set(place, *self._smoothed(np.array(row)))
                    self._smoothed_rows = place + 1
                case EpochDone():
                    self.metric = event.metric
                    values = (event.loss, event.clean, event.attacked, event.seconds, event.samples)
                    baseline = np.nan if event.baseline is None else event.baseline
                    place = self._place(self.epochs["epoch"], event.epoch)
                    self.epochs.set(place, event.epoch, *values, baseline)
                case TrainingStalled():
                    self.stall = event
                case TrainingLearns():
                    self.stall = None
                case RunStarted():
                    self.started, self.metric, self.stall = event, event.metric, None
                case DataWarned() if event.message.severity == "warning":
                    self.warnings[str(event.message)] = event.message
                case RestartedFromNetwork():
                    self.warnings[str(event.sentence)] = event.sentence
                case RunFinished():
                    self.finished = event

    @staticmethod
    def _place(numbers: Floats, number: int) -> int:
        """The row of step or epoch `number`: a resumed run repeats what lay behind its checkpoint."""
        if not len(numbers) or number > numbers[-1]:
            return len(numbers)
        return int(np.searchsorted(numbers, number))

    def _rewind(self, place: int) -> None:
        """Put the running means back to where they were before row `place`."""
        rows = np.stack([self.steps[name][:place] for name in LOSSES], axis=1)  # (place, 3)
        counts = np.isfinite(rows).sum(0)
        self._weights = 1 - self._smoothing ** counts.astype(float)
        last = np.array([self.smooth[name][place - 1] if place else 0.0 for name in LOSSES])
        self._means = np.where(counts > 0, np.nan_to_num(last) * self._weights, 0.0)

    @property
    def steps_per_epoch(self) -> int:
        """Optimiser steps in an epoch; 1 as long as it is not known."""
        return max(1, self.started.steps_per_epoch) if self.started else 1

    @property
    def step(self) -> int:
        """The last step taken."""
        if len(self.steps):
            return int(self.steps["step"][-1])
        return self.started.step if self.started else 0

    @property
    def total_steps(self) -> int:
        """Steps of the whole run; 0 as long as it is not known."""
        return self.started.epochs * self.started.steps_per_epoch if self.started else 0

    def set_smoothing(self, smoothing: float) -> None:
        """Share of the running mean that is kept at each step, in [0, 1): 0 shows the raw losses."""
        self._smoothing = smoothing
        self._weights[:], self._means[:] = 0.0, 0.0
        rows = np.stack([self.steps[name] for name in LOSSES], axis=1)  # (n, 3)
        self.smooth.clear()
        for row in rows:
            self.smooth.add(*self._smoothed(row))
        self._smoothed_rows = len(rows)

    def _smoothed(self, row: Floats) -> Floats:
        """Exponential mean without the bias of its start; a missing loss leaves its mean as it was."""
        there = np.isfinite(row)
        keep = self._smoothing
        self._means[there] = keep * self._means[there] + (1 - keep) * row[there]
        self._weights[there] = keep * self._weights[there] + (1 - keep)
        return np.where(there, self._means / np.maximum(self._weights, 1e-12), np.nan)

    def step_places(self, axis: Axis) -> Floats:
        """Where the steps lie on an axis: number, epochs, or seconds."""
        steps = self.steps["step"]
        if axis == "step":
            return steps
        epochs = steps / self.steps_per_epoch
        return epochs if axis == "epoch" else self._seconds_at(epochs)

    def epoch_places(self, axis: Axis) -> Floats:
        """Where the ends of the measured epochs lie on an axis."""
        epochs = self.epochs["epoch"]
        if axis == "step":
            return epochs * self.steps_per_epoch
        return epochs if axis == "epoch" else self._seconds_at(epochs)

    def _seconds_at(self, epochs: Floats) -> Floats:
        """Seconds of training until `epochs` (fractions allowed)."""
        if not len(self.epochs):
            return epochs
        ends, seconds = self.epochs["epoch"], self.epochs["seconds"]
        gaps = np.diff(ends, prepend=0.0)
        sums = np.cumsum(seconds * gaps)  # an epoch between two measurements is taken to be as slow as the next
        knots, times = np.concatenate([[0.0], ends]), np.concatenate([[0.0], sums])
        beyond = np.maximum(epochs - ends[-1], 0.0) * seconds[-1]
        return np.maximum.accumulate(np.interp(epochs, knots, times) + beyond)  # it may fall by a rounding error

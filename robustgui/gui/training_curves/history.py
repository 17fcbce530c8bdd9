"""What a run reported so far, as columns that can be drawn: steps and epochs over step, epoch or time."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from ...base.errors import Sentence
from ...base.events import DataWarned, Event
from ...base.quantities import Metric
from ...runs.events import RestartedFromNetwork, RunFinished, RunStarted
from ...runs.recorded_events import RecordedEvents
from ...training.events import EpochDone, StepDone, TrainingLearns, TrainingStalled
from .running_mean import RunningMean
from .series import Series

Floats = NDArray[np.float64]
Axis = Literal["step", "epoch", "time"]
LOSSES = ("loss", "clean_loss", "attacked_loss")
MOST_WARNINGS = 100
_AT_ONCE = 1 << 15  # steps of a log
_STEP = ("step", *LOSSES, "gradient_norm", "lr")


def smooth_column(name: str) -> str:
    """The column of `History.steps` with the running mean of a loss."""
    return f"smooth_{name}"


_SMOOTH = tuple(map(smooth_column, LOSSES))


class History:
    """Grows by events, in the order of the run; a resumed run repeats steps and epochs in their place.

    Time is training time: pauses are not counted. Within an epoch steps are spread evenly over its seconds, and an
    epoch that has not ended is taken to be as fast as the one before it. However long the run is, it needs a few MB:
    see `Series`.
    """

    def __init__(self, events: Iterable[Event] = (), smoothing: float = 0.0, *, whole: bool = False) -> None:
        """`whole`: hold every step, to export them."""
        self.steps = Series(*_STEP, *_SMOOTH, whole=whole)
        self.folder: Path | None = None  # where all of it lies
        self.smoothing = smoothing
        self.epochs = Series("epoch", "loss", "clean", "attacked", "seconds", "samples", "baseline")
        self.started: RunStarted | None = None
        self.finished: RunFinished | None = None
        self.warnings: dict[str, Sentence] = {}  # what must be seen of the data, each once
        self.stall: TrainingStalled | None = None  # None: it learns, or it is too early to tell
        self.metric: Metric = "accuracy"
        self._means = [RunningMean(smoothing) for _ in LOSSES]
        self._averaged = 0.0  # the step that the running means go up to
        self.extend(events)

    @property
    def is_thinned(self) -> bool:
        """Whether it holds fewer steps than were reported; all of them lie in the run's folder."""
        return self.steps.every > 1

    @property
    def smooth(self) -> dict[str, Floats]:
        """The running mean of each loss, at the same steps."""
        return {name: self.steps[column] for name, column in zip(LOSSES, _SMOOTH, strict=True)}

    def extend(self, events: Iterable[Event]) -> None:
        """What the run reported since."""
        if isinstance(events, RecordedEvents):
            for start in range(0, len(events.steps), _AT_ONCE):
                columns = events.steps[start : start + _AT_ONCE]
                self._put_steps(np.stack([np.asarray(getattr(columns, name), float) for name in _STEP]))
            events = events.others
        rows: list[tuple[float, ...]] = []
        for event in events:
            if isinstance(event, StepDone):
                if rows and event.step <= rows[-1][0]:
                    self._put_steps(np.array(rows).T)
                    rows = []
                attacked = np.nan if event.attacked_loss is None else event.attacked_loss
                rows.append((event.step, event.loss, event.clean_loss, attacked, event.gradient_norm, event.lr))
            else:
                self._take(event)
        if rows:
            self._put_steps(np.array(rows).T)

    def _take(self, event: Event) -> None:
        match event:
            case EpochDone():
                self.metric = event.metric
                baseline = np.nan if event.baseline is None else event.baseline
                values = (event.loss, event.clean, event.attacked, event.seconds, event.samples, baseline)
                self.epochs.put(np.array([[event.epoch], *([value] for value in values)], float))
            case TrainingStalled():
                self.stall = event
            case TrainingLearns():
                self.stall = None
            case RunStarted():
                self.started, self.metric, self.stall = event, event.metric, None
            case DataWarned() if event.message.severity == "warning":
                self._warn(event.message)
            case RestartedFromNetwork():
                self._warn(event.sentence)
            case RunFinished():
                self.finished = event

    def _warn(self, message: Sentence) -> None:
        if len(self.warnings) < MOST_WARNINGS:
            self.warnings[str(message)] = message

    def _put_steps(self, rows: Floats) -> None:
        """Steps (columns of `_STEP`, n) in rising order, with the running means of their losses."""
        if not rows.size:
            return
        place = self.steps.place(rows[0, 0])
        before = self.steps["step"][place - 1] if place else 0.0
        if before != self._averaged:
            self._rewind(place)
        smooth = [mean.extend(losses) for mean, losses in zip(self._means, rows[1 : len(LOSSES) + 1], strict=True)]
        self._averaged = float(rows[0, -1])
        self.steps.put(np.concatenate([rows, smooth]))

    def _rewind(self, place: int) -> None:
        """Put the running means back to where they were before row `place`."""
        for mean, name in zip(self._means, LOSSES, strict=True):
            count = int(np.isfinite(self.steps[name][:place]).sum())
            if self.is_thinned and count:
                count = int(self.steps["step"][place - 1])
            means = self.smooth[name][:place]
            means = means[np.isfinite(means)]
            mean.restart(count, float(means[-1]) if len(means) else 0.0)

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
        """Share of the running mean that is kept at each step, in [0, 1): 0 shows the raw losses.

        Of a thinned history the means are those of the steps that it holds; made anew from the folder, they are those
        of all steps.
        """
        self.smoothing = smoothing
        self._means = [RunningMean(smoothing) for _ in LOSSES]
        for mean, name, column in zip(self._means, LOSSES, _SMOOTH, strict=True):
            self.steps[column][:] = mean.extend(self.steps[name])

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

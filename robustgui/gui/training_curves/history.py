"""What a run has reported so far, as columns to plot: steps and epochs over step, epoch or time."""

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
from ...runs.step_columns import StepColumns, merge_names, to_columns
from ...training.events import EpochDone, StepDone, TrainingLearns, TrainingStalled
from .series import Series

Floats = NDArray[np.float64]
_BLOCK = 64  # values that are averaged by one product of matrices


class RunningMean:
    """A missing value (NaN) leaves the mean as it was.

    Attributes:
        keep: share of the mean that is kept at each value, in [0, 1); 0: the values themselves.
        count: values so far.
        mean: still with the bias of a start at 0.
    """

    def __init__(self, keep: float) -> None:
        self.keep, self.count, self.mean = keep, 0, 0.0
        powers = keep ** np.arange(_BLOCK + 1.0)
        self._decay = powers[1:]  # of what was there before a block
        self._weights = (1 - keep) * np.tril(powers[np.abs(np.subtract.outer(range(_BLOCK), range(_BLOCK)))])

    def restart(self, count: int, value: float) -> None:
        """Continue behind `count` values, whose mean was `value`."""
        self.count, self.mean = count, value * (1 - self.keep**count) if count else 0.0

    def extend(self, values: Floats) -> Floats:
        """The mean at each of `values` (n,), which follow those so far; NaN where a value is missing."""
        is_present = np.isfinite(values)
        means = np.full(len(values), np.nan)
        present = values[is_present]
        counts = self.count + np.arange(1.0, len(present) + 1)
        means[is_present] = self._average(present) / (1 - self.keep**counts)
        self.count += len(present)
        return means

    def _average(self, values: Floats) -> Floats:
        """The mean at each of `values`, with the bias of a start at 0."""
        means = np.empty(len(values))
        for start in range(0, len(values), _BLOCK):
            block = values[start : start + _BLOCK]
            size = len(block)
            means[start : start + size] = self._weights[:size, :size] @ block + self._decay[:size] * self.mean
            self.mean = float(means[start + size - 1])
        return means


Axis = Literal["step", "epoch", "time"]
MOST_WARNINGS = 100
_AT_ONCE = 1 << 15  # steps of a log
_STEP = ("step", "loss", "gradient_norm", "lr")


def part_column(name: str) -> str:
    """The column of `History.steps` with the part `name` of the loss."""
    return f"part:{name}"


def smooth_column(column: str) -> str:
    """The column of `History.steps` with the running mean of the loss in `column`."""
    return f"smooth:{column}"


class History:
    """Grows by events, in the order of the run; a resumed run repeats steps and epochs in their place.

    Time is training time: pauses are not counted. Within an epoch steps are spread evenly over its seconds, and an
    epoch that has not ended is taken to be as fast as the one before it. However long the run is, it needs a few MB:
    see `Series`.
    """

    def __init__(self, events: Iterable[Event] = (), smoothing: float = 0.0, *, whole: bool = False) -> None:
        """`whole`: hold every step, to export them."""
        self.steps = Series(*_STEP, smooth_column("loss"), whole=whole)
        self.parts: tuple[str, ...] = ()  # names of the parts of the loss, in order
        self.folder: Path | None = None  # where all of it lies
        self.smoothing = smoothing
        self.epochs = Series("epoch", "loss", "clean", "attacked", "seconds", "samples", "baseline")
        self.started: RunStarted | None = None
        self.finished: RunFinished | None = None
        self.warnings: dict[str, Sentence] = {}  # what must be seen of the data, each once
        self.stall: TrainingStalled | None = None  # None: it learns, or it is too early to tell
        self.metric: Metric = "accuracy"
        self._means = {"loss": RunningMean(smoothing)}  # of each loss, by its column
        self._averaged = 0.0  # the step that the running means go up to
        self.extend(events)

    @property
    def is_thinned(self) -> bool:
        """Whether it holds fewer steps than were reported; all of them lie in the run's folder."""
        return self.steps.every > 1

    @property
    def losses(self) -> tuple[str, ...]:
        """Columns of `steps`: the training loss and its parts, in order."""
        return ("loss", *map(part_column, self.parts))

    @property
    def smooth(self) -> dict[str, Floats]:
        """The running mean of each loss by its column, at the same steps."""
        return {column: self.steps[smooth_column(column)] for column in self.losses}

    def extend(self, events: Iterable[Event]) -> None:
        """What the run reported since."""
        if isinstance(events, RecordedEvents):
            for start in range(0, len(events.steps), _AT_ONCE):
                self._put_steps(events.steps[start : start + _AT_ONCE])
            events = events.others
        steps: list[StepDone] = []
        for event in events:
            if not isinstance(event, StepDone):
                self._take(event)
                continue
            if steps and event.step <= steps[-1].step:
                self._put_steps(to_columns(steps))
                steps = []
            steps.append(event)
        self._put_steps(to_columns(steps))

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

    def _put_steps(self, steps: StepColumns) -> None:
        """Steps in rising order, with the running means of their losses."""
        if not len(steps):
            return
        self._add_parts(steps.parts)
        place = self.steps.place(steps.step[0])
        before = self.steps["step"][place - 1] if place else 0.0
        if before != self._averaged:
            self._rewind(place)
        columns = {name: np.asarray(getattr(steps, name), float) for name in _STEP}
        missing = np.full(len(steps), np.nan)
        columns |= {part_column(name): steps.parts.get(name, missing) for name in self.parts}
        columns |= {smooth_column(name): mean.extend(columns[name]) for name, mean in self._means.items()}
        self._averaged = float(steps.step[-1])
        self.steps.put(np.stack([columns[name] for name in self.steps.names]))

    def _add_parts(self, names: Iterable[str]) -> None:
        """Columns of the parts that were not reported before."""
        self.parts = merge_names(self.parts, names)
        for name in map(part_column, self.parts):
            if name not in self._means:
                self._means[name] = RunningMean(self.smoothing)
                self.steps.add(name)
                self.steps.add(smooth_column(name))

    def _rewind(self, place: int) -> None:
        """Put the running means back to where they were before row `place`."""
        for name, mean in self._means.items():
            count = int(np.isfinite(self.steps[name][:place]).sum())
            if self.is_thinned and count:
                count = int(self.steps["step"][place - 1])
            means = self.steps[smooth_column(name)][:place]
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
        self._means = {name: RunningMean(smoothing) for name in self.losses}
        for name, mean in self._means.items():
            self.steps[smooth_column(name)][:] = mean.extend(self.steps[name])

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
        return np.maximum.accumulate(np.interp(epochs, knots, times) + beyond)  # rounding may decrease it

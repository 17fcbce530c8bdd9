"""Runs that behave as their name says, to put the engine through everything that a real run may do to it.

`make_run` is found by name in engine processes too: "support.fake_runs:make_run" with tests/ on PYTHONPATH.
"""

from __future__ import annotations

import itertools
import os
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from robustgui.base.errors import Interrupted, RunError, Sentence
from robustgui.base.events import Event, Progress, RunFailed, RunStopped
from robustgui.engine.messages import Job, TrainJob
from robustgui.engine.work import make_run as real_make_run
from robustgui.evaluation.events import Confusion
from robustgui.runs.events import RunFinished, RunStarted
from robustgui.runs.spec import RunSpec
from robustgui.training.events import EpochDone, StepDone

MAKE_RUN = "support.fake_runs:make_run"
FINISHED = RunFinished(clean=1.0, attacked=0.5, metric="accuracy", samples=10, seconds=1.0)


def job(name: str, runs: Path | str = "") -> TrainJob:
    """A job for the fake run `name`; what it saves when it is closed goes into the folder `runs`."""
    return TrainJob(RunSpec(name=name), str(runs))


def step(number: int) -> StepDone:
    return StepDone(number, 1, loss=1.0 / number, parts=(("clean", 1.0),), gradient_norm=1.0, lr=0.1)


class FakeRun:
    """Behaves like TrainingRun towards the engine; what it does is one generator, chosen by name."""

    network = dataset = folder = None

    def __init__(self, job: TrainJob, stop: Callable[[], bool]) -> None:
        self.name, self.runs, self.stop = job.spec.name, job.runs, stop
        self.step = 0
        self.epoch = 1
        self.closed = False

    def events(self) -> Iterator[Event]:
        life = getattr(self, "_" + self.name.partition(" ")[0])
        try:
            yield from life()
        finally:
            self.closed = True
            if self.runs:
                Path(self.runs, "saved").write_text(str(self.step), encoding="ascii")

    def _started(self, steps: int) -> RunStarted:
        return RunStarted(self.name, self.runs, "cpu", 7, 1, steps, 10, 10, "test", "accuracy")

    def _steps(self, count: int) -> Iterator[Event]:
        yield self._started(count)
        while self.step < count:
            self.step += 1
            yield step(self.step)

    def _count(self) -> Iterator[Event]:
        """ "count 100": a hundred steps, then the end; a stop is noticed at once."""
        for event in self._steps(int(self.name.split()[1])):
            if self.stop():
                yield RunStopped(self.step, self.epoch)
                return
            yield event
        yield FINISHED

    def _epochs(self) -> Iterator[Event]:
        """ "epochs 5": five steps, each followed by a measurement."""
        count = int(self.name.split()[1])
        yield self._started(count)
        for self.step in range(1, count + 1):
            yield step(self.step)
            yield EpochDone(self.step, 1.0, 0.5, 0.4, "accuracy", 10, 0.1)
        yield FINISHED

    def _attacking(self) -> Iterator[Event]:
        """A stop interrupts the attack inside of a step."""
        yield from self._steps(3)
        while not self.stop():
            threading.Event().wait(0.001)
        raise Interrupted

    def _stubborn(self) -> Iterator[Event]:
        """Never asks whether it should stop."""
        yield from self._steps(10**9)

    def _deaf(self) -> Iterator[Event]:
        """Hangs inside of a step, for ever."""
        yield from self._steps(3)
        threading.Event().wait()

    def _seizing(self) -> Iterator[Event]:
        """Computes within one call that lets no other thread of Python run, for ever."""
        yield from self._steps(3)
        threading.Event().wait(0.2)  # the steps are sent
        sum(itertools.repeat(1))

    def _raise(self) -> Iterator[Event]:
        yield from self._steps(3)
        raise ValueError("a broken defence")

    def _refuse(self) -> Iterator[Event]:
        yield self._started(1)
        raise RunError("{file} is no dataset.", file="series.csv")

    def _silent(self) -> Iterator[Event]:
        yield from self._steps(2)

    def _twice(self) -> Iterator[Event]:
        yield FINISHED
        raise ValueError("after the end")

    def _abort(self) -> Iterator[Event]:
        yield from self._steps(3)
        os.abort()

    def _lose(self) -> Iterator[Event]:
        """Loses the graphics card as a failed kernel does."""
        yield from self._steps(3)
        raise RuntimeError("CUDA error: device-side assert triggered")

    def _swallowed(self) -> Iterator[Event]:
        """The same, but reported by the run itself."""
        yield RunFailed(Sentence("It broke"), "RuntimeError: CUDA error: unspecified launch failure")

    def _heavy(self) -> Iterator[Event]:
        """Some 50 MB, far more than a pipe holds."""
        yield self._started(50)
        numbers = tuple(range(10**5, 2 * 10**5))
        for number in range(50):
            yield Confusion(str(number), 0.1, ("a", "b"), ((1, 2), (3, 4)), numbers, numbers[::-1])
        yield FINISHED

    def _reading(self) -> Iterator[Event]:
        yield Progress(Sentence("Reading the data"), 0, 1)
        yield from self._steps(2)
        yield FINISHED


def make_run(job: Job, stop: Callable[[], bool]) -> Any:
    """The fake run that the job's spec names; a real one if it has no such name."""
    if isinstance(job, TrainJob) and job.spec.name:
        return FakeRun(job, stop)
    return real_make_run(job, stop)

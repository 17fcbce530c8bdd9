"""From a job to the run that carries it out, and what the engine asks of every run."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from ..base.events import Event
from ..importing.import_run import ImportRun
from ..measurements.run import MeasurementRun
from ..runs.training_run import TrainingRun
from .messages import ImportJob, Job, MeasureJob, ResumeJob, TrainJob

if TYPE_CHECKING:
    from ..data import Dataset
    from ..models.network import Network
    from ..runs.folder import RunFolder

Stop = Callable[[], bool]


class Run(Protocol):
    """One job under way. Between two of its events the network may be asked about."""

    @property
    def network(self) -> Network | None:
        """None until it is built."""

    @property
    def dataset(self) -> Dataset | None:
        """None until it is read."""

    @property
    def folder(self) -> RunFolder | None:
        """None until there is one."""

    @property
    def epoch(self) -> int:
        """The epoch in progress or just finished."""

    @property
    def step(self) -> int:
        """Optimiser steps taken so far."""

    def events(self) -> Iterator[Event]:
        """What happens; the last is an `Ending`. `close()` of the generator saves what there is to save."""


MakeRun = Callable[[Job, Stop], Run]


def make_run(job: Job, stop: Stop) -> Run:
    """The run for `job`; it ends soon after `stop` has become true."""
    match job:
        case TrainJob(spec, runs):
            return TrainingRun(spec, Path(runs), stop=stop)
        case ImportJob(request, runs, seed):
            return ImportRun(request, Path(runs), seed=seed, stop=stop)
        case ResumeJob(folder, from_network):
            return TrainingRun(None, resume=Path(folder), from_network=from_network, stop=stop)
        case MeasureJob(folders, measurement):
            return MeasurementRun([Path(folder) for folder in folders], measurement, stop=stop)

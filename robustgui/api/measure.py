"""Any registered measurement in a notebook: of networks in memory, or of stored runs."""

from __future__ import annotations

import os
import warnings
from collections.abc import Generator, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any, TypeVar

from ..base.errors import DataWarning, RunError, TrainedOnWarning
from ..base.events import DataWarned, Event, Progress
from ..base.generators import run_to_end
from ..base.paths import runs_folder
from ..data import SequenceSet
from ..evaluation.training_overlap import TrainingOverlap
from ..measurements import Context, Measurement
from ..measurements.run import MeasurementRun, measure_network
from ..measurements.store import load_all
from ..models.network import Network
from ..runs.find_run import find_run
from .accepted import MeasurementLike, NetworkLike, Part, RunLike
from .arguments import checked
from .attack import check_part
from .overlap import find_evaluated_part
from .progress import Bar
from .run import Run

R = TypeVar("R")


@checked
def measure(
    what: NetworkLike | RunLike | Sequence[RunLike],
    measurement: MeasurementLike,
    data: Part | None = None,
    *,
    name: str = "",
    progress: bool = False,
) -> Any:
    """Measure a network, a stored run, or several runs.

    Args:
        what: a network, such as `run.network`; or a run that is stored, or its folder or name, or
            several of them.
        measurement: such as `rg.CrossCheck(threat=rg.Linf(eps=0.1))`.
        data: what a network is measured on: a part, such as `data.test`; of a whole dataset its test part. A stored run
            is measured on what the measurement says, by default its own test data.
        name: of a network, for the events.
        progress: show a bar.

    Returns:
        A `Result`; of several runs a tuple. Results of stored runs are stored with them, and an interrupted measurement
        continues when it is asked for again.

    Raises:
        RunError: the data do not fit the network, the measurement is impossible there, or a run is not stored.

    Warns:
        TrainedOnWarning: the network was trained on some of the sequences.
    """
    if isinstance(what, Network):
        if data is None:
            raise RunError("Name the data that the network is measured on, such as data.test.")
        part, overlap = find_evaluated_part(what, data, samples=measurement.samples, seed=measurement.seed)
        return run_measurement(measurement, what, part, overlap, name=name, progress=progress)
    several = not isinstance(what, Run | str | os.PathLike)
    runs = [what] if isinstance(what, Run | str | os.PathLike) else what
    folders = [_folder_of(each) for each in runs]
    run, events = MeasurementRun(folders, measurement), list[Event]()
    _run_with_bar(_keep(run.measure_all(), events), measurement.title, progress)
    if not measurement.needs_network:
        events_of_result = tuple(event for event in events if isinstance(event, tuple(measurement.results)))
        return measurement.result(measurement, "", datetime.now().isoformat(), events_of_result)
    return tuple(run.results) if several else run.results[0]


@checked
def stored_results(run: RunLike) -> tuple[Any, ...]:
    """All results of measurements that are stored with a run, oldest first; see `Result`."""
    return tuple(sorted(load_all(_folder_of(run)).results, key=lambda result: result.created))


def run_measurement(
    measurement: Measurement,
    network: Network,
    part: SequenceSet,
    overlap: TrainingOverlap,
    *,
    name: str = "",
    progress: bool = False,
    surrogates: Sequence[Network] = (),
) -> Any:
    """The result of one measurement of a network in memory; raises as `measure`."""
    check_part(network, part)
    measurement.check(part)
    context = Context(name, overlap, surrogates=tuple(surrogates))
    return _run_with_bar(measure_network(measurement, network, part, context), measurement.title, progress)


def _run_with_bar(steps: Generator[Event, None, R], text: str, progress: bool) -> R:
    """What `steps` returns; meanwhile a bar is shown."""
    with Bar(text, 1, is_visible=progress) as bar:

        def report(event: Event) -> None:
            if isinstance(event, Progress):
                bar.show(str(event.what), done=event.done, total=event.total)

        return run_to_end(steps, report)


def _keep(steps: Generator[Event, None, R], events: list[Event]) -> Generator[Event, None, R]:
    """`steps`, which are also added to `events`; warnings about the data are warnings of the caller of `measure`."""
    while True:
        try:
            event = next(steps)
        except StopIteration as end:
            value: R = end.value
            return value
        if isinstance(event, DataWarned) and event.message.severity == "warning":
            kind = TrainedOnWarning if event.about == "trained_on" else DataWarning
            warnings.warn(str(event.message), kind, stacklevel=5)
        events.append(event)
        yield event


def _folder_of(run: RunLike) -> Path:
    if not isinstance(run, Run):
        return find_run(run, runs_folder())
    if run.folder is None:
        raise RunError("This run is not stored. Measure its network: rg.measure(run.network, ..., run.dataset).")
    return run.folder.path

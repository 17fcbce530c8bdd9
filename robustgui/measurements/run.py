"""Measures stored runs, as a generator of events; results are stored beside each run."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import closing, suppress
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from ..base.errors import Interrupted, RunError, Sentence
from ..base.events import DataWarned, Event, Progress, RunStopped
from ..base.interrupts import no_cancel
from ..data import Dataset, SequenceSet
from ..evaluation.score_events import compute_fingerprint
from ..evaluation.scores import choose_indices
from ..evaluation.training_overlap import prefix_run, training_overlap
from ..runs.execution import Stopwatch, describe_failure, explain_write_errors, load_data
from ..runs.folder import RunFolder
from ..runs.training_data import attach_training_data
from ..training.devices import prepare_device
from ..training.settings import DeviceSettings
from .base import Context, Measurement
from .events import MeasurementContinued, MeasurementFinished
from .result import Result
from .store import save_result
from .unfinished import MeasurementKey, Unfinished, list_interrupted, names_beside

if TYPE_CHECKING:
    from ..models.network import Network


def measure_network(
    measurement: Measurement,
    network: Network,
    part: SequenceSet,
    context: Context,
    now: Callable[[], str] = lambda: datetime.now().isoformat(),
) -> Generator[Event, None, Result]:
    """The events of one measurement of one network; returns its result, created `now`, which is stored nowhere.

    Raises:
        RunError: the settings do not go with network or data.
        Interrupted: `context.stop` returned True.
    """
    events = []
    for event in measurement.run(network, part, context):
        if isinstance(event, tuple(measurement.results)):
            events.append(event)
        yield event
    return measurement.result(measurement, context.run, now(), tuple(events), context.overlap)


class MeasurementRun:
    """One measurement of one or several stored runs.

    Attributes:
        folder, dataset, network: of the run that is being measured; None before the first.
        results: of the runs that are complete, in order.
    """

    def __init__(
        self,
        folders: Sequence[Path],
        measurement: Measurement,
        *,
        stop: Callable[[], bool] = no_cancel,
        device: DeviceSettings | None = None,
    ) -> None:
        """Prepares the measurement; `events` runs it."""
        self.folder: RunFolder | None = None
        self.dataset: Dataset | None = None
        self.network: Network | None = None
        self.step = 0
        self.epoch = 0
        self.results: list[Result] = []
        self._folders = [Path(folder) for folder in folders]
        self._measurement = measurement.canonical()
        self._stop = stop
        self._device = device or DeviceSettings()
        self._watch = Stopwatch()
        self._unfinished: list[Unfinished] = []  # results of each run, kept until all runs are measured

    def events(self) -> Iterator[Event]:
        """Run the measurement; the last event is the `Ending`, also if it is cancelled or fails."""
        with closing(self.measure_all()) as steps:
            try:
                while True:
                    with self._watch.running():
                        event = next(steps, None)
                    if event is None:
                        return
                    yield event
            except Interrupted:
                yield RunStopped(0, 0)
            except Exception as error:
                yield describe_failure(error, resumable=False)

    def measure_all(self) -> Generator[Event, None, None]:
        """As `events`, but errors are raised, and the time is not measured."""
        if not self._folders:
            raise RunError("Choose at least one run to measure.")
        try:
            yield from self._measurement.measure([RunFolder(path) for path in self._folders], self)
            for unfinished in self._unfinished:
                unfinished.finish()
            self._discard_superseded()
        finally:
            for unfinished in self._unfinished:
                unfinished.release()
        names = tuple(path.name for path in self._folders)
        yield MeasurementFinished(names, self._measurement.name, self._watch.seconds)

    def _discard_superseded(self) -> None:
        """Remove partial results of other versions for the same measurement, which is complete now."""
        for folder in self._folders:
            for other in list_interrupted(folder):
                if other.measurement.canonical() == self._measurement and len(other.runs) == len(self._folders):
                    with suppress(OSError):
                        other.discard()

    def measure_run(self, folder: RunFolder) -> Generator[Event, None, Result]:
        """See `RunMeasurer.measure_run`."""
        yield Progress(Sentence("Reading the run {run}", {"run": folder.name}), len(self.results), len(self._folders))
        spec, measurement = folder.spec(), self._measurement
        self.network = None  # never one run's network with another's folder
        self.folder, self.dataset = folder, (yield from load_data(spec.data, self._stop, measurement.evaluated.other))
        part = measurement.evaluated.of(self.dataset)
        measurement.check(part)
        network = folder.load_network(device=prepare_device(self._device))
        self.network = network = attach_training_data(network, folder, self.dataset)
        self.epoch = max(folder.epochs(), default=0)
        indices = choose_indices(part, measurement.samples, measurement.seed)
        device = network.device.partition(":")[0]
        settings = measurement.to_dict() | measurement.inputs() | {"device": device}
        key = MeasurementKey(measurement.name, settings, names_beside(folder.path, self._folders))
        unfinished = Unfinished(folder.path, key, f"{len(part)} {compute_fingerprint(part, indices)}")
        self._unfinished.append(unfinished)
        if unfinished.results:
            yield MeasurementContinued(folder.name, unfinished.results)
        overlap = training_overlap(network, part, indices, train=measurement.evaluated.beside(self.dataset))
        for sentence in overlap.sentences():
            yield DataWarned(prefix_run(folder.name, sentence) if len(self._folders) > 1 else sentence, "trained_on")
        context = Context(folder.name, overlap, self._stop, unfinished)
        result = yield from measure_network(measurement, network, part, context, unfinished.fix_creation_time)
        with explain_write_errors(folder.path):
            save_result(folder.path, result)
        self.results.append(result)
        return result

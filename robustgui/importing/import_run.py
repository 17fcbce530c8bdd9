"""Imports a network that was trained elsewhere as a run, as a generator of events."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from ..base.errors import Interrupted, RunError, Sentence
from ..base.events import DataWarned, Ending, Event, Progress, RunStopped
from ..base.interrupts import no_cancel
from ..data import Dataset
from ..defences.none import NoDefence
from ..evaluation.numeric_metrics import compute_baseline
from ..evaluation.predictions import choose_metric
from ..evaluation.scores import choose_indices, score_attacked, score_clean
from ..evaluation.training_overlap import training_overlap
from ..runs.building import check_spec, make_paths_absolute
from ..runs.data_store import title_of
from ..runs.events import RunFinished, RunStarted
from ..runs.execution import Stopwatch, describe_failure, load_data
from ..runs.run_writer import RunWriter
from ..runs.spec import RunSpec
from ..runs.spec_adaptation import adapt_spec
from ..runs.training_data import IMPORTED
from ..training import DeviceSettings, TrainingSettings
from ..training.devices import prepare_device
from .ranking import build_result, rank_hypotheses
from .report import Identification, apply_hypothesis, check_unambiguous
from .settings import NetworkImport

if TYPE_CHECKING:
    from ..models.network import Network
    from ..runs.folder import RunFolder
    from .hypotheses import NetworkSource
    from .weight_files.contents import Contents

MEASURED = 500  # test sequences at most of the first evaluation


class ImportRun:
    """Identifies a network, chooses the best interpretation of its weights, and stores it with its first evaluation.

    Attributes:
        spec: None until the network is identified.
        identification: architecture and interpretations; None before they are known.
        folder, dataset, network: None until they exist.
    """

    def __init__(
        self,
        request: NetworkImport,
        runs: Path | None = None,
        *,
        seed: int = 0,
        device: DeviceSettings | None = None,
        dataset: Dataset | None = None,
        ranking: tuple[NetworkSource, Identification] | None = None,
        network: Network | None = None,
        stop: Callable[[], bool] = no_cancel,
    ) -> None:
        """Nothing happens yet.

        Args:
            request: the network; naming an entry in it does not yet allow its code: see `user_code.allow_entry`.
            runs: below this folder the run's own is made; None: nothing is written.
            seed: of the evaluated sequences, and of attacks.
            device: of the evaluation.
            dataset: the data of the hypotheses and of the evaluation; None: what `load(request.data)` gives.
            ranking: what `rank_hypotheses` gave for the same, if it was called already; its first hypothesis is used.
            network: the network itself, which is then not identified.
            stop: polled between batches and inside of attacks.
        """
        self.spec: RunSpec | None = None
        self.identification: Identification | None = None
        self.dataset = dataset
        self.network = network
        self.step = 0
        self.epoch = 0
        self._request = request.copy_with(data=make_paths_absolute(request.data))
        self._runs = runs
        self._seed = seed
        self._device = device or DeviceSettings()
        self._ranking = ranking
        self._stop = stop
        self._writer = RunWriter(None)
        self._watch = Stopwatch()

    @property
    def folder(self) -> RunFolder | None:
        return self._writer.folder

    def events(self) -> Iterator[Event]:
        """Run the import; can be called once. The last event is the one `Ending`."""
        steps = self._execute()
        try:
            while True:
                with self._watch.running():
                    event = next(steps)
                self._writer.add(event)
                yield event
                if isinstance(event, Ending):
                    return
        except Interrupted:
            yield self._end(RunStopped(0, 0))
        except Exception as error:
            yield self._end(describe_failure(error, resumable=False))
        finally:
            steps.close()
            self._writer.close()

    def _end(self, ending: Event) -> Event:
        with suppress(RunError):
            self._writer.add(ending)
        return ending

    def _execute(self) -> Generator[Event, None, None]:
        yield Progress(Sentence("Reading the data"), 0, 1)
        device = prepare_device(self._device)
        self.dataset = dataset = self.dataset or (yield from load_data(self._request.data, self._stop))
        origin = self._request.to_dict()
        if self.network is None:
            yield Progress(Sentence("Identifying the network"), 0, 1)
            self.network, origin = self._identify(dataset)
        network = self.network
        network.module.to(device)
        self.spec = spec = spec_of(self._request, self._seed, self._device, network, dataset)
        check_spec(spec, dataset)
        self._writer = RunWriter.new(self._runs, spec)
        self._writer.write_environment(device, self._device, {IMPORTED: origin})
        indices = choose_indices(dataset.test, MEASURED, self._seed)
        yield RunStarted(
            name=spec.label,
            folder=str(self.folder.path) if self.folder else "",
            device=device,
            parameters=network.parameters,
            epochs=0,
            steps_per_epoch=0,
            train_samples=len(dataset.train),
            watched_samples=len(indices),
            watched_split="test",
            metric=choose_metric(network.task),
        )
        overlap = training_overlap(network, dataset.test, indices, train=dataset.train)
        yield from (DataWarned(warning, "trained_on") for warning in overlap.sentences())
        if network.trained_on is not None:
            self._writer.write_trained_on(network.trained_on)
        self._writer.save_network(network, 0)
        clean = yield from score_clean(network, dataset.test, indices, stop=self._stop)
        attacked = yield from score_attacked(
            network, dataset.test, spec.watch.attack, spec.watch.threat, indices, seed=self._seed, stop=self._stop
        )
        yield RunFinished(
            clean.value, attacked.value, clean.metric, len(indices), self._watch.seconds,
            compute_baseline(dataset.test, indices),
        )  # fmt: skip

    def _identify(self, dataset: Dataset) -> tuple[Network, dict[str, object]]:
        """The network of the best interpretation, and where it came from."""
        if self._ranking is None:
            self._ranking = rank_hypotheses(self._request, dataset, stop=self._stop)
            check_unambiguous(self._ranking[1])
        source, self.identification = self._ranking
        network = build_result(source, self.identification.best, self._request, dataset)
        return network, _origin(apply_hypothesis(self._request, self.identification.best), source.weights)


def spec_of(request: NetworkImport, seed: int, device: DeviceSettings, network: Network, dataset: Dataset) -> RunSpec:
    """The spec of the run that an opened network becomes."""
    origin = Path(request.weights).stem or request.entry.rpartition(":")[2]
    data = title_of(request.data.train)
    name = request.name or "".join("-" if c in '/\\\0:*?"<>|' else c for c in f"{data}-{origin}").lstrip(".")[:80]
    spec = RunSpec(
        name=name, seed=seed, front=network.fronts, model=network.model, defence=NoDefence(), device=device,
        training=TrainingSettings(epochs=1),
    )  # fmt: skip
    return adapt_spec(spec, request.data, dataset.train)


def _origin(request: NetworkImport, weights: Contents | None) -> dict[str, object]:
    """Where it came from and how it was read, for `environment.json`."""
    facts: dict[str, object] = request.to_dict()
    if weights is not None:
        facts |= {"weights": str(weights.origin), "sha256": weights.digest}
    return facts

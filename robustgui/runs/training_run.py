"""One training run from its spec to its end, as a generator of events, each recorded before it is reported."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from .. import __version__
from ..base.errors import Interrupted, RobustGuiError, RunError, Sentence
from ..base.events import DataWarned, Ending, Event, Progress, RunStopped
from ..base.interrupts import no_cancel
from ..data import Dataset, SequenceSet
from ..data.fingerprints import fingerprint
from ..defences import Method
from ..evaluation.numeric_metrics import compute_baseline
from ..evaluation.predictions import choose_metric
from ..evaluation.scores import choose_indices, score_attacked, score_clean
from ..evaluation.training_overlap import training_overlap
from ..evaluation.trigger import measure_trigger
from ..poisons.events import DataPoisoned, TriggerMeasured
from ..training.checkpoint import Position, Restored
from ..training.cost import measure_slowness
from ..training.devices import prepare_device
from ..training.events import EpochDone
from ..training.loop import Trainer
from .automatic_settings import automatic_paths, resolve_automatic
from .building import build_network, check_spec, make_paths_absolute
from .duration import estimate_run_seconds
from .edited_spec import TRAINED, read_unedited_spec
from .events import RestartedFromNetwork, RunFinished, RunStarted
from .execution import Stopwatch, describe_failure, load_data
from .folder import AUTOMATIC, RunFolder
from .run_writer import RunWriter
from .spec import RunSpec
from .stall_watch import StallWatch

if TYPE_CHECKING:
    from ..evaluation.predictions import Indices, Predictions
    from ..models.network import Network

Scores = Generator[Event, None, tuple["Predictions", "Predictions"]]  # clean, with attack


class TrainingRun:
    """A training run: a new one, or the rest of a stored one.

    Attributes:
        spec: None for a resumed run until its folder is read.
        folder: of its record; None before it is created, or if nothing is written.
        dataset, network: None until they are loaded and built. The network is in training mode between two events.
        step: training steps done.
    """

    def __init__(
        self,
        spec: RunSpec | None,
        runs: Path | None = None,
        *,
        resume: Path | None = None,
        from_network: bool = False,
        stop: Callable[[], bool] = no_cancel,
        dataset: Dataset | None = None,
    ) -> None:
        """
        Args:
            spec: of a new run; None with `resume`.
            runs: folder in which the folder of a new run is created; None: nothing is written.
            resume: folder of a run that was stopped or interrupted.
            from_network: where no checkpoint of it can be read, continue from its newest stored network.
            stop: cancellation callback, called between steps and inside attacks; the step in progress is dropped.
            dataset: training and test data; None: `load(spec.data)`.
        """
        if (spec is None) == (resume is None):
            raise ValueError("a run has either a spec or a folder to resume")
        self.spec = spec
        self.dataset = dataset
        self.network: Network | None = None
        self._runs = runs
        self._resume = resume
        self._from_network = from_network
        self._stop = stop
        self._writer = RunWriter(None)
        self._trainer: Trainer | None = None
        self._position = Position()
        self._saved: Position | None = None
        self._watch = Stopwatch()
        self._stall = StallWatch()
        self._is_refused = resume is not None  # a run that cannot be resumed must not be recorded as failed for it

    @property
    def folder(self) -> RunFolder | None:
        return self._writer.folder

    @property
    def step(self) -> int:
        return self._trainer.step if self._trainer else 0

    @property
    def epoch(self) -> int:
        """Number of the epoch in progress, or of the last finished one; 0 before the first step."""
        return -(-self.step // self._trainer.steps_per_epoch) if self._trainer else 0

    def events(self) -> Iterator[Event]:
        """Execute the run, once. The last event is its only `Ending`; closing the generator early saves a checkpoint.

        Every error becomes a `RunFailed`: an expected one with its message, a bug with its traceback.
        """
        execution = self._execute()
        has_ended = False
        try:
            while True:
                with self._watch.running():
                    event = next(execution)
                self._writer.add(event)
                self._is_refused = self._is_refused and not isinstance(event, RunStarted)
                has_ended = isinstance(event, Ending)
                yield event
                if has_ended:
                    return
        except GeneratorExit:
            if not has_ended:
                execution.close()
                self._end_stopped()
            raise
        except Interrupted:
            yield self._end_stopped()
        except Exception as error:
            yield self._end_failed(error)
        finally:
            self._writer.close()

    def _execute(self) -> Generator[Event, None, None]:
        """Everything from reading the data to the final scores."""
        yield Progress(Sentence("Reading the data"), 0, 1)
        spec = self.spec = self._read_spec()
        device = prepare_device(spec.device)
        self.dataset = dataset = self.dataset or (yield from load_data(spec.data, self._stop))
        check_spec(spec, dataset)
        automatic = automatic_paths(spec)
        spec = self.spec = resolve_automatic(spec, dataset.train)
        poisoned = spec.poison.apply(dataset.train, spec.seed)  # the training data; all else stays clean
        trained_on = fingerprint(dataset.train)
        if poisoned.data is not dataset.train:
            trained_on += fingerprint(poisoned.data, like=trained_on)
        network = build_network(spec, replace(dataset, train=poisoned.data), device)
        self.network = network = replace(network, trained_on=trained_on)
        self._trainer = trainer = Trainer(
            network, poisoned.data, spec.training, spec.defence, spec.regularisers,
            seed=spec.seed, mixed_precision=spec.device.mixed_precision, stop=self._stop,
        )  # fmt: skip
        restored = Restored(Position())
        if self._resume is None:
            self._writer = RunWriter.new(self._runs, spec)
            self._writer.write_environment(device, spec.device, {AUTOMATIC: list(automatic), TRAINED: spec.to_dict()})
        else:
            every = (spec.watch.every or 1) if self._from_network else None
            restored = self._writer.restore(trainer, every)
            self._position = restored.position
            self._saved = None if restored.network_epoch else self._position
            self._watch.add(self._position.seconds)
        self._writer.write_trained_on(trained_on)
        split, part, watched = self._select_watched(spec, dataset)
        yield RunStarted(
            name=spec.label,
            folder=str(self.folder.path) if self.folder else "",
            device=device,
            parameters=network.parameters,
            epochs=trainer.epochs,
            steps_per_epoch=trainer.steps_per_epoch,
            train_samples=len(dataset.train),
            watched_samples=len(watched),
            watched_split=split,
            metric=choose_metric(network.task),
            step=trainer.step,
            epoch=self._position.epoch,
            seconds=self._position.seconds,
            estimate=estimate_run_seconds(spec, dataset, measure_slowness(device)),
            version=__version__,
        )
        if restored.network_epoch:
            yield RestartedFromNetwork(restored.network_epoch)
            self._save()
        if restored.warning is not None:
            yield DataWarned(restored.warning, "checkpoint")
        overlap = training_overlap(network, dataset.test, train=dataset.train)
        yield from (DataWarned(warning, "trained_on") for warning in overlap.warnings())
        if len(poisoned.changed):
            yield DataPoisoned(spec.poison.name, len(poisoned.changed), len(poisoned.data))
        while self._position.epoch < trainer.epochs:
            yield from self._train_epoch(spec, trainer, part, watched)
        self._finish(trainer)
        clean, attacked = yield from self._measure(spec, dataset.test, choose_indices(dataset.test, 0, spec.seed))
        if (trigger := (yield from self._measure_trigger(spec, dataset))) is not None:
            yield trigger
        yield RunFinished(
            clean.value, attacked.value, clean.metric, len(clean.indices), self._watch.seconds,
            compute_baseline(dataset.test),
        )  # fmt: skip

    def _finish(self, trainer: Trainer) -> None:
        """Replace the trained network by what its method makes of it; the checkpoint keeps it as it was trained."""
        if type(trainer.method).finish is Method.finish:
            return
        self._save()
        self.network = trainer.finish()
        self._writer.save_network(self.network, trainer.epochs)

    def _measure_trigger(self, spec: RunSpec, dataset: Dataset) -> Generator[Event, None, TriggerMeasured | None]:
        """Success rate of the trigger on the test data; None if the training data have none."""
        assert self.network is not None  # it was built before
        return (yield from measure_trigger(self.network, dataset.test, dataset.train, spec.poison, stop=self._stop))

    def _read_spec(self) -> RunSpec:
        if self._resume is not None:
            folder = RunFolder(self._resume)
            self._writer = RunWriter(folder)
            return read_unedited_spec(folder)
        assert self.spec is not None  # see `__init__`
        return self.spec.copy_with(data=make_paths_absolute(self.spec.data))

    def _select_watched(self, spec: RunSpec, dataset: Dataset) -> tuple[str, SequenceSet, Indices]:
        """The sequences that are measured after each epoch: name of the split, the split, indices in it."""
        name = "test" if dataset.validation is None else "validation"
        part = dataset.split(name)
        return name, part, choose_indices(part, spec.watch.samples, spec.seed)

    def _train_epoch(self, spec: RunSpec, trainer: Trainer, part: SequenceSet, watched: Indices) -> Iterator[Event]:
        """The rest of the epoch: its steps, the checkpoint, the measurement, the stored network.

        The checkpoint comes before the measurement, so that an error there loses no training. A run that is resumed
        from it measures again.
        """
        epoch = self._position.epoch + 1
        began = self._watch.seconds - self._position.epoch_seconds
        while trainer.step < epoch * trainer.steps_per_epoch:
            event = trainer.train_step()
            self._position = self._position.after(event, self._watch.seconds, self._watch.seconds - began)
            yield event
        self._save()
        is_measured = epoch % (spec.watch.every or 1) == 0 or epoch == trainer.epochs
        scores = (yield from self._measure(spec, part, watched)) if is_measured else None
        self._writer.save_network(trainer.network, epoch)
        loss = self._position.mean_loss(trainer.steps_per_epoch)
        seconds = self._watch.seconds - began
        if scores is not None:
            clean, attacked = scores
            yield EpochDone(
                epoch, loss, clean.value, attacked.value, clean.metric, len(clean.indices), seconds,
                compute_baseline(part, watched),
            )  # fmt: skip
            yield from self._stall.events(part, clean, epoch, trainer.step, trainer.total_steps)
        self._position = Position(step=trainer.step, epoch=epoch, seconds=self._watch.seconds)

    def _measure(self, spec: RunSpec, part: SequenceSet, indices: Indices) -> Scores:
        """Predictions on clean and on adversarial inputs, with the seed of the run, so that they can be repeated."""
        assert self.network is not None  # it was built before
        clean = yield from score_clean(self.network, part, indices, stop=self._stop)
        attacked = yield from score_attacked(
            self.network, part, spec.watch.attack, spec.watch.threat, indices, seed=spec.seed, stop=self._stop
        )
        return clean, attacked

    def _save(self) -> None:
        """Write a checkpoint, unless the stored one is of the same position."""
        if self._trainer is not None and self._position != self._saved:
            self._writer.save_checkpoint(self._trainer, self._position)
            self._saved = self._position

    def _end_stopped(self) -> Event:
        """Write a checkpoint; returns the event that ends the run."""
        try:
            self._save()
            ending = RunStopped(self.step, self._position.epoch)
            if not self._is_refused:
                self._writer.add(ending)
        except RobustGuiError as error:
            return self._end_failed(error)
        return ending

    def _end_failed(self, error: Exception) -> Event:
        """The event that ends the run after `error`; it may be impossible to record it, as on a full disk."""
        ending = describe_failure(error, self._writer.is_resumable() and not self._is_refused)
        if not self._is_refused:
            with suppress(RunError):
                self._writer.add(ending)
        return ending

"""Training in a notebook: the same run as from the window or the command line, in the foreground."""

from __future__ import annotations

import os
import warnings
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from ..base.errors import DataWarning, RunError, TrainedOnWarning, TrainingWarning
from ..base.events import DataWarned, Event, Progress, RunFailed, RunStopped
from ..base.interrupts import stop_on_interrupt
from ..base.shell import shell_command
from ..base.tabular import Tabular, columns_of
from ..base.templates import count_noun
from ..data import Dataset, load
from ..defences import Defence
from ..models import Model
from ..poisons import Poison
from ..poisons.events import TriggerMeasured
from ..regularisers import Regulariser
from ..runs.events import RestartedFromNetwork, RunFinished, RunStarted
from ..runs.folder import RunFolder
from ..runs.migration import move_penalties
from ..runs.recorded_events import RecordedEvents
from ..runs.spec import RunSpec, WatchSettings
from ..runs.stall_advice import suggest_changes
from ..runs.step_columns import to_columns
from ..runs.training_data import attach_training_data
from ..runs.training_run import TrainingRun
from ..training import DeviceSettings, TrainingSettings
from ..training.events import EpochDone, StepDone, TrainingStalled
from .data import LoadedData, store_objects, warn_about
from .progress import Bar

if TYPE_CHECKING:
    from ..models.network import Network

_WARNINGS = {"data": DataWarning, "trained_on": TrainedOnWarning, "checkpoint": TrainingWarning}


@dataclass(frozen=True)
class Run(Tabular):
    """A finished run, or a stored one that was stopped or interrupted.

    Attributes:
        spec: everything that is needed to repeat it.
        network: after the last epoch, in eval mode.
        dataset: training and test data.
        events: everything that it reported, in order.
        folder: where it is stored; None if it is not.
    """

    spec: RunSpec
    network: Network = field(repr=False)
    dataset: Dataset = field(repr=False)
    events: Sequence[Event] = field(repr=False)
    folder: RunFolder | None = field(default=None, repr=False)

    def columns(self) -> dict[str, list[Any]]:
        """A row for each measured epoch."""
        return columns_of(self.epochs)

    @property
    def epochs(self) -> tuple[EpochDone, ...]:
        """The measurement after each epoch."""
        return tuple(event for event in self.events if isinstance(event, EpochDone))

    @property
    def losses(self) -> NDArray[np.float64]:
        """The training loss of each step, (steps,)."""
        if isinstance(self.events, RecordedEvents):
            return self.events.steps.loss
        return np.array([event.loss for event in self.events if isinstance(event, StepDone)])

    @property
    def parts(self) -> dict[str, NDArray[np.float64]]:
        """The parts of the training loss by name, such as "clean" and "adversarial", (steps,) each.

        Without their weights; NaN at steps that did not have the part.
        """
        if isinstance(self.events, RecordedEvents):
            return self.events.steps.parts
        return to_columns(event for event in self.events if isinstance(event, StepDone)).parts

    @property
    def clean(self) -> float | None:
        """Final accuracy (or mse) on the test data; None for a run that did not end."""
        ending = self._ending()
        return ending.clean if ending else None

    @property
    def attacked(self) -> float | None:
        """The same under the attack of `spec.watch`."""
        ending = self._ending()
        return ending.attacked if ending else None

    @property
    def trigger(self) -> TriggerMeasured | None:
        """Success rate of the backdoor trigger at the end; None for a run without one."""
        return next((event for event in reversed(self.events) if isinstance(event, TriggerMeasured)), None)

    def __repr__(self) -> str:
        ending = self._ending()
        if ending is None:
            epochs = count_noun(self.spec.training.epochs or 0, "epoch", "epochs")
            return f"<Run {self.spec.label}: {len(self.epochs)} of {epochs}>"
        return f"<Run {self.spec.label}: {ending.metric} {ending.clean:.4f} clean, {ending.attacked:.4f} robust>"

    def _repr_html_(self) -> str:
        rows = "".join(
            f"<tr><td>{e.epoch}</td><td>{e.loss:.4f}</td><td>{e.clean:.4f}</td><td>{e.attacked:.4f}</td></tr>"
            for e in self.epochs[-5:]
        )
        head = "<tr><th>epoch</th><th>loss</th><th>clean</th><th>attacked</th></tr>"
        return f"<b>{escape(repr(self)[1:-1])}</b><table>{head}{rows}</table>"

    def _ending(self) -> RunFinished | None:
        return next((event for event in reversed(self.events) if isinstance(event, RunFinished)), None)


def train(
    data: Dataset | RunSpec,
    *,
    model: Model | None = None,
    defence: Defence | None = None,
    regularisers: Sequence[Regulariser] | None = None,
    poison: Poison | None = None,
    watch: WatchSettings | None = None,
    device: DeviceSettings | None = None,
    seed: int | None = None,
    name: str | None = None,
    runs: str | os.PathLike[str] | None = None,
    progress: bool = True,
    **training: Any,
) -> Run:
    """Train a network and measure its clean and its robust accuracy; Ctrl+C stops it between two steps.

    Args:
        data: from `robustgui.load`: its training part is what is trained on, as it is. With `runs`, data that are not
            in a file are stored beside the runs. Or a whole `RunSpec`, which says everything: the settings below are
            then refused.
        model: architecture of the network; None: the default, chosen by the data.
        defence: training method; None: the default, adversarial training.
        regularisers: penalties that are added to the training loss; None: none.
        poison: poisoning attack on the training data; None: no poisoning.
        watch: the measurement during training.
        device: the compute device.
        seed: of everything random but the split, whose seed is part of the data; None: 0.
        name: of the run; None: made from the settings.
        runs: folder in which the folder of the run is created; None: nothing is written.
        progress: show a bar.
        training: any field of `TrainingSettings`: epochs, lr, batch_size, schedule ...

    Raises:
        RobustGuiError: a setting cannot be, or is given beside a whole `RunSpec`; the data cannot be read, the training
            diverged, a folder cannot be written.
        KeyboardInterrupt: it was stopped; with `runs` the message says how to continue.
    """
    arguments = {
        "seed": seed, "name": name, "model": model, "defence": defence, "poison": poison, "watch": watch,
        "regularisers": None if regularisers is None else tuple(regularisers),
        "device": device,
    }  # fmt: skip
    arguments = {key: value for key, value in arguments.items() if value is not None}
    if isinstance(data, RunSpec):
        _refuse(sorted({*arguments, *training}))
        dataset, spec = None, data
    else:
        dataset = store_objects(data, None if runs is None else Path(runs))
        spec = _build_spec(dataset, arguments, training)
    with stop_on_interrupt() as stop:
        return _run(
            TrainingRun(spec, None if runs is None else Path(runs), stop=stop, dataset=dataset), progress=progress
        )


def resume(folder: str | os.PathLike[str], *, from_network: bool = False, progress: bool = True) -> Run:
    """Continue a stored run that was stopped or interrupted, from its last checkpoint, and return it whole.

    Args:
        folder: of the run.
        from_network: where no checkpoint can be read, continue from the newest stored network with a new optimiser;
            the result then differs from that of an uninterrupted run.
        progress: show a bar.

    Raises:
        RobustGuiError: the run is finished or running, its data have changed, or it has no checkpoint.
        KeyboardInterrupt: it was stopped again.
    """
    with stop_on_interrupt() as stop:
        run = _run(TrainingRun(None, resume=Path(folder), from_network=from_network, stop=stop), progress=progress)
    return replace(run, events=run.events if run.folder is None else run.folder.events())


def _run(run: TrainingRun, *, progress: bool) -> Run:
    """Execute `run`; errors as in `train`."""
    events = tuple(_show_progress(run, shown=progress))
    ending = check_ending(events[-1])
    if isinstance(ending, RunStopped):
        where = f"; resume with: {shell_command('resume', run.folder.path)}" if run.folder else ""
        raise KeyboardInterrupt(f"stopped at step {ending.step}{where}")
    if run.spec is None or run.network is None or run.dataset is None:
        raise RuntimeError("a finished run has a spec, data and a network")
    run.network.module.eval()
    return Run(run.spec, run.network, run.dataset, events, run.folder)


def check_ending(ending: Event) -> Event:
    """Return `ending`; raises `RunError` if the run failed, `RuntimeError` if it failed by a bug."""
    if isinstance(ending, RunFailed):
        if ending.details:
            raise RuntimeError(ending.details)
        raise RunError(ending.message.template, **ending.message.facts)
    return ending


def load_run(folder: str | os.PathLike[str], epoch: int | None = None) -> Run:
    """A stored run with its data and its network, the newest one or that of a stored epoch.

    Raises:
        RunError: it is no run folder, or there is no such network in it.
        DataError: its data are not where they were.
    """
    stored = RunFolder(Path(folder))
    spec = stored.spec()
    network = stored.load_network(epoch)
    data = load(spec.data)
    warn_about(data)
    dataset = LoadedData(data.train, data.test, data.validation, data.pipeline, data.shared, spec.data, data)
    network = attach_training_data(network, stored, dataset)
    return Run(spec, network, dataset, stored.events(), stored)


def _refuse(names: list[str]) -> None:
    """Raises `RunError` if settings are given beside a whole spec."""
    if names:
        raise RunError(
            "A RunSpec is complete, so {names} cannot be given beside it. Change the spec instead, "
            "such as spec.copy_with(seed=7).",
            names=", ".join(names),
        )


def _build_spec(data: LoadedData, arguments: dict[str, Any], training: dict[str, Any]) -> RunSpec:
    assert data.settings is not None  # see `store_objects`
    settings = move_penalties(arguments | {"training": training})
    return RunSpec(data=data.settings, **settings | {"training": TrainingSettings(**settings["training"])})


def _show_progress(run: TrainingRun, *, shown: bool) -> Iterator[Event]:
    """Yield all events of `run` but `Progress`, with a progress bar and warnings."""
    with Bar("Starting", 1, shown=shown) as bar:
        for event in run.events():
            match event:
                case TrainingStalled():
                    warnings.warn(_explain_stall(event, run), TrainingWarning, stacklevel=4)
                case DataWarned():
                    if event.message.severity == "warning":
                        warnings.warn(str(event.message), _WARNINGS[event.about], stacklevel=4)
                case RunStarted():
                    bar.show("Training", done=event.step, total=event.epochs * event.steps_per_epoch)
                case StepDone():
                    bar.advance()
                case RestartedFromNetwork():
                    warnings.warn(str(event.sentence), TrainingWarning, stacklevel=4)
                case EpochDone():
                    bar.show(f"Epoch {event.epoch}: clean {event.clean:.3f}, robust {event.attacked:.3f}")
            if not isinstance(event, Progress):
                yield event


def _explain_stall(event: TrainingStalled, run: TrainingRun) -> str:
    """The warning in a notebook that a training does not learn, with advice."""
    message = (
        f"Epoch {event.epoch}: no better than always answering the most frequent class "
        f"({event.clean:.3f} of {count_noun(event.samples, 'sequence', 'sequences')}, "
        f"that class alone {event.majority:.3f})."
    )
    if run.spec is None or run.dataset is None:
        return message
    offers = "; ".join(
        f"{offer.title} ({', '.join(f'{path} = {value!r}' for path, value in offer.changes.items())})"
        for offer in suggest_changes(run.spec, run.dataset.train)
    )
    return f"{message} What may help: {offers}."

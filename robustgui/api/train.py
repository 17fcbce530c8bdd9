"""Training in a notebook: the same run as from the window or the command line, in the foreground."""

from __future__ import annotations

import warnings
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from ..base.errors import DataWarning, RunError, TrainedOnWarning, TrainingWarning
from ..base.events import DataWarned, Event, Progress, RunFailed, RunStopped
from ..base.interrupts import stop_on_interrupt
from ..base.paths import runs_folder
from ..base.shell import shell_command
from ..base.templates import count_noun
from ..data import Dataset, load
from ..runs.data_store import store_weights
from ..runs.events import RestartedFromNetwork, RunStarted
from ..runs.find_run import find_run
from ..runs.folder import RunFolder
from ..runs.migration import move_penalties
from ..runs.spec import RunSpec, WatchSettings
from ..runs.stall_advice import suggest_changes
from ..runs.training_data import attach_training_data
from ..runs.training_run import TrainingRun
from ..training import TrainingSettings
from ..training.events import EpochDone, StepDone, TrainingStalled
from .accepted import DefenceLike, DeviceLike, FrontLike, ModelLike, PathLike, PoisonLike, RegulariserLike
from .arguments import checked
from .data import LoadedData, store_objects, warn_about
from .progress import Bar
from .run import Run

_WARNINGS = {"data": DataWarning, "trained_on": TrainedOnWarning, "checkpoint": TrainingWarning}


@checked
def train(
    data: Dataset | RunSpec,
    *,
    model: ModelLike | None = None,
    front: FrontLike | Sequence[FrontLike] | None = None,
    defence: DefenceLike | None = None,
    regularisers: Sequence[RegulariserLike] | None = None,
    poison: PoisonLike | None = None,
    watch: WatchSettings | None = None,
    device: DeviceLike | None = None,
    seed: int | None = None,
    name: str | None = None,
    runs: PathLike | None = None,
    progress: bool = True,
    **training: Any,
) -> Run:
    """Train a network and measure its clean and its robust accuracy; Ctrl+C stops it between two steps.

    Args:
        data: from `robustgui.load`: its training part is what is trained on, as it is. With `runs`, data that are not
            in a file are stored beside the runs. Or a whole `RunSpec`, which says everything: the settings below are
            then refused.
        model: architecture of the network, or its name such as "gru"; None: the default, chosen by the data.
        front: feature extraction inside the network, one or several in order, such as "log_mel"; None: chosen by the
            data.
        defence: training method, or its name; None: the default, adversarial training.
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
        "front": front,
        "regularisers": regularisers,
        "device": device,
    }  # fmt: skip
    arguments = {key: value for key, value in arguments.items() if value is not None}
    if isinstance(data, RunSpec):
        _refuse(sorted({*arguments, *training}))
        dataset, spec = None, data
    else:
        dataset = store_objects(data, None if runs is None else Path(runs))
        spec = _build_spec(dataset, arguments, training)
    if runs is not None:
        spec = spec.copy_with(model=store_weights(spec.model, Path(runs)))
    with stop_on_interrupt() as stop:
        return _run(
            TrainingRun(spec, None if runs is None else Path(runs), stop=stop, dataset=dataset), progress=progress
        )


@checked
def resume(folder: PathLike, *, from_network: bool = False, runs: PathLike | None = None, progress: bool = True) -> Run:
    """Continue a stored run that was stopped or interrupted, from its last checkpoint, and return it whole.

    Args:
        folder: of the run, or its name, the beginning of it, or "latest".
        from_network: where no checkpoint can be read, continue from the newest stored network with a new optimiser;
            the result then differs from that of an uninterrupted run.
        runs: the folder in which names are looked up; None: the user's own.
        progress: show a bar.

    Raises:
        RobustGuiError: the run is finished or running, its data have changed, or it has no checkpoint.
        KeyboardInterrupt: it was stopped again.
    """
    with stop_on_interrupt() as stop:
        run = _run(
            TrainingRun(None, resume=_find(folder, runs), from_network=from_network, stop=stop), progress=progress
        )
    return replace(run, events=run.events if run.folder is None else run.folder.events())


def _run(run: TrainingRun, *, progress: bool) -> Run:
    """Execute `run`; errors as in `train`."""
    events = tuple(_show_progress(run, is_visible=progress))
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


@checked
def load_run(folder: PathLike = "latest", epoch: int | None = None, *, runs: PathLike | None = None) -> Run:
    """A stored run with its data and its network, the newest one or that of a stored epoch.

    Args:
        folder: of the run, or its name, the beginning of it, or "latest".
        epoch: of the network; None: the newest.
        runs: the folder in which names are looked up; None: the user's own.

    Raises:
        RunError: it is no run folder, or there is no such network in it.
        DataError: its data are not where they were.
    """
    stored = RunFolder(_find(folder, runs))
    spec = stored.spec()
    network = stored.load_network(epoch)
    data = load(spec.data)
    warn_about(data)
    dataset = LoadedData(data.train, data.test, data.validation, data.pipeline, data.shared, spec.data, data)
    network = attach_training_data(network, stored, dataset)
    return Run(spec, network, dataset, stored.events(), stored)


def _find(run: PathLike, runs: PathLike | None) -> Path:
    return find_run(run, runs_folder() if runs is None else Path(runs))


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


def _show_progress(run: TrainingRun, *, is_visible: bool) -> Iterator[Event]:
    """Yield all events of `run` but `Progress`, with a progress bar and warnings."""
    with Bar("Starting", 1, is_visible=is_visible) as bar:
        for event in run.events():
            match event:
                case TrainingStalled():
                    warnings.warn(_explain_stall(event, run), TrainingWarning, stacklevel=5)
                case DataWarned():
                    if event.message.severity == "warning":
                        warnings.warn(str(event.message), _WARNINGS[event.about], stacklevel=5)
                case RunStarted():
                    bar.show("Training", done=event.step, total=event.epochs * event.steps_per_epoch)
                case StepDone():
                    bar.advance()
                case RestartedFromNetwork():
                    warnings.warn(str(event.sentence), TrainingWarning, stacklevel=5)
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

"""The row of a run in tables of runs, read from its folder."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import Literal

from ..base.errors import RobustGuiError, Sentence
from ..base.events import Event, RunFailed, RunStopped
from ..poisons.events import TriggerMeasured
from ..training.events import EpochDone
from .events import RunFinished, RunStarted
from .folder import EVENTS, SPEC, RunFolder

RunStatus = Literal["running", "finished", "stopped", "failed", "broken off", "unreadable"]


@dataclass(frozen=True)
class RunRow:
    """A run as the table of runs shows it.

    Attributes:
        folder: where it lies.
        name: of the folder.
        label: what the user calls it.
        created: ISO 8601, local time, to the second.
        status: "broken off" if its process was killed; "unreadable" if its spec or its log is.
        data, model, defence: of its spec.
        epochs_done, epochs: measured so far, and in all.
        clean, attacked: the final scores, or else those of the last measured epoch; None before the first.
        metric: of those.
        baseline: score of a prediction without a network on the same sequences; None if there is none.
        seconds: spent on it.
        poison: of its spec; "none": clean training data.
        trigger: success rate of its backdoor trigger on test sequences of other classes; None without one, and before
            the end.
        trigger_class: the target class of the trigger.
        problem: why it is unreadable, or what of its log is left out; None: nothing is wrong.
    """

    folder: Path
    name: str
    label: str
    created: str
    status: RunStatus
    data: str = ""
    model: str = ""
    defence: str = ""
    epochs_done: int = 0
    epochs: int = 0
    clean: float | None = None
    attacked: float | None = None
    metric: str = "accuracy"
    baseline: float | None = None
    seconds: float = 0.0
    poison: str = "none"
    trigger: float | None = None
    trigger_class: str = ""
    problem: Sentence | None = None

    @cached_property
    def search_text(self) -> str:
        """The text that a search looks through, in lower case."""
        return " ".join([self.label, self.name, self.data, self.model, self.defence, self.status]).lower()


def summarise_run(path: Path) -> RunRow:
    """The row of the run folder `path`; one that cannot be read gets a row that says why."""
    created, name = _read_creation_time(path), display_name(path)
    try:
        run = RunFolder(path)
        spec = run.spec()
        recorded = run.events(steps=False)
    except RobustGuiError as error:
        return RunRow(path, name, name, created, "unreadable", problem=error.sentence)
    events = recorded.others
    epochs = [event for event in events if isinstance(event, EpochDone)]
    ending = next((event for event in reversed(events) if isinstance(event, RunFinished)), None)
    trigger = next((event for event in reversed(events) if isinstance(event, TriggerMeasured)), None)
    figures = ending or (epochs[-1] if epochs else None)
    started = next((event for event in events if isinstance(event, RunStarted)), None)
    return RunRow(
        folder=path,
        name=name,
        label=spec.label,
        created=created,
        status="running" if run.is_running() else _status(events),
        data=spec.data.train,
        model=spec.model.label,
        defence=spec.defence.name,
        epochs_done=epochs[-1].epoch if epochs else 0,
        epochs=spec.training.epochs or (started.epochs if started else 0),
        clean=figures.clean if figures else None,
        attacked=figures.attacked if figures else None,
        metric=figures.metric if figures else started.metric if started else "accuracy",
        baseline=figures.baseline if figures else None,
        seconds=ending.seconds if ending else sum(event.seconds for event in epochs),
        poison=spec.poison.name,
        trigger=trigger.success if trigger else None,
        trigger_class=trigger.target if trigger else "",
        problem=recorded.problem(EVENTS),
    )


def display_name(path: Path) -> str:
    """The name of a folder as text; what is not valid text is replaced by "?"."""
    return path.name.encode(errors="replace").decode()


def _status(events: Sequence[Event]) -> RunStatus:
    match events[-1] if events else None:
        case RunFinished():
            return "finished"
        case RunStopped():
            return "stopped"
        case RunFailed():
            return "failed"
        case _:
            return "broken off"


def _read_creation_time(path: Path) -> str:
    """From the folder's name, or else from the age of its spec; of neither, the beginning of 1970."""
    try:
        when = datetime.strptime(path.name[:17], "%Y-%m-%d_%H%M%S")
    except ValueError:
        try:
            when = datetime.fromtimestamp((path / SPEC).stat().st_mtime)
        except (OSError, OverflowError, ValueError):
            when = datetime(1970, 1, 1)
    return when.isoformat(timespec="seconds")

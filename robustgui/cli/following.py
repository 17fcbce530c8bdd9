"""Follows the events of a job on the terminal: bars for people, JSON lines for machines, exit codes for both."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import closing

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn
from rich.progress import Progress as ProgressBars
from rich.table import Table

from ..base.events import DataWarned, Event, Progress, RunFailed
from ..base.metric_names import name_budget_unit, name_metric
from ..base.shell import shell_command
from ..base.templates import count_noun
from ..base.visible import visible
from ..evaluation.events import CurvePoint
from ..evaluation.numeric_metrics import compute_skill
from ..measurements.events import MeasurementContinued
from ..poisons.events import DataPoisoned, TriggerMeasured
from ..runs.events import RestartedFromNetwork, RunFinished, RunStarted
from ..training.events import EpochDone, StepDone, TrainingLearns, TrainingStalled
from .output import complain, complain_lines, is_quiet, note, print_table, say, say_json, say_of_data, warn

Show = Callable[[Event], Sequence[str | Table]]
STOPPED = 130  # what a shell expects of a program that Ctrl+C ended


def follow(job: Iterator[Event], *, as_json: bool, show: Show | None = None) -> Event:
    """Show everything that `job` reports and return its ending; the job is closed whatever happens.

    Args:
        job: an iterator that can be closed, so that a checkpoint is saved.
        as_json: each event as a line of JSON.
        show: how an event is shown; None: `describe_event`.

    Raises:
        typer.Exit: it failed: 2 for an error of the user, in one sentence; 1 for a bug, with its traceback.
    """
    folders: list[str] = []
    with closing(job) as open_job:  # type: ignore[type-var]
        noted = _noting_folder(open_job, folders)
        ending = _json_lines(noted) if as_json else _bars(noted, show or _line)
    if isinstance(ending, RunFailed):
        complain_lines(ending.details) if ending.details else complain(ending.message)
        if ending.resumable and folders:
            note(f"Resume from its last checkpoint with: {shell_command('resume', folders[0])}")
        raise typer.Exit(1 if ending.details else 2)
    return ending


def _noting_folder(job: Iterator[Event], folders: list[str]) -> Iterator[Event]:
    for event in job:
        if isinstance(event, RunStarted):
            folders.append(event.folder)
        yield event


def _json_lines(job: Iterator[Event]) -> Event:
    from ..runs.event_json import to_dict

    last: Event | None = None
    for last in job:
        say_json(to_dict(last))
        if isinstance(last, DataWarned):
            say_of_data(last.message)
        elif isinstance(last, RestartedFromNetwork):
            warn(str(last.sentence))
    return _require_ending(last)


def _bars(job: Iterator[Event], show: Show) -> Event:
    columns = (TextColumn("{task.description}", markup=False), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    last: Event | None = None
    console = Console(stderr=True)
    bars = ProgressBars(*columns, console=console, transient=True, disable=is_quiet() or not console.is_terminal)
    with bars:
        steps, other = bars.add_task("Starting", total=None), bars.add_task("", total=None, visible=False)
        for last in job:
            match last:
                case RunStarted():
                    total = last.epochs * last.steps_per_epoch
                    bars.update(steps, description="Training", total=total, completed=last.step)
                case StepDone():
                    bars.update(steps, completed=last.step, description=f"Epoch {last.epoch}, loss {last.loss:.4f}")
                    bars.update(other, visible=False)
                case Progress():
                    what = visible(last.what)
                    bars.update(other, description=what, completed=last.done, total=last.total, visible=True)
                case DataWarned():
                    bars.stop()
                    say_of_data(last.message)
                    bars.start()
                case RestartedFromNetwork():
                    bars.stop()
                    warn(str(last.sentence))
                    bars.start()
                case MeasurementContinued():
                    bars.stop()
                    note(f"{last.run} continues an interrupted measurement: {last.results} results are stored already.")
                    bars.start()
                case _:
                    pass
            if parts := show(last):
                bars.stop()
                for part in parts:
                    say(part) if isinstance(part, str) else print_table(part)
                bars.start()
    return _require_ending(last)


def _line(event: Event) -> list[str | Table]:
    return [*lines_of(event)]


def lines_of(event: Event) -> list[str]:
    """The lines that show `event`."""
    lines = [line] if (line := describe_event(event)) else []
    if isinstance(event, RunStarted) and event.estimate is not None:
        epochs = count_noun(event.epochs, "epoch", "epochs")
        steps = count_noun(event.steps_per_epoch, "step", "steps")
        lines.append(f"{epochs} of {steps}, about {_round_seconds(event.estimate)} s")
    return lines


def describe_event(event: Event) -> str:
    """`event` in one line; empty: it is not shown."""
    match event:
        case RunStarted():
            where = event.folder or "no folder"
            return f"{event.name}: {event.parameters} parameters on {event.device}, stored in {where}"
        case EpochDone():
            return f"epoch {event.epoch:4d}   loss {event.loss:9.4f}   {_figures(event)}   {event.seconds:.1f} s"
        case TrainingStalled():
            return (
                f"epoch {event.epoch:4d}   no better than always answering the most frequent class: "
                f"{event.clean:.4f} of {count_noun(event.samples, 'sequence', 'sequences')}, "
                f"that class alone {event.majority:.4f}"
            )
        case TrainingLearns():
            return f"epoch {event.epoch:4d}   now better than the most frequent class"
        case DataPoisoned():
            return f"poisoned by {event.poison}: {event.changed} of {event.samples} training sequences"
        case TriggerMeasured():
            return (
                f"trigger: {event.success:.4f} of {event.samples} test sequences of other classes are predicted as "
                f"{event.target} (95 %: {event.low:.4f} to {event.high:.4f}, without it {event.without:.4f})"
            )
        case RunFinished():
            return f"finished on {event.samples} test sequences   {_figures(event)}   {event.seconds:.1f} s"
        case CurvePoint():
            attack = f"{event.attack}   " if event.attack else ""
            budget = f"eps {event.eps:g} {name_budget_unit(event.unit)}"
            return (
                f"{event.run}   {attack}{budget}   {name_metric(event.metric)} {event.value:.4f} "
                f"(95 %: {event.low:.4f} to {event.high:.4f}, {count_noun(event.samples, 'sequence', 'sequences')})"
            )
        case _:  # such as an event of a plug-in; warnings are written apart
            is_line = event.sentence is not None and event.sentence.severity != "warning"
            return str(event.sentence) if is_line else ""


def _figures(event: EpochDone | RunFinished) -> str:
    """Clean and robust score, and that of the baseline."""
    text = f"{name_metric(event.metric)}: clean {_score(event.clean)}, attacked {_score(event.attacked)}"
    if event.baseline is None:
        return text
    if event.metric != "mse":
        return f"{text}, baseline {_score(event.baseline)}"
    return f"{text}, baseline {_score(event.baseline)} (skill {compute_skill(event.clean, event.baseline):.3f})"


def _round_seconds(seconds: float) -> str:
    """Two digits: an estimate has no more."""
    return f"{float(f'{max(seconds, 1.0):.2g}'):.0f}"


def _score(value: float) -> str:
    """Four decimals, or of an error in large units four digits."""
    return f"{value:.4f}" if abs(value) < 1e4 else f"{value:.4g}"


def _require_ending(last: Event | None) -> Event:
    if last is None:
        raise RuntimeError("a job reports at least its ending")
    return last

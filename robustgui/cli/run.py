"""`robustgui run`: train from a TOML file."""

from __future__ import annotations

import os
from collections.abc import Generator, Iterator
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ..base.shell import shell_command
from .options import Json, Runs, Set, runs_folder
from .output import note

if TYPE_CHECKING:
    from ..base.events import Event, RunFailed
    from ..runs.spec import RunSpec
    from ..runs.training_run import TrainingRun


def run(
    spec: Annotated[
        Path,
        typer.Argument(
            metavar="SPEC.toml", help="The run: a file that 'robustgui new' wrote, or default: all defaults."
        ),
    ],
    changes: Set = None,
    runs: Runs = None,
    as_json: Json = False,
    resume: Annotated[
        bool, typer.Option("--resume", help="Continue the newest unfinished run of the same spec, if any.")
    ] = False,
) -> None:
    """Train a network from a spec and evaluate clean and robust accuracy. Ctrl+C stops it, with a checkpoint."""
    from ..base.interrupts import stop_on_interrupt
    from ..runs.training_run import TrainingRun

    requested = read_spec(spec, changes or [])
    folder = find_unfinished(requested, runs_folder(runs)) if resume else None
    with stop_on_interrupt() as stop:
        job = (
            TrainingRun(requested, runs_folder(runs), stop=stop)
            if folder is None
            else TrainingRun(None, resume=folder, stop=stop)
        )
        train(job, as_json=as_json)


def read_spec(path: Path, changes: list[str]) -> RunSpec:
    """The spec in a file, or of no file the default one, with changes; raises `RunError` or `SettingError`."""
    from ..base.errors import RunError, SettingError
    from ..runs.spec import RunSpec, read_spec_text
    from ..runs.spec_difference import DEFAULT
    from .changes import apply_changes

    if str(path) == DEFAULT and not path.exists():
        return apply_changes(RunSpec(), changes)
    if not os.path.lexists(path):
        raise RunError(
            "There is no file {file}. Write a new spec with: {command}",
            file=str(path), command=shell_command("new", path),
        )  # fmt: skip
    try:
        spec = RunSpec.from_toml(read_spec_text(path), source=str(path))
    except SettingError as error:
        raise SettingError({f"{path}, {setting}": problem for setting, problem in error.problems.items()}) from error
    return apply_changes(spec, changes)


def find_unfinished(spec: RunSpec, runs: Path) -> Path | None:
    """The newest run of `spec` below `runs` that neither is finished nor is running; None if there is none."""
    from ..runs.building import make_paths_absolute
    from ..runs.find_run import list_runs
    from ..runs.folder import RunFolder

    same = spec.copy_with(data=make_paths_absolute(spec.data))
    for row in list_runs(runs):
        if row.status in ("stopped", "failed", "broken off") and same in (
            RunFolder(row.folder).spec(),
            RunFolder(row.folder).read_requested_spec(),
        ):
            return row.folder
    return None


def _describe(event: Event, job: TrainingRun) -> list[str]:
    """What people are told of `event`; with a stall, the settings that may help."""
    from ..runs.spec_difference import format_options
    from ..runs.stall_advice import suggest_changes
    from ..training.events import TrainingStalled
    from .following import lines_of

    lines = lines_of(event)
    if isinstance(event, TrainingStalled) and job.spec is not None and job.dataset is not None:
        for offer in suggest_changes(job.spec, job.dataset.train):
            lines.append(f"             {offer.title}: {format_options(offer.changes)}")
    return lines


def train(job: TrainingRun, *, as_json: bool) -> None:
    """Carry `job` out, and say how to go on if it was stopped (exit code 130)."""
    from ..base.events import RunStopped
    from ..runs.folder import SPEC
    from .following import STOPPED, follow

    failures: list[RunFailed] = []
    try:
        ending = follow(_noting_failure(job.events(), failures), as_json=as_json, show=lambda e: _describe(e, job))
    except typer.Exit:
        if failures and failures[-1].network_epoch and job.folder is not None:
            command = shell_command("resume", job.folder.path, options="--from-network")
            note(f"To continue from the stored network: {command}")
        if failures and failures[-1].is_edited and job.folder is not None:
            note(f"To train a new run with the edited settings: {shell_command('run', job.folder.path / SPEC)}")
        raise
    if isinstance(ending, RunStopped):
        where = f"Resume with: {shell_command('resume', job.folder.path)}" if job.folder else "Nothing was stored yet."
        note(f"Stopped at step {ending.step}. {where}")
        raise typer.Exit(STOPPED)


def _noting_failure(events: Iterator[Event], failures: list[RunFailed]) -> Generator[Event, None, None]:
    """Passes `events` on; a failure among them is appended to `failures`."""
    from ..base.events import RunFailed

    with closing(events):  # type: ignore[type-var]
        for event in events:
            if isinstance(event, RunFailed):
                failures.append(event)
            yield event

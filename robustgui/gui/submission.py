"""Puts the configuration of the forms into the queue as a run with a name of its own."""

from __future__ import annotations

import time
from itertools import chain, count
from pathlib import Path

from PySide6.QtWidgets import QApplication

from ..engine.messages import TrainJob
from ..runs.folder import make_file_name, parse_label
from ..runs.spec import LONGEST_NAME, RunSpec
from .jobs import JobRow, Jobs
from .resolved_spec import resolve_spec
from .session import Session


def submit_training(session: Session, jobs: Jobs) -> JobRow | None:
    """Queue a run of the current settings; None if they cannot be run, or at the second press of a double click."""
    if session.problem or _is_second_click(session.spec, jobs):
        return None
    return submit_spec(session, jobs, session.spec, (resolve_spec(session) or session.spec).label)


def submit_spec(session: Session, jobs: Jobs, spec: RunSpec, default: str = "") -> JobRow:
    """Queue a run of `spec`, called `default` or as its label says, with a number where that name is used."""
    default = default or spec.label
    label = number_name(default, {row.label for row in jobs.rows}, list_stored_names(session.runs_folder))
    named = spec if label == default else spec.copy_with(name=label)
    return jobs.submit(TrainJob(named, str(session.runs_folder)), label)


def _is_second_click(spec: RunSpec, jobs: Jobs) -> bool:
    """Whether these settings were queued within the interval of a double click."""
    last = next((row for row in reversed(jobs.rows) if isinstance(row.job, TrainJob)), None)
    if last is None or not isinstance(last.job, TrainJob) or last.job.spec.copy_with(name=spec.name) != spec:
        return False
    return time.monotonic() - last.submitted < QApplication.doubleClickInterval() / 1000


def number_name(name: str, labels: set[str], stored: set[str]) -> str:
    """`name`, or "name 2", "name 3" ... if it is used; a long name is cut to leave room for the number.

    Args:
        name: of the run.
        labels: names in the queue.
        stored: names in the names of run folders, see `list_stored_names`.
    """
    used = stored | {make_file_name(label) for label in labels}
    numbered = (name[: LONGEST_NAME - len(end)] + end for end in (f" {n}" for n in count(2)))
    return next(candidate for candidate in chain([name], numbered) if make_file_name(candidate) not in used)


def list_stored_names(folder: Path) -> set[str]:
    """What follows date and time in the names of the run folders in `folder`: names as `make_file_name` writes them."""
    try:
        return {label for run in folder.iterdir() if (label := parse_label(run)) != run.name}
    except OSError:  # it is made with the first run
        return set()

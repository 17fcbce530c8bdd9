"""Puts the configuration of the forms into the queue as a run with a name of its own."""

from __future__ import annotations

import time
from itertools import count
from pathlib import Path

from PySide6.QtWidgets import QApplication

from ..engine.messages import TrainJob
from ..runs.folder import parse_label
from ..runs.spec import LONGEST_NAME
from .jobs import JobRow, Jobs
from .resolved_spec import resolved_spec
from .session import Session


def submit_training(session: Session, jobs: Jobs) -> JobRow | None:
    """Queue a run of the present settings; None if they cannot be run, or at the second press of a double click."""
    if session.problem:
        return None
    spec = session.spec
    last = next((row for row in reversed(jobs.rows) if isinstance(row.job, TrainJob)), None)
    pressed = time.monotonic()
    if last is not None and pressed - last.submitted < QApplication.doubleClickInterval() / 1000 and last.spec == spec:
        return None
    taken = {row.label for row in jobs.rows} | stored_names(session.runs_folder)
    usual = (resolved_spec(session) or spec).label
    label = unique_name(usual, taken)
    named = spec if label == usual else spec.changed(name=label)
    row = jobs.submit(TrainJob(named, str(session.runs_folder)), label)
    row.submitted, row.spec = pressed, spec
    return row


def unique_name(name: str, taken: set[str]) -> str:
    """`name`, or "name 2", "name 3" ... where it is taken; a long name is cut to leave room for the number."""
    if name not in taken:
        return name
    endings = (f" {n}" for n in count(2))
    return next(cut for end in endings if (cut := name[: LONGEST_NAME - len(end)] + end) not in taken)


def stored_names(folder: Path) -> set[str]:
    """The names of the runs in `folder`."""
    try:
        return {parse_label(run) for run in folder.iterdir()}
    except OSError:  # it is made with the first run
        return set()

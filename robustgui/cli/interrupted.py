"""Continues the measurements of a run that were interrupted."""

from __future__ import annotations

from pathlib import Path


def continue_measurements(run: Path, *, as_json: bool) -> None:
    """Finish all of them, the oldest first; Ctrl+C stops (exit code 130), and results so far are kept.

    Raises:
        RunError: there are none.
    """
    from ..base.errors import RunError
    from ..measurements.unfinished import list_interrupted
    from ..runs.folder import RunFolder
    from .measuring import measure_runs

    folder = RunFolder(run)
    interrupted = list_interrupted(folder.path)
    if not interrupted:
        raise RunError("The run {run} has no interrupted measurement.", run=folder.name)
    for each in interrupted:
        measure_runs(each.runs, each.measurement, as_json=as_json)

"""Continues the measurements of a run that were interrupted."""

from __future__ import annotations

from pathlib import Path

import typer


def continue_measurements(run: Path, *, as_json: bool) -> None:
    """Carry out all of them, the oldest first; Ctrl+C stops (exit code 130), and what was found stays.

    Raises:
        RunError: there are none.
    """
    from ..base.errors import RunError
    from ..base.events import RunStopped
    from ..base.interrupts import stop_on_interrupt
    from ..engine.continuation import continuations
    from ..engine.work import make_run
    from ..runs.audit_run import AuditRun
    from ..runs.evaluation_run import EvaluationRun
    from ..runs.folder import RunFolder
    from ..runs.peers_run import PeersRun
    from .audit import tell_audit
    from .evaluation_tables import Telling
    from .following import STOPPED, STOPPED_MEASUREMENT, carried_out
    from .output import note
    from .second_opinion import tell_opinion

    folder = RunFolder(run)
    jobs = [job for _, job in continuations(folder.path)]
    if not jobs:
        raise RunError("The run {run} has no interrupted measurement.", run=folder.name)
    with stop_on_interrupt() as stop:
        for job in jobs:
            work = make_run(job, stop)
            show = Telling(work) if isinstance(work, EvaluationRun) else None
            ending = carried_out(work.events(), as_json=as_json, show=show)
            if isinstance(work, AuditRun) and work.found is not None and not as_json:
                tell_audit(work.found)
            if isinstance(work, PeersRun) and work.found is not None and not as_json:
                tell_opinion(work.found)
            if isinstance(ending, RunStopped):
                note(STOPPED_MEASUREMENT)
                raise typer.Exit(STOPPED)

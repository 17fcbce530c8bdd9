"""`robustgui evaluate`: robust accuracy against eps, for any set of runs."""

from __future__ import annotations

from typing import Annotated

import typer

from .options import AttackName, AttackSet, Json, Runs, Samples, Seed, ThreatName, runs_folder


def evaluate(
    folders: Annotated[list[str], typer.Argument(metavar="RUN...", help="Run folders, or their names.")],
    eps: Annotated[str, typer.Option("--eps", help="Budgets, separated by commas.")] = "0,0.05,0.1,0.2",
    attack: AttackName = "pgd",
    threat: ThreatName = "linf",
    changes: AttackSet = None,
    samples: Samples = 0,
    seed: Seed = 0,
    runs: Runs = None,
    as_json: Json = False,
) -> None:
    """Measure the robustness curve of stored runs; each curve is stored in its run folder too."""
    from ..base.errors import RunError
    from ..base.events import RunStopped
    from ..base.interrupts import stop_on_interrupt
    from ..runs.evaluation_run import EvaluationRun
    from .changes import chosen
    from .following import STOPPED, carried_out
    from .output import note
    from .stored import run_path

    try:
        budgets = [float(text) for text in eps.split(",")]
    except ValueError as error:
        raise RunError("'{eps}' is no list of budgets: write numbers with commas, such as 0,0.1.", eps=eps) from error
    method, within = chosen(attack, threat, None, changes or [])
    paths = list(dict.fromkeys(run_path(name, runs_folder(runs)) for name in folders))  # none twice
    with stop_on_interrupt() as stop:
        job = EvaluationRun(paths, (method,), within, budgets, samples=samples, seed=seed, stop=stop)
        if isinstance(carried_out(job.events(), as_json=as_json), RunStopped):
            note("Stopped. The curves of runs that were measured to the end are stored.")
            raise typer.Exit(STOPPED)

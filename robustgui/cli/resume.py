"""`robustgui resume`: continue a stored run."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from .interrupted import continue_measurements
from .options import Json, RunName, Runs, runs_folder
from .run import train
from .stored import run_path


def resume(
    folder: RunName,
    from_network: Annotated[
        bool,
        typer.Option(
            "--from-network",
            help="Where no checkpoint can be read: continue from the newest stored network with a new optimiser. "
            "The result differs from that of an uninterrupted run.",
        ),
    ] = False,
    measurements: Annotated[
        bool,
        typer.Option(
            "--measurements",
            help="Continue evaluations, audits and cross-checks of the run that were interrupted, not its training.",
        ),
    ] = False,
    runs: Runs = None,
    as_json: Json = False,
) -> None:
    """Continue a run that was stopped or interrupted, from its last checkpoint; or its interrupted measurements."""
    from ..base.interrupts import stop_on_interrupt
    from ..runs.training_run import TrainingRun

    path: Path = run_path(folder, runs_folder(runs))
    if measurements:
        continue_measurements(path, as_json=as_json)
        return
    with stop_on_interrupt() as stop:
        train(TrainingRun(None, resume=path, from_network=from_network, stop=stop), as_json=as_json)

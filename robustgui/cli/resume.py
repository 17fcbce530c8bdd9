"""`robustgui resume`: continue a stored run."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from .options import Json, Runs, runs_folder
from .run import train
from .stored import run_path


def resume(
    folder: Annotated[str, typer.Argument(metavar="RUN", help="A run folder, or its name below the folder of runs.")],
    from_network: Annotated[
        bool,
        typer.Option(
            "--from-network",
            help="Where no checkpoint can be read: continue from the newest stored network with a new optimiser. "
            "The result differs from that of an uninterrupted run.",
        ),
    ] = False,
    runs: Runs = None,
    as_json: Json = False,
) -> None:
    """Continue a run that was stopped or interrupted, from its last checkpoint."""
    from ..base.interrupts import stop_on_interrupt
    from ..runs.training_run import TrainingRun

    path: Path = run_path(folder, runs_folder(runs))
    with stop_on_interrupt() as stop:
        train(TrainingRun(None, resume=path, from_network=from_network, stop=stop), as_json=as_json)

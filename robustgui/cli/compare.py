"""`robustgui compare`: stored evaluations of runs beside each other."""

from __future__ import annotations

from .options import Json, RunNames, Runs, runs_folder


def compare(
    folders: RunNames,
    runs: Runs = None,
    as_json: Json = False,
) -> None:
    """Compare each run with the first, sequence by sequence, as last evaluated in the same way."""
    from ..measurements.compare import RunComparison
    from .measuring import measure_runs
    from .stored import run_path

    measure_runs([run_path(name, runs_folder(runs)) for name in folders], RunComparison(), as_json=as_json)

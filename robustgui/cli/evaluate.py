"""`robustgui evaluate`: robust accuracy of any set of runs at several budgets."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from .options import (
    DEFAULT_ATTACK,
    Data,
    Json,
    Overwrite,
    RunNames,
    Runs,
    Samples,
    Seed,
    SplitName,
    ThreatName,
    part_settings,
    runs_folder,
)

if TYPE_CHECKING:
    from ..measurements.run import MeasurementRun
    from ..threats import Threat


def evaluate(
    folders: RunNames,
    eps: Annotated[
        str, typer.Option("--eps", help="Budgets, separated by commas; relative to the peak also as -20 dB.")
    ] = "0,0.05,0.1,0.2",
    attacks: Annotated[
        list[str] | None,
        typer.Option(
            "--attack",
            metavar="NAME",
            help=f"Which attack: see 'robustgui list attacks' ({DEFAULT_ATTACK}). Repeatable.",
        ),
    ] = None,
    threat: ThreatName = "linf",
    changes: Annotated[
        list[str] | None,
        typer.Option(
            "--set",
            metavar="PATH=VALUE",
            help="Change one setting, such as threat.unit=data, attack.steps=50 of every attack that has it, "
            "or pgd.steps=50 of one. Repeatable.",
        ),
    ] = None,
    only_survivors: Annotated[
        bool,
        typer.Option("--only-survivors", help="Run each attack only on the examples on which the ones before failed."),
    ] = False,
    csv: Annotated[
        Path | None, typer.Option("--csv", metavar="FILE", help="Write the table to this file too, one line per cell.")
    ] = None,
    overwrite: Overwrite = False,
    samples: Samples = 0,
    seed: Seed = 0,
    data: Data = "",
    split: SplitName = "test",
    runs: Runs = None,
    as_json: Json = False,
) -> None:
    """Evaluate robust accuracy under each attack at each budget; the results are stored in the run folders too.

    A minimum-norm attack runs once for all budgets. Of several attacks the last row is
    the worst case; several runs on the same sequences are compared with the first.
    """
    from ..base.errors import RunError
    from ..base.together import refuse_to_replace, write_together
    from ..measurements.evaluate import RobustnessEvaluation
    from ..measurements.evaluation_csv import table_csv
    from .changes import choose_attacks
    from .measuring import measure_runs
    from .stored import run_path

    methods, within = choose_attacks(attacks or [None], threat, changes or [])
    measurement = RobustnessEvaluation(
        attacks=methods, threat=within, eps=tuple(_budget(word, eps, within) for word in eps.split(",")),
        samples=samples, seed=seed, **part_settings(split, data), only_survivors=only_survivors,
    )  # fmt: skip
    if csv is not None:
        refuse_to_replace([csv], overwrite)
    if csv is not None and not csv.absolute().parent.is_dir():  # said before the work rather than after it
        raise RunError(
            "{file} cannot be written: the folder does not exist. Create it, or choose another.", file=str(csv)
        )

    def save(run: MeasurementRun) -> None:
        if csv is not None:
            write_together({csv: table_csv(run.results)}, overwrite=overwrite)

    paths = [run_path(name, runs_folder(runs)) for name in folders]
    measure_runs(paths, measurement, as_json=as_json, use=save)


def _budget(word: str, eps: str, within: Threat) -> float:
    """One of the budgets in `eps`; a level in decibels where the threat counts in shares of a peak."""
    from ..base.errors import RunError
    from ..threats.decibels import parse_decibels

    if parse_decibels(word) is not None:
        return within.copy_with(eps=word).eps
    try:
        return float(word)
    except ValueError as error:
        raise RunError(
            "'{eps}' is not a list of budgets: write numbers separated by commas, such as 0,0.1.", eps=eps
        ) from error

"""`robustgui cross-check`: other libraries attack the same network with equal budgets."""

from __future__ import annotations

from typing import Annotated

import typer

from .options import (
    Data,
    Eps,
    Json,
    RunName,
    Runs,
    Samples,
    Seed,
    Set,
    SplitName,
    ThreatName,
    part_settings,
    runs_folder,
)


def cross_check(
    run: RunName,
    threat: ThreatName = "linf",
    eps: Eps = None,
    changes: Set = None,
    attacks: Annotated[
        str, typer.Option("--attacks", help="Families with commas, such as pgd,square,fmn; empty: the default ones.")
    ] = "",
    libraries: Annotated[str, typer.Option("--libraries", help="Such as art,foolbox; empty: all.")] = "",
    samples: Samples = 200,
    seed: Seed = 0,
    data: Data = "",
    split: SplitName = "test",
    runs: Runs = None,
    as_json: Json = False,
) -> None:
    """Attack with ART, Foolbox, torchattacks and CleverHans, where installed; the table is stored with the run."""
    from ..measurements.cross_check import CrossCheck
    from .changes import choose_attack
    from .measuring import measure_runs
    from .stored import run_path

    _, within = choose_attack("pgd", threat, eps, changes or [])
    measurement = CrossCheck(
        threat=within, families=_names(attacks), libraries=_names(libraries), samples=samples, seed=seed,
        **part_settings(split, data),
    )  # fmt: skip
    measure_runs([run_path(run, runs_folder(runs))], measurement, as_json=as_json)


def _names(text: str) -> tuple[str, ...]:
    return tuple(name for name in (part.strip() for part in text.split(",")) if name)

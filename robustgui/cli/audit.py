"""`robustgui audit`: is the robust accuracy of a run reliable?"""

from __future__ import annotations

from typing import Annotated

import typer

from .options import (
    AttackName,
    AttackSet,
    Data,
    Eps,
    Json,
    RunName,
    Runs,
    Samples,
    Seed,
    SplitName,
    ThreatName,
    part_settings,
    runs_folder,
)


def audit(
    run: RunName,
    attack: AttackName = None,
    threat: ThreatName = "linf",
    eps: Eps = None,
    changes: AttackSet = None,
    surrogates: Annotated[
        list[str] | None,
        typer.Option("--surrogate", metavar="RUN", help="Another run to transfer from; without, one is trained."),
    ] = None,
    skip: Annotated[
        list[str] | None,
        typer.Option(
            "--skip", metavar="CHECK[=REASON]", help="A check that is not measured, with the reason. Repeatable."
        ),
    ] = None,
    samples: Samples = 200,
    seed: Seed = 0,
    data: Data = "",
    split: SplitName = "test",
    runs: Runs = None,
    as_json: Json = False,
) -> None:
    """Evaluation audit: is the robust accuracy under an attack reliable? Stored in the run folder too."""
    from ..measurements.audit import EvaluationAudit
    from .changes import choose_attack
    from .measuring import measure_runs
    from .stored import run_path

    method, within = choose_attack(attack, threat, eps, changes or [])
    folder = runs_folder(runs)
    measurement = EvaluationAudit(
        attack=method, threat=within, samples=samples, seed=seed, **part_settings(split, data), skip=tuple(skip or []),
        surrogates=tuple(str(run_path(name, folder)) for name in surrogates or []),
    )  # fmt: skip
    measure_runs([run_path(run, folder)], measurement, as_json=as_json)

"""Options that several commands take, worded once."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any, TypeAlias

import typer


def complete_run(ctx: typer.Context, incomplete: str) -> list[str]:
    """Names of stored runs for the completion of the shell."""
    from ..base.errors import RobustGuiError
    from ..runs.find_run import LATEST, list_runs

    try:
        names = [row.folder.name for row in list_runs(runs_folder(ctx.params.get("runs")))]
    except RobustGuiError:
        return []
    return [name for name in (LATEST, *names) if name.startswith(incomplete)]


RUN_HELP = "its name, the beginning of its name, its folder, or latest"
RunName: TypeAlias = Annotated[
    str, typer.Argument(metavar="RUN", help=f"A run: {RUN_HELP}.", autocompletion=complete_run)
]
RunNames: TypeAlias = Annotated[
    list[str], typer.Argument(metavar="RUN...", help=f"Runs, each by {RUN_HELP}.", autocompletion=complete_run)
]
NetworkName: TypeAlias = Annotated[
    str,
    typer.Argument(metavar="RUN|MODEL", help=f"A run: {RUN_HELP}; or a network file.", autocompletion=complete_run),
]
Set: TypeAlias = Annotated[
    list[str] | None,
    typer.Option("--set", metavar="PATH=VALUE", help="Change one setting, such as training.lr=0.001. Repeatable."),
]
Json: TypeAlias = Annotated[bool, typer.Option("--json", help="Machine-readable output, one JSON object per line.")]
Runs: TypeAlias = Annotated[
    Path | None, typer.Option("--runs", metavar="DIR", help="Folder of runs; the default is the user's own.")
]
DEFAULT_ATTACK = "default: APGD, 50 steps, 3 restarts; HotFlip where tokens are replaced"
AttackName: TypeAlias = Annotated[
    str | None,
    typer.Option("--attack", metavar="NAME", help=f"Which attack: see 'robustgui list attacks' ({DEFAULT_ATTACK})."),
]
ThreatName: TypeAlias = Annotated[
    str, typer.Option("--threat", metavar="NAME", help="Threat model: see 'robustgui list threats'.")
]
Eps: TypeAlias = Annotated[
    str | None,
    typer.Option(
        "--eps", help="Perturbation budget, in the unit of the threat model; relative to the peak also as -20 dB."
    ),
]
Seed: TypeAlias = Annotated[int, typer.Option("--seed", min=0, help="Seed of all random numbers.")]
Samples: TypeAlias = Annotated[
    int, typer.Option("--samples", min=0, help="Number of sequences, drawn at random with the seed; 0: all.")
]
Data: TypeAlias = Annotated[
    str, typer.Option("--data", help="Other data than those of the run: a file, or an example; evaluated whole.")
]
SplitName: TypeAlias = Annotated[
    str,
    typer.Option(
        "--split",
        help="Split: test, train, validation or all. Of a file given with --data: its test split, or all of it "
        "where it has none.",
    ),
]
Overwrite: TypeAlias = Annotated[bool, typer.Option("--overwrite", help="Replace files that are there already.")]
EXAMPLE_OF_SET = "attack.steps=50 or threat.unit=data"
AttackSet: TypeAlias = Annotated[
    list[str] | None,
    typer.Option("--set", metavar="PATH=VALUE", help=f"Change one setting, such as {EXAMPLE_OF_SET}. Repeatable."),
]


def part_settings(split: str, data: str) -> dict[str, Any]:
    """The settings of a measurement that say which sequences are evaluated; raises `RunError` if there are none."""
    from ..runs.evaluated_part import EvaluatedPart

    EvaluatedPart(split, data)
    return {"split": split, "data": data}


def runs_folder(folder: Path | None) -> Path:
    """The folder of runs that was chosen, or the user's own."""
    from ..base.paths import runs_folder as default

    return folder or default()

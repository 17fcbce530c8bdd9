"""`robustgui cross-check`: other libraries attack the same network with equal budgets."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from .options import Data, Eps, Json, Runs, Seed, Set, SplitName, ThreatName, runs_folder

if TYPE_CHECKING:
    from ..evaluation.peers import Outcome
    from ..evaluation.peers.events import PeerResult
    from ..runs.audits import StoredOpinion

HEAD = ("family", "library", "attack", "accuracy", "95 %", "mean norm", "outside the budget", "seconds", "")


def second_opinion(
    run: Annotated[str, typer.Argument(metavar="RUN", help="A run folder, or its name.")],
    threat: ThreatName = "linf",
    eps: Eps = None,
    changes: Set = None,
    attacks: Annotated[
        str, typer.Option("--attacks", help="Families with commas, such as pgd,square,fmn; empty: the usual ones.")
    ] = "",
    libraries: Annotated[str, typer.Option("--libraries", help="Such as art,foolbox; empty: all.")] = "",
    samples: Annotated[
        int, typer.Option("--samples", min=0, help="Number of sequences, drawn at random; 0: all.")
    ] = 200,
    seed: Seed = 0,
    data: Data = "",
    split: SplitName = "test",
    runs: Runs = None,
    as_json: Json = False,
) -> None:
    """Attack with ART, Foolbox, torchattacks and CleverHans, where installed; the table is stored with the run."""
    from ..base.events import RunStopped
    from ..base.interrupts import stop_on_interrupt
    from ..runs.evaluated_part import EvaluatedPart
    from ..runs.peers_run import PeersRun
    from .changes import chosen
    from .following import STOPPED, STOPPED_MEASUREMENT, carried_out
    from .output import note
    from .stored import run_path

    _, within = chosen("pgd", threat, eps, changes or [])
    with stop_on_interrupt() as stop:
        job = PeersRun(
            run_path(run, runs_folder(runs)), within, families=_names(attacks), libraries=_names(libraries),
            samples=samples, seed=seed, evaluated=EvaluatedPart(split, data), stop=stop,
        )  # fmt: skip
        ending = carried_out(job.events(), as_json=as_json)
    if job.found is not None and not as_json:
        tell_opinion(job.found)
    if isinstance(ending, RunStopped):
        note(STOPPED_MEASUREMENT)
        raise typer.Exit(STOPPED)


def tell_opinion(opinion: StoredOpinion) -> None:
    from ..evaluation.peers import compare_libraries
    from ..runs.evaluated_part import EvaluatedPart
    from .output import make_table, print_table, say

    say(f"{opinion.threat.describe()}")
    count = max((row.samples for row in opinion.rows if row.value is not None), default=0)
    say(f"evaluated: {EvaluatedPart(opinion.split, opinion.source).describe(count)}")
    table = make_table(HEAD)
    for row in opinion.rows:
        table.add_row(*_shown(row))
    print_table(table)
    say(told(compare_libraries(opinion.rows)))


def told(found: Outcome) -> str:
    """Whether a library is stronger, and which of them ran."""
    ours, theirs = f"{found.ours:.4f}", f"{found.theirs:.4f}"
    if found.stronger is not None:
        said = f"{found.stronger} finds a stronger attack: robust accuracy {theirs} instead of {ours}."
    elif found.is_own_strongest:
        said = f"No library finds a stronger attack: {ours} with ours, {theirs} with the best of theirs."
    else:
        said = "No other library could attack this network: see the notes."
    lists = (("Finished", found.ran), ("Failed", found.failed), ("Skipped", found.skipped))
    return " ".join([said, *(f"{word}: {', '.join(names)}." for word, names in lists if names)])


def _names(text: str) -> tuple[str, ...]:
    return tuple(name for name in (part.strip() for part in text.split(",")) if name)


def _shown(row: PeerResult) -> tuple[str, ...]:
    library = f"{row.library} {row.version}".strip()
    if row.value is None or row.low is None or row.high is None:
        return (row.family, library, row.attack, "", "", "", "", "", str(row.note))
    size = "" if row.mean_size is None else f"{row.mean_size:.4g}"
    seconds = "" if row.seconds is None else f"{row.seconds:.2f}"
    interval = f"{row.low:.4f} to {row.high:.4f}"
    return (
        row.family, library, row.attack, f"{row.value:.4f}", interval, size, str(row.outside), seconds, str(row.note)
    )  # fmt: skip

"""`robustgui audit`: is the robust accuracy of a run reliable?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from .options import AttackName, AttackSet, Data, Eps, Json, Runs, Seed, SplitName, ThreatName, runs_folder

if TYPE_CHECKING:
    from ..runs.audits import StoredAudit

_STYLES = {"passed": "green", "warning": "yellow", "failed": "red", "skipped": "dim"}


def audit(
    run: Annotated[str, typer.Argument(metavar="RUN", help="A run folder, or its name.")],
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
    samples: Annotated[
        int, typer.Option("--samples", min=0, help="Number of sequences, drawn at random; 0: all.")
    ] = 200,
    seed: Seed = 0,
    data: Data = "",
    split: SplitName = "test",
    runs: Runs = None,
    as_json: Json = False,
) -> None:
    """Evaluation audit: is the robust accuracy under an attack reliable? Stored in the run folder too."""
    from ..base.events import RunStopped
    from ..base.interrupts import stop_on_interrupt
    from ..runs.audit_run import AuditRun
    from ..runs.evaluated_part import EvaluatedPart
    from .changes import chosen
    from .following import STOPPED, STOPPED_MEASUREMENT, carried_out
    from .output import note
    from .stored import run_path

    method, within = chosen(attack, threat, eps, changes or [])
    folder = runs_folder(runs)
    others = [run_path(name, folder) for name in surrogates or []]
    with stop_on_interrupt() as stop:
        job = AuditRun(
            run_path(run, folder), method, within, samples=samples, seed=seed, surrogates=others,
            skip=dict(_name_and_reason(text) for text in skip or []), evaluated=EvaluatedPart(split, data), stop=stop,
        )  # fmt: skip
        ending = carried_out(job.events(), as_json=as_json)
    if job.found is not None and not as_json:
        tell_audit(job.found)
    if isinstance(ending, RunStopped):
        note(STOPPED_MEASUREMENT)
        raise typer.Exit(STOPPED)


def _name_and_reason(text: str) -> tuple[str, str]:
    """("transfer", "takes long") of "transfer=takes long"."""
    name, _, reason = text.partition("=")
    return name.strip(), reason.strip()


def tell_audit(audit: StoredAudit) -> None:
    """The checks as a table, then the verdict with its reasons."""
    from ..base.shell import shell_command
    from ..runs.evaluated_part import EvaluatedPart
    from .output import make_table, print_table, say, styled

    table = make_table(("check", "status", "measured"))
    for light in audit.lights:
        table.add_row(str(light.title), styled(light.status, _STYLES[light.status]), str(light.found))
    print_table(table)
    verdict = audit.verdict
    say(f"evaluated: {EvaluatedPart(audit.split, audit.source).describe(verdict.samples)}")
    say(f"{audit.threat.describe()}")
    say(str(verdict.summary))
    for name in verdict.reasons:
        light = next(one for one in audit.lights if one.name == name)
        say(f"- {light.title} ({light.status}): {light.meaning} {light.advice}".rstrip())
        for options in light.attacks:
            say(f"    {shell_command('attack', verdict.run, options=options)}")

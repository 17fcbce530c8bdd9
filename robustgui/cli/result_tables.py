"""Results of measurements as tables on a terminal; those of evaluations are in `evaluation_tables`."""

from __future__ import annotations

from rich.table import Table

from ..base.shell import shell_command
from ..evaluation.peers import Outcome, compare_libraries
from ..evaluation.peers.events import PeerResult
from ..measurements import Result
from ..measurements.audit import AuditResult
from ..measurements.cross_check import CrossCheckResult
from ..runs.evaluated_part import EvaluatedPart
from .output import make_cell, make_table

_STYLES = {"passed": "green", "warning": "yellow", "failed": "red", "skipped": "dim"}
_HEADS = ("family", "library", "attack", "accuracy", "95 %", "mean norm", "outside the budget", "seconds", "")


def plain_tables(result: Result) -> list[str | Table]:
    """A table of the events of each kind."""
    samples = result.overlap.samples if result.overlap is not None else 0
    part = EvaluatedPart(result.measurement.split, result.measurement.data).describe(samples)
    parts: list[str | Table] = [f"{result.run}   {result.measurement.title}   {part}"]
    for plain in result.tables():
        table = make_table(plain.heads)
        for row in plain.rows:
            table.add_row(*row)
        parts.append(table)
    return parts


def audit_tables(audit: AuditResult) -> list[str | Table]:
    """The checks as a table, then the verdict with its reasons."""
    table = make_table(("check", "status", "measured"))
    for check in audit.checks:
        table.add_row(str(check.title), make_cell(check.status, _STYLES[check.status]), str(check.finding))
    settings, verdict = audit.measurement, audit.verdict
    parts: list[str | Table] = [
        table,
        f"evaluated: {EvaluatedPart(settings.split, settings.data).describe(verdict.samples)}",
        f"{settings.threat.describe()}",
        str(verdict.summary),
    ]
    for name in verdict.reasons:
        check = audit[name]
        parts.append(f"- {check.title} ({check.status}): {check.meaning} {check.advice}".rstrip())
        parts += [f"    {shell_command('attack', verdict.run, options=options)}" for options in check.attacks]
    return parts


def cross_check_tables(result: CrossCheckResult) -> list[str | Table]:
    """The rows as a table, then the outcome."""
    settings = result.measurement
    count = max((row.samples for row in result.rows if row.value is not None), default=0)
    table = make_table(_HEADS)
    for row in result.rows:
        table.add_row(*_make_row(row))
    return [
        f"{settings.threat.describe()}",
        f"evaluated: {EvaluatedPart(settings.split, settings.data).describe(count)}",
        table,
        describe_outcome(compare_libraries(result.rows)),
    ]


def describe_outcome(outcome: Outcome) -> str:
    """Whether a library is stronger, and which of them ran."""
    ours, theirs = f"{outcome.ours:.4f}", f"{outcome.theirs:.4f}"
    if outcome.stronger is not None:
        text = f"{outcome.stronger} finds a stronger attack: robust accuracy {theirs} instead of {ours}."
    elif outcome.is_own_strongest:
        text = f"No library finds a stronger attack: {ours} with ours, {theirs} with the best of theirs."
    else:
        text = "No other library could attack this network: see the notes."
    lists = (("Finished", outcome.ran), ("Failed", outcome.failed), ("Skipped", outcome.skipped))
    return " ".join([text, *(f"{word}: {', '.join(names)}." for word, names in lists if names)])


def _make_row(row: PeerResult) -> tuple[str, ...]:
    library = f"{row.library} {row.version}".strip()
    if row.value is None or row.low is None or row.high is None:
        return (row.family, library, row.attack, "", "", "", "", "", str(row.note))
    size = "" if row.mean_size is None else f"{row.mean_size:.4g}"
    seconds = "" if row.seconds is None else f"{row.seconds:.2f}"
    interval = f"{row.low:.4f} to {row.high:.4f}"
    return (
        row.family, library, row.attack, f"{row.value:.4f}", interval, size, str(row.outside), seconds, str(row.note)
    )  # fmt: skip

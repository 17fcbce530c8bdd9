"""From the checks to a verdict: reliable, doubtful or unreliable.

The rules, all of them:
- A network that gives one prediction for every input: unreliable, for that reason alone.
- One failed check: unreliable. Each shows a way in which the number is surely wrong by much.
- One warning: doubtful. The number is wrong by a few points, or that cannot be decided.
- Every check that looks for stronger attacks was skipped: doubtful.
- Otherwise reliable, as far as that is possible without a proof: no attack is a certificate. Skipped checks count as
  neither passed nor failed, and are counted in the summary.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Literal, get_args

from ...base.errors import Sentence
from ...base.metric_names import name_metric
from ...base.quantities import Metric
from .events import AuditCheck, AuditVerdict, CheckStatus

if TYPE_CHECKING:
    from .case import Case

Verdict = Literal["reliable", "doubtful", "unreliable"]
CONSTANT = "constant_output"  # once this check has failed no other one can be measured
STRONGER = ("black_box", "more_effort", "strongest")  # at least one of them must have been measured


def judge_checks(checks: Sequence[AuditCheck]) -> tuple[Verdict, tuple[str, ...]]:
    """The verdict, and the names of the checks that did not pass, those that failed first."""
    failed = tuple(check.name for check in checks if check.status == "failed")
    if CONSTANT in failed:
        return "unreliable", (CONSTANT,)
    warned = tuple(check.name for check in checks if check.status == "warning")
    if failed:
        return "unreliable", failed + warned
    is_challenged = any(check.name in STRONGER and check.status != "skipped" for check in checks)
    return ("doubtful", warned) if warned or not is_challenged else ("reliable", ())


def make_verdict(case: Case, run: str, checks: Sequence[AuditCheck], seconds: float) -> AuditVerdict:
    """The verdict on what `case` claims, with the figures that are claimed."""
    verdict, reasons = judge_checks(checks)
    clean, attacked, worst = case.clean, case.main, case.worst()
    low, high = attacked.interval()
    summary = _summary(verdict, reasons, checks, f"{attacked.value:.3f}", f"{worst.value:.3f}", attacked.metric)
    return AuditVerdict(
        run=run, verdict=verdict, summary=summary, reasons=reasons,
        attack=case.attack.title or type(case.attack).__name__, threat=case.threat.title or type(case.threat).__name__,
        eps=case.threat.eps, unit=case.threat.unit, metric=attacked.metric, clean=clean.value, value=attacked.value,
        low=low, high=high, worst=worst.value, samples=case.size, seconds=seconds,
    )  # fmt: skip


def _summary(
    verdict: Verdict, reasons: Sequence[str], checks: Sequence[AuditCheck], value: str, worst: str, metric: Metric
) -> Sentence:
    """The verdict in a sentence."""
    counts = {status: sum(check.status == status for check in checks) for status in get_args(CheckStatus)}
    facts = counts | {"value": value, "worst": worst, "metric": name_metric(metric, robust=True)}
    if CONSTANT in reasons and verdict == "unreliable":
        return Sentence(
            "Unreliable as a measure of robustness: the network gives the same prediction for every input. That is a "
            "defect of the network, not of the attack ({metric} {value}).",
            facts,
        )
    if verdict == "unreliable":
        return Sentence(
            "Unreliable: {failed} {failed:check|checks} failed, {warning} {warning:warning|warnings} ({metric} "
            "{value}; worst case over all attacks {worst}).",
            facts,
        )
    if reasons:
        return Sentence(
            "Doubtful: {warning} {warning:warning|warnings}, {passed} {passed:check|checks} passed ({metric} "
            "{value}; worst case over all attacks {worst}).",
            facts,
        )
    if verdict == "doubtful":
        return Sentence("Doubtful: no stronger attack could be tried ({metric} {value}).", facts)
    if counts["skipped"]:
        return Sentence("Reliable: {passed} {passed:check|checks} passed, {skipped} skipped ({metric} {value}).", facts)
    return Sentence("Reliable: all {passed} {passed:check|checks} passed ({metric} {value}).", facts)

"""From the lights to a verdict: believe, doubt, or do not believe.

The rules, all of them:
- One red light is enough not to believe the number: each shows a way in which it is surely wrong by much.
- One amber light is enough to doubt it: it is wrong by a few points, or nobody can tell.
- So few checks applied that none of those that look for stronger attacks did: doubt.
- Otherwise the number can be believed, as far as anyone can without a proof: no attack is a certificate.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Literal

from ...base.errors import Sentence
from ...base.events import AuditLight, AuditVerdict

if TYPE_CHECKING:
    from .case import Case

Verdict = Literal["believe", "doubt", "disbelieve"]
STRONGER = ("black_box", "more_effort", "strongest")  # at least one of them must have been measured


def judged(lights: Sequence[AuditLight]) -> tuple[Verdict, tuple[str, ...]]:
    """The verdict, and the names of the lights that speak against the number, the red ones first."""
    red = tuple(light.name for light in lights if light.colour == "red")
    amber = tuple(light.name for light in lights if light.colour == "amber")
    if red:
        return "disbelieve", red + amber
    looked = any(light.name in STRONGER and light.colour != "grey" for light in lights)
    return ("doubt", amber) if amber or not looked else ("believe", ())


def verdict_of(case: Case, run: str, lights: Sequence[AuditLight], seconds: float) -> AuditVerdict:
    """The verdict on what `case` claims, with the figures that are claimed."""
    verdict, reasons = judged(lights)
    clean, attacked, worst = case.clean, case.main, case.worst()
    low, high = attacked.interval()
    value = f"{attacked.value:.3f}"
    if verdict == "believe":
        summary = Sentence("Reliable: all checks passed (robust accuracy {value}).", {"value": value})
    elif verdict == "disbelieve":
        summary = Sentence(
            "Unreliable: {count} checks did not pass (claimed {value}); the worst case over all attacks is {worst}.",
            {"value": value, "count": len(reasons), "worst": f"{worst.value:.3f}"},
        )
    elif reasons:
        summary = Sentence(
            "Doubtful: {count} checks gave a warning (claimed {value}); the worst case over all attacks is {worst}.",
            {"value": value, "count": len(reasons), "worst": f"{worst.value:.3f}"},
        )
    else:
        summary = Sentence("Doubtful: no stronger attack applies, so {value} could not be confirmed.", {"value": value})
    return AuditVerdict(
        run=run,
        verdict=verdict,
        summary=summary,
        reasons=reasons,
        attack=case.attack.title or type(case.attack).__name__,
        threat=case.threat.title or type(case.threat).__name__,
        eps=case.threat.eps,
        unit=case.threat.unit,
        metric=attacked.metric,
        clean=clean.value,
        value=attacked.value,
        low=low,
        high=high,
        worst=worst.value,
        samples=case.size,
        seconds=seconds,
    )

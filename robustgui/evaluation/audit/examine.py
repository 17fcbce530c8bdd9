"""The audit of one claim: every light in turn, then the verdict."""

from __future__ import annotations

import time
from collections.abc import Collection, Generator
from typing import TYPE_CHECKING

from ...attacks.compatible import check_compatible
from ...base.errors import RunError, Sentence
from ...base.events import AuditLight, AuditVerdict, Progress
from .base import Reading, lights
from .verdict import verdict_of

if TYPE_CHECKING:
    from .base import Light
    from .case import Case


def examine(
    case: Case, run: str = "", only: Collection[str] = ()
) -> Generator[Progress | AuditLight | AuditVerdict, None, AuditVerdict]:
    """Yields progress, one `AuditLight` a check in the order of `lights()`, and the `AuditVerdict`, which it returns.

    Args:
        case: the claim.
        run: name of the run, for the events.
        only: names of the lights that are measured; none: all.

    Raises:
        RunError: attack, threat and network do not go together, or there is nothing to audit.
        Interrupted: the case's `stop` said so.
    """
    began = time.perf_counter()
    check_compatible(case.attack, case.threat, tokens=case.network.symbolic, task=case.network.task)
    if not case.threat.eps > 0:
        raise RunError(
            "With a budget of 0 nothing is attacked. Choose the budget of the robust accuracy that is to be checked."
        )
    if not case.size:
        raise RunError("There are no sequences to evaluate. Choose another split of the data.")
    case.fingerprint  # noqa: B018  of the weights, before anything is done to the network
    case.attempts["attack"] = yield from case.attempt(case.attack)
    found: list[AuditLight] = []
    for light in lights():
        if only and light.name not in only:
            continue
        shown = yield from _measured(light(), case, run)
        found.append(shown)
        yield shown
    verdict = verdict_of(case, run, found, time.perf_counter() - began)
    yield verdict
    return verdict


def _measured(light: Light, case: Case, run: str) -> Generator[Progress, None, AuditLight]:
    began = time.perf_counter()
    reading: Reading = yield from light.measure(case)
    return AuditLight(
        run=run,
        name=light.name,
        title=Sentence(light.title),
        colour=reading.colour,
        found=reading.found,
        meaning=reading.meaning,
        advice=reading.advice,
        figures=tuple((name, float(value)) for name, value in reading.figures.items()),
        samples=reading.samples,
        seconds=time.perf_counter() - began,
    )

"""The audit of one claim: every check in turn, then the verdict."""

from __future__ import annotations

import time
from collections.abc import Collection, Generator, Iterable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

import numpy as np

from ...attacks.compatibility import check_compatible
from ...base.errors import RunError, Sentence
from ...base.events import Progress
from ..partial_results import fits, pack_predictions, unpack_predictions
from .advice import format_options
from .base import CHECKS, CheckResult, list_checks, skip_check
from .budget_check import check_claim
from .case import Attempt
from .events import AuditCheck, AuditVerdict
from .verdict import CONSTANT, make_verdict

if TYPE_CHECKING:
    from .base import Check
    from .case import Case

_WITHOUT_ATTACK = ("training_data",)  # run even if the network ignores its input


def examine(
    case: Case, run: str = "", only: Collection[str] = (), skip: Mapping[str, str] | None = None
) -> Generator[Progress | AuditCheck | AuditVerdict, None, AuditVerdict]:
    """Yields progress, one `AuditCheck` per check in the order of `list_checks()`, and the `AuditVerdict`.

    Args:
        case: the claim.
        run: name of the run, for the events.
        only: names of the checks to run; empty: all.
        skip: names of checks to skip, each with the reason, which is shown.

    Raises:
        RunError: a name is unknown; attack, threat model and network are not compatible; or there is nothing to audit.
        Interrupted: the case was cancelled.
    """
    began = time.perf_counter()
    skip = skip or {}
    check_names(skip)
    skip = {CHECKS[name].name: reason for name, reason in skip.items()}
    only = {CHECKS[name].name for name in only}
    check_compatible(case.attack, case.threat, tokens=case.network.symbolic, task=case.network.task)
    if not case.threat.eps > 0:
        raise RunError(
            "With a budget of 0 nothing is attacked. Choose the budget of the robust accuracy that is to be checked."
        )
    if not case.size:
        raise RunError("There are no sequences to evaluate. Choose another split of the data.")
    case.fingerprint  # noqa: B018  of the weights, before anything is done to the network
    earlier = 0.0  # seconds of an interrupted audit
    case.attempts["attack"] = yield from case.attempt(case.attack, check=partial(check_claim, case))
    checks: list[AuditCheck] = []
    for check in list_checks():
        if only and check.name not in only:
            continue
        reason = _reason_to_skip(check.name, skip, checks)
        if reason is None and (stored := _restore_event(check.name, case, run)) is not None:
            event, earlier = stored, earlier + stored.seconds
        elif reason is None:
            event = yield from _measure(check(), case, run)
        else:
            event = _to_event(check(), skip_check(reason), run, 0.0)
        checks.append(event)
        yield event
    verdict = make_verdict(case, run, checks, earlier + time.perf_counter() - began)
    yield verdict
    return verdict


def check_names(names: Iterable[str]) -> None:
    """Raises `RunError` for unknown names of checks."""
    for name in names:
        if name not in CHECKS:
            raise RunError(
                "The audit has no check '{name}'. Known: {known}.",
                name=name, known=", ".join(check.name for check in list_checks()),
            )  # fmt: skip


def _reason_to_skip(name: str, skip: Mapping[str, str], before: Sequence[AuditCheck]) -> str | None:
    """The reason for skipping the check `name`, a term that the window translates; None: it is run."""
    if name in skip:
        return skip[name] or Sentence("no reason given").template
    if name not in _WITHOUT_ATTACK and any(check.name == CONSTANT and check.status == "failed" for check in before):
        return Sentence("the network gives the same prediction for every input").template
    return None


def _measure(check: Check, case: Case, run: str) -> Generator[Progress, None, AuditCheck]:
    """Run the check; its event and its attempts are stored for a continued audit."""
    began, before = time.perf_counter(), set(case.attempts)
    result: CheckResult = yield from check.run(case)
    event = _to_event(check, result, run, time.perf_counter() - began)
    added = {name: attempt.predictions for name, attempt in case.attempts.items() if name not in before}
    for name, predictions in added.items():
        case.partial.add_arrays(f"attempt {name}", pack_predictions(predictions))
    case.partial.add_arrays(f"attempts of {check.name}", {name: np.empty(0) for name in added})
    case.partial.add_event(f"check {check.name}", event)
    return event


def _restore_event(name: str, case: Case, run: str) -> AuditCheck | None:
    """The stored event of the check `name` of an interrupted audit of the same claim; restores its attempts."""
    event = case.partial.event(f"check {name}")
    added = case.partial.arrays(f"attempts of {name}")
    if not isinstance(event, AuditCheck) or event.name != name or added is None:
        return None
    attempts: dict[str, Attempt] = {}
    for attempt in added:
        arrays = case.partial.arrays(f"attempt {attempt}")
        if arrays is None or not fits(arrays, pack_predictions(case.clean)):
            return None
        attempts[attempt] = Attempt(unpack_predictions(arrays, case.clean))
    case.attempts.update(attempts)
    return replace(event, run=run)


def _to_event(check: Check, result: CheckResult, run: str, seconds: float) -> AuditCheck:
    return AuditCheck(
        run=run, name=check.name, title=Sentence(check.title), status=result.status, finding=result.finding,
        meaning=result.meaning, advice=result.advice,
        figures=tuple((name, float(value)) for name, value in result.figures.items()), samples=result.samples,
        seconds=seconds, attacks=tuple(map(format_options, result.attacks)),
    )  # fmt: skip

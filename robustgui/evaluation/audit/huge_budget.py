"""Check: with an unlimited budget every attack succeeds."""

from __future__ import annotations

from collections.abc import Generator
from typing import TYPE_CHECKING, Any, ClassVar

from ...base.errors import Sentence
from ...base.events import Progress
from ...data import NUMERIC
from .base import CHECKS, Check, CheckResult, skip_inapplicable
from .rival_gain import compute_share

if TYPE_CHECKING:
    from ...threats import Threat
    from .case import Case
    from .events import CheckStatus

GROWTH = 4.0
BUDGETS = 6  # up to 4 ** 6 = 4096 times the budget
_UNRESTRICTED: dict[str, Any] = {"first_step": 0, "open_steps": None, "windows": "", "features": (), "causal": False}


@CHECKS.register("huge_budget")
class HugeBudget(Check):
    """With an unlimited budget every sequence can be turned into one of another class; an attack that fails even
    then is broken."""

    title: ClassVar[str] = "With an unlimited budget every attack succeeds"
    source: ClassVar[str] = "Carlini et al. 2019, arXiv:1902.06705; Athalye et al. 2018, arXiv:1802.00420"
    place: ClassVar[int] = 40

    def run(self, case: Case) -> Generator[Progress, None, CheckResult]:
        """See `Check.run`.

        The budget grows step by step, and only active examples are attacked again: at a huge budget alone the states of
        a recurrent network saturate, and the attack would fail for that reason.
        """
        if case.network.task != "classification":
            reason = Sentence("Numeric predictions have no accuracy that could reach zero.")
            if case.network.task not in NUMERIC:
                reason = Sentence("A next-token prediction is never correct with certainty.")
            return skip_inapplicable(reason)
        before, eps = case.main, case.threat.eps
        for threat in enlarge_budgets(case.threat):
            if case.goal.is_reached(before).all():
                break
            before, eps = (yield from case.attempt(case.attack, threat=threat, before=before)).predictions, threat.eps
        remaining = int((~case.goal.is_reached(before)).sum())
        share = compute_share(remaining, case.size)
        finding = Sentence(
            "At eps {eps} ({times} times the budget), {left} of {samples} {samples:sequence|sequences} "
            "{left:is|are} still correctly classified.",
            {"eps": f"{eps:g}", "times": f"{eps / case.threat.eps:g}", "left": remaining, "samples": case.size},
        )
        figures = {"eps": eps, "standing": share.share}
        if share.status == "passed":
            meaning = Sentence("The attack succeeds once the budget is large enough.")
            return CheckResult("passed", finding, meaning, figures=figures, samples=case.size)
        status: CheckStatus = (
            share.status if case.threat.acts_on == "values" else "warning"
        )  # not all texts can be reached
        meaning = Sentence("The attack itself fails: its result is no evidence that the network is robust.")
        advice = Sentence(
            "See the checks of the gradients and of the attack's iterations: they name attacks that succeed."
        )
        return CheckResult(status, finding, meaning, advice, figures, case.size)


def enlarge_budgets(threat: Threat) -> list[Threat]:
    """`threat` with growing budgets, on all steps and features; shares grow to 1 at most."""
    threat_on_all = threat.copy_with_known(**_UNRESTRICTED)
    if threat.unit == "share":
        budgets = [min(1.0, threat.eps * GROWTH**power) for power in range(1, BUDGETS + 1)]
    else:
        budgets = [threat.eps * GROWTH**power for power in range(1, BUDGETS + 1)]
    return [threat_on_all.copy_with(eps=eps) for eps in dict.fromkeys(budgets)]

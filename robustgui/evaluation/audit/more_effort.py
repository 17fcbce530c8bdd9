"""Check: more steps and restarts do not change the result."""

from __future__ import annotations

from collections.abc import Generator
from typing import TYPE_CHECKING, ClassVar

from ...base.errors import Sentence
from ...base.events import Progress
from ...base.metric_names import name_metric
from .advice import list_attacks, select_by_gradients, use_margin_loss
from .base import CHECKS, Check, CheckResult, skip_inapplicable
from .rival_gain import measure_gain

if TYPE_CHECKING:
    from .case import Case

FACTOR = 4


@CHECKS.register("more_effort")
class MoreEffort(Check):
    """More iterations and restarts do not improve an attack that has converged."""

    title: ClassVar[str] = "More steps and restarts do not change the result"
    source: ClassVar[str] = "Carlini et al. 2019, arXiv:1902.06705"
    place: ClassVar[int] = 50

    def run(self, case: Case) -> Generator[Progress, None, CheckResult]:
        """See `Check.run`; the stronger attack runs on the examples on which the attack fails."""
        harder = case.attack.harder(FACTOR)
        if harder is None:
            return skip_inapplicable(Sentence("The attack has neither steps nor restarts that could be increased."))
        attempt = yield from case.attempt(harder, before=case.main)
        case.attempts[self.name] = attempt
        attack, rival = case.main, attempt.predictions
        gain = measure_gain(case, rival)
        figures = {"attack": attack.value, "harder": rival.value, "gain": gain.share, "factor": float(FACTOR)}
        finding = Sentence(
            "With {factor} times the steps and restarts, {metric} is {after}; it was {before} ({samples} "
            "{samples:sequence|sequences}).",
            {
                "factor": FACTOR, "metric": name_metric(attack.metric), "after": f"{rival.value:.3f}",
                "before": f"{attack.value:.3f}", "samples": gain.samples,
            },
        )  # fmt: skip
        if gain.status == "passed":
            meaning = Sentence("The attack has converged.")
            return CheckResult("passed", finding, meaning, figures=figures, samples=gain.samples)
        attacks = select_by_gradients(case, [use_margin_loss(case, harder)])
        meaning = Sentence("The attack has not converged: the robust accuracy is overestimated.")
        advice = Sentence(
            "Increase the effort until the robust accuracy no longer changes: {attacks}.",
            {"attacks": list_attacks(attacks)},
        )
        return CheckResult(gain.status, finding, meaning, advice, figures, gain.samples, attacks)

"""Check: stronger attacks do not lower the robust accuracy."""

from __future__ import annotations

from collections.abc import Generator
from typing import TYPE_CHECKING, ClassVar

from ...base.errors import Sentence
from ...base.events import Progress
from ...base.metric_names import name_metric
from .advice import list_attacks, make_attack, select_baselines
from .base import CHECKS, Check, CheckResult, skip_inapplicable
from .rival_gain import measure_gain

if TYPE_CHECKING:
    from ...attacks import Attack
    from .case import Case

BEST_FIRST = ("apgd", "fmn", "pgd", "greedy_words", "hotflip")
CONTRIBUTES = 0.25  # of the gain of all attacks: those with a smaller share are not recommended
EFFORT = {"steps": 60, "restarts": 2}


@CHECKS.register("strongest")
class Strongest(Check):
    """A robust accuracy is an upper bound: a stronger attack must not lower it."""

    title: ClassVar[str] = "Stronger attacks do not lower the robust accuracy"
    source: ClassVar[str] = "Croce & Hein 2020, arXiv:2003.01690; Pintor et al. 2021, arXiv:2102.12827"
    place: ClassVar[int] = 80

    def run(self, case: Case) -> Generator[Progress, None, CheckResult]:
        """See `Check.run`; each attack runs on the examples on which the previous ones fail."""
        names = select_baselines(case, BEST_FIRST)[:2]
        if not names:
            return skip_inapplicable(Sentence("No other attack applies to this threat model and network."))
        attack = before = case.main
        rivals: list[Attack] = []
        shares: list[float] = []
        for name in names:
            rival = make_attack(name, **EFFORT, **({"loss": "margin"} if case.network.task == "classification" else {}))
            rivals.append(rival)
            attempt = yield from case.attempt(rival, before=before)
            case.attempts[f"{self.name}: {name}"] = attempt
            before = attempt.predictions
            shares.append(measure_gain(case, before).share - sum(shares))
        after = before
        gain = measure_gain(case, after)
        figures = {"attack": attack.value, "strongest": after.value, "gain": gain.share}
        finding = Sentence(
            "Worst case over {rivals}: {metric} {after}; with the attack alone {before} ({samples} "
            "{samples:sequence|sequences}).",
            {
                "rivals": list_attacks(rivals), "metric": name_metric(attack.metric), "after": f"{after.value:.3f}",
                "before": f"{attack.value:.3f}", "samples": gain.samples,
            },
        )  # fmt: skip
        if gain.status == "passed":
            meaning = Sentence("The attack is about as strong as the strongest attacks available.")
            return CheckResult("passed", finding, meaning, figures=figures, samples=gain.samples)
        better = tuple(rival for rival, share in zip(rivals, shares, strict=True) if share >= CONTRIBUTES * gain.share)
        meaning = Sentence("The attack is too weak: the robust accuracy is overestimated.")
        advice = Sentence("Evaluate with the stronger attacks: {attacks}.", {"attacks": list_attacks(better)})
        return CheckResult(gain.status, finding, meaning, advice, figures, gain.samples, better)

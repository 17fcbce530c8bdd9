"""Check: gradient-free attacks are not stronger."""

from __future__ import annotations

from collections.abc import Generator
from typing import TYPE_CHECKING, ClassVar

from ...base.errors import Sentence
from ...base.events import Progress
from .advice import list_attacks, make_attack, select_baselines
from .base import CHECKS, Check, CheckResult, skip_inapplicable
from .rival_gain import RivalGain, measure_gain

if TYPE_CHECKING:
    from ...attacks import Attack
    from .case import Case

CANDIDATES = ("square", "hop_skip_jump", "spsa")
TRIED = 2  # of the compatible ones, as an audit should take seconds
MODEST = {"queries": 300}


@CHECKS.register("black_box")
class BlackBoxIsWeaker(Check):
    """A gradient-based attack must be at least as strong as gradient-free attacks; otherwise the gradients mislead
    it."""

    title: ClassVar[str] = "Gradient-free attacks are not stronger"
    source: ClassVar[str] = "Athalye et al. 2018, arXiv:1802.00420; Carlini et al. 2019, arXiv:1902.06705"
    place: ClassVar[int] = 30

    def run(self, case: Case) -> Generator[Progress, None, CheckResult]:
        """See `Check.run`."""
        if case.attack.needs != "gradients":
            return skip_inapplicable(Sentence("The attack itself is gradient-free."))
        names = select_baselines(case, CANDIDATES, ("scores", "labels"))[:TRIED]
        if not names:
            return skip_inapplicable(Sentence("No gradient-free attack applies to this threat model and network."))
        gains: dict[str, RivalGain] = {}
        rivals: dict[str, Attack] = {}
        for name in names:
            rival = make_attack(name, **MODEST)
            attempt = yield from case.attempt(rival, before=case.main)
            case.attempts[f"{self.name}: {name}"] = attempt
            gains[name], rivals[name] = measure_gain(case, attempt.predictions), rival
        best = max(gains, key=lambda name: gains[name].low)
        figures = {name: gain.share for name, gain in gains.items()} | {"attack": case.main.value}
        finding, status = gains[best].describe(rivals[best].title), gains[best].status
        if status == "passed":
            meaning = Sentence("The gradient-based attack is at least as strong as gradient-free attacks.")
            return CheckResult("passed", finding, meaning, figures=figures, samples=case.size)
        meaning = Sentence(
            "Gradient masking: the gradients mislead the attack, and the robust accuracy is overestimated."
        )
        advice = Sentence("Evaluate with a gradient-free attack: {attacks}.", {"attacks": list_attacks([rivals[best]])})
        return CheckResult(status, finding, meaning, advice, figures, case.size, (rivals[best],))

"""Check: random noise is weaker than the attack."""

from __future__ import annotations

from collections.abc import Generator
from typing import TYPE_CHECKING, ClassVar

from ...attacks.noise import Noise
from ...base.errors import Sentence
from ...base.events import Progress
from ...base.metric_names import name_metric
from .advice import WITHOUT_GRADIENTS, list_attacks, select_suited
from .base import CHECKS, Check, CheckResult
from .rival_gain import measure_gain

if TYPE_CHECKING:
    from .case import Case

DRAWS = 25


@CHECKS.register("noise")
class NoiseIsWeaker(Check):
    """A white-box attack must be stronger than random noise within the same budget."""

    title: ClassVar[str] = "Random noise is weaker than the attack"
    source: ClassVar[str] = "Carlini et al. 2019, arXiv:1902.06705"
    place: ClassVar[int] = 20

    def run(self, case: Case) -> Generator[Progress, None, CheckResult]:
        """See `Check.run`."""
        noise = yield from case.attempt(Noise(kind="sign", draws=DRAWS))
        case.attempts[self.name] = noise
        attack, rival = case.main, noise.predictions
        gain = measure_gain(case, rival)
        figures = {"attack": attack.value, "noise": rival.value, "gain": gain.share}
        finding = Sentence(
            "{metric}: {noise} under {draws} draws of random noise, {attack} under the attack; noise alone "
            "succeeds on {share} % of {samples} {samples:sequence|sequences}.",
            {
                "metric": name_metric(attack.metric), "noise": f"{rival.value:.3f}", "attack": f"{attack.value:.3f}",
                "draws": DRAWS, "samples": gain.samples, "share": f"{100 * gain.share:.1f}",
            },
        )  # fmt: skip
        if gain.status == "passed":
            meaning = Sentence("The attack is at least as strong as random noise.")
            return CheckResult("passed", finding, meaning, figures=figures, samples=gain.samples)
        attacks = select_suited(case, WITHOUT_GRADIENTS)
        meaning = Sentence(
            "The attack is weaker than random noise: its optimisation fails, and the robust accuracy is overestimated."
        )
        advice = Sentence(
            "See the checks of the gradients, and use a gradient-free attack: {attacks}.",
            {"attacks": list_attacks(attacks)},
        )
        return CheckResult(gain.status, finding, meaning, advice, figures, gain.samples, attacks)

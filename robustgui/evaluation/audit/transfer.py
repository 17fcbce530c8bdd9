"""Check: transferred adversarial examples are not stronger."""

from __future__ import annotations

from collections.abc import Generator
from typing import TYPE_CHECKING, ClassVar

import numpy as np

from ...attacks.pgd import PGD
from ...attacks.transfer import Transfer
from ...base.errors import Sentence
from ...base.events import Progress
from .advice import WITHOUT_GRADIENTS, list_attacks, make_attack, select_suited
from .base import CHECKS, Check, CheckResult, skip_inapplicable
from .rival_gain import measure_gain
from .surrogate import train_surrogate

if TYPE_CHECKING:
    from ...attacks import Attack
    from ...models.network import Network
    from .case import Case


@CHECKS.register("transfer")
class TransferIsWeaker(Check):
    """Adversarial examples that transfer from a surrogate must not be stronger than those of the attack on the
    network itself."""

    title: ClassVar[str] = "Transferred adversarial examples are not stronger"
    source: ClassVar[str] = "Papernot et al. 2017, arXiv:1602.02697; Carlini et al. 2019, arXiv:1902.06705"
    place: ClassVar[int] = 35

    def run(self, case: Case) -> Generator[Progress, None, CheckResult]:
        """See `Check.run`."""
        sources = [source for source in case.surrogates if is_same_task(source, case.network)]
        if not sources:
            surrogate = yield from train_surrogate(case)
            if surrogate is None:
                return skip_inapplicable(
                    Sentence("No surrogate is trained automatically for these data: name other runs to transfer from.")
                )
            sources = [surrogate]
        rival = _attack(case)
        before = case.main
        for number, source in enumerate(sources):
            threat = case.threat.changed(knowledge="gradients")  # of the surrogate, everything is known
            attempt = yield from case.attempt_transfer(rival, threat, before, source)
            case.attempts[f"{self.name}: {number}"] = attempt
            before = attempt.predictions
        gain = measure_gain(case, before)
        figures = {"attack": case.main.value, "gain": gain.share, "surrogates": float(len(sources))}
        finding = gain.describe(rival.title)
        if gain.status == "passed":
            meaning = Sentence("A transfer attack is no stronger than the attack on the network itself.")
            return CheckResult("passed", finding, meaning, figures=figures, samples=gain.samples)
        attacks = select_suited(case, (Transfer(), *WITHOUT_GRADIENTS))
        return CheckResult(
            gain.status,
            finding,
            Sentence("Gradient masking: a transfer attack is stronger than the attack on the network itself."),
            Sentence(
                "Evaluate with a transfer attack too, and with gradient-free attacks: {attacks}.",
                {"attacks": list_attacks(attacks)},
            ),
            figures,
            gain.samples,
            attacks,
        )


def _attack(case: Case) -> Attack:
    return make_attack("hotflip") if case.threat.acts_on == "tokens" else PGD(steps=20)


def is_same_task(one: Network, other: Network) -> bool:
    """Whether both networks have the same task, inputs and units."""
    return (
        one.task == other.task
        and one.classes == other.classes
        and one.vocabulary == other.vocabulary
        and len(one.features) == len(other.features)
        and np.allclose(one.space.mean, other.space.mean)
        and np.allclose(one.space.std, other.space.std)
    )

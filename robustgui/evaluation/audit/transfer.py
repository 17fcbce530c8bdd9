"""Check: transferred adversarial examples are not stronger; the surrogate that they are computed on."""

from __future__ import annotations

from collections.abc import Generator
from typing import TYPE_CHECKING, ClassVar

import numpy as np

from ...attacks.pgd import PGD
from ...attacks.transfer import Transfer
from ...base.errors import Interrupted, Sentence
from ...base.events import Progress
from ...base.lazy import torch
from ...base.seeding import derive, numpy_stream, seed_generators
from ...models.batch import to_batch
from ...models.gradient_descent import GradientDescent
from ...models.gru import GRU
from ...models.network import Network
from .advice import WITHOUT_GRADIENTS, list_attacks, make_attack, select_suited
from .base import CHECKS, Check, CheckResult, skip_inapplicable
from .rival_gain import measure_gain

if TYPE_CHECKING:
    from ...attacks import Attack
    from .case import Case

HIDDEN, EPOCHS, BATCH = 32, 25, 64
_RATE = 1e-2  # of Adam
MOST_SEQUENCES, MOST_STEPS = 600, 400  # for a training of a few seconds


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
            threat = case.threat.copy_with(knowledge="gradients")  # of the surrogate, everything is known
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
        meaning = Sentence("Gradient masking: a transfer attack is stronger than the attack on the network itself.")
        advice = Sentence(
            "Evaluate with a transfer attack too, and with gradient-free attacks: {attacks}.",
            {"attacks": list_attacks(attacks)},
        )
        return CheckResult(gain.status, finding, meaning, advice, figures, gain.samples, attacks)


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


def train_surrogate(case: Case) -> Generator[Progress, None, Network | None]:
    """A small network trained on the predictions of the case's; None for long sequences, tokens or no classes.

    It learns from sequences of the part and from noisy copies, so that it approximates the decision boundary and not
    only the labels (Papernot et al. 2017, arXiv:1602.02697).
    """
    network = case.network
    if network.symbolic or network.task != "classification" or int(case.part.lengths.max(initial=0)) > MOST_STEPS:
        return None
    indices = numpy_stream(case.seed, "audit", "surrogate").permutation(len(case.part))[:MOST_SEQUENCES]
    x, _, mask = to_batch(case.part, np.sort(indices), network.space, network.device)
    with seed_generators(derive(case.seed, "audit", "surrogate"), network.device):
        module = GRU(hidden=HIDDEN).build(len(network.features), len(network.classes)).to(network.device)
        copy = Network(module, network.spec.copy_with(model=GRU(hidden=HIDDEN), fronts=()))
        descent = GradientDescent(torch.optim.Adam(module.parameters()))
        low, high = x[mask].amin(0), x[mask].amax(0)  # (F,) each
        deviation = x[mask].std(0).clamp(min=1e-6)  # (F,)
        for epoch in range(EPOCHS):
            for rows in torch.split(torch.randperm(len(x)), BATCH):
                if case.stop():
                    raise Interrupted
                valid = mask[rows]
                noisy = x[rows] + 0.2 * deviation * torch.randn_like(x[rows]) * valid[:, :, None]
                noisy = noisy.minimum(high).maximum(low)  # outside the network need not be defined
                with network.evaluating(), torch.no_grad():
                    predicted = network.outputs(noisy, valid).nan_to_num().argmax(1)
                descent.descend(copy.losses(copy.outputs(noisy, valid), predicted).mean(), _RATE)
            yield Progress(Sentence("Training a surrogate"), epoch + 1, EPOCHS)
    descent.release()
    module.eval()
    return copy

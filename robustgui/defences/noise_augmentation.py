"""Noise augmentation: training on inputs with added random noise."""

from __future__ import annotations

from typing import Annotated, ClassVar

from ..attacks.noise import Noise
from ..attacks.run import run_attack
from ..base.formula import Formula
from ..base.settings import OneOf, setting
from ..threats import THREATS, Threat
from ..threats.linf import Linf
from .base import DEFENCES, Defence, Step, StepLoss, attach_to_embedding
from .objective import CLEAN, Term, build_expected_loss, objective


@DEFENCES.register("noise_augmentation")
class NoiseAugmentation(Defence):
    """Minimise the loss on clean inputs and on inputs with random noise, drawn again at every step.

    Of text the noise moves the embeddings or replaces tokens, as the kind of the threat says.
    """

    title: ClassVar[str] = "Noise augmentation"
    source: ClassVar[str] = "Bishop 1995, Neural Computation 7(1)"

    noise: Noise = setting(Noise(kind="gaussian"), title="Noise", help="Distribution of the noise.")
    threat: Annotated[Threat, OneOf(THREATS)] = setting(
        Linf(eps=0.1), title="Size of the noise", help="Threat model whose budget scales the noise."
    )
    weight: float = setting(
        1.0, gt=0, le=1000, title="Weight of the noisy loss", help="Factor of the loss on noisy inputs."
    )
    clean_weight: float = setting(
        1.0, ge=0, le=1000, title="Weight of the clean loss", help="Factor of the loss on clean inputs; 0: noisy only."
    )

    def objective(self) -> Formula:
        """See `Defence.objective`: the threat model says how large the noise is."""
        return objective(Term(self.clean_weight, CLEAN), Term(self.weight, build_expected_loss(self.threat.notation())))

    def loss(self, step: Step) -> StepLoss:
        noisy_batch = run_attack(
            self.noise, step.network, step.x, step.y, step.mask, self.threat,
            seed=step.seed, goal="maximise", stop=step.stop,
        )  # fmt: skip
        noisy = step.loss(step.network.outputs(attach_to_embedding(step, noisy_batch.x), noisy_batch.mask), step.y)
        clean = step.loss(step.network.outputs(step.x, step.mask), step.y)
        return StepLoss(self.clean_weight * clean + self.weight * noisy, clean=clean, noisy=noisy)

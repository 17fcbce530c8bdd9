"""Adversarial training: the loss on adversarial examples of the current network."""

from __future__ import annotations

from typing import Annotated, Any, ClassVar, Self

from pydantic import model_validator

from ..attacks import ATTACKS, Attack
from ..attacks.pgd import PGD
from ..attacks.run import run_attack
from ..base.errors import Sentence
from ..base.formula import Formula
from ..base.settings import OneOf, setting, wrong
from ..threats import THREATS, Threat
from ..threats.linf import Linf
from .base import DEFENCES, Defence, Step, StepLoss, attach_to_embedding
from .objective import CLEAN, Term, objective, worst_case

_FIRST = 0.1  # of the budget: where its growth begins


@DEFENCES.register("adversarial_training")
class AdversarialTraining(Defence):
    """Minimise the loss on clean inputs and the worst-case loss over the threat model (min-max objective).

    The inner maximum is what the chosen attack finds on the network of that moment in eval mode; the outer loss is
    taken in training mode. clean_weight 0 is the method of Madry et al. Of text a threat moves the embeddings or
    replaces tokens, as its kind says.

    Training begins on clean data alone, and the budget then grows to its full size: a network that is attacked before
    it has learned anything often never does (Cai et al. 2018, arXiv:1805.04807; Liu et al. 2020, arXiv:2006.08403).
    """

    title: ClassVar[str] = "Adversarial training"
    source: ClassVar[str] = (
        "Madry et al. 2018, arXiv:1706.06083; Goodfellow et al. 2015, arXiv:1412.6572; of text Miyato et al. 2017"
    )

    attack: Annotated[Attack, OneOf(ATTACKS)] = setting(
        PGD(steps=7),
        title="Inner attack",
        help="Attack that approximates the inner maximisation at every training step.",
    )
    threat: Annotated[Threat, OneOf(THREATS)] = setting(
        Linf(eps=0.1),
        title="Threat model of the defence",
        help="Set of perturbations over which the inner attack maximises the loss.",
    )
    weight: float = setting(
        1.0,
        gt=0,
        le=1000,
        title="Weight of the adversarial loss (lambda)",
        help="Factor of the loss on adversarial examples.",
    )
    clean_weight: float = setting(
        1.0,
        ge=0,
        le=1000,
        title="Weight of the clean loss",
        help="Factor of the loss on clean inputs; 0: adversarial examples only (Madry et al. 2018).",
    )
    clean_share: float = setting(
        0.3,
        ge=0,
        lt=1,
        title="Clean phase",
        help="Share of the training, at its beginning, on clean data only; it costs a fraction of the rest.",
    )
    growth: float = setting(
        0.15,
        ge=0,
        le=1,
        title="Budget growth",
        help="Share of the training, after the clean phase, over which eps grows linearly to its full size.",
    )
    warmup: int = setting(
        0,
        ge=0,
        le=100_000,
        unit="epochs",
        title="Warm-up",
        advanced=True,
        help="Epochs, counted from the first one, over which the budget eps grows linearly to its full size.",
    )

    @model_validator(mode="after")
    def _check(self) -> Self:
        if self.threat.eps == 0:
            raise wrong("must be more than 0 for adversarial training", field="threat.eps")
        return self

    def plain_share(self) -> float:
        return self.clean_share

    def list_easier(self) -> tuple[tuple[Sentence, dict[str, Any]], ...]:
        fields = type(self).model_fields
        usual = {name: fields[name].default for name in ("clean_share", "growth")}
        if self.clean_share >= usual["clean_share"]:
            return ()
        return ((Sentence("Train without the attack first"), usual),)

    def objective(self) -> Formula:
        return objective(Term(self.clean_weight, CLEAN), Term(self.weight, worst_case(self.threat.notation())))

    def loss(self, step: Step) -> StepLoss:
        if step.done < self.clean_share:
            clean = step.loss(step.network.outputs(step.x, step.mask), step.y)
            return StepLoss(clean, clean=clean)
        threat = self.threat.copy_with(eps=self.threat.eps * self._growth(step))
        examples = run_attack(
            self.attack, step.network, step.x, step.y, step.mask, threat,
            seed=step.seed, goal="maximise", stop=step.stop,
        )  # fmt: skip
        outputs = step.network.outputs(attach_to_embedding(step, examples.x), examples.mask)
        adversarial = step.loss(outputs, step.y)
        clean = step.loss(step.network.outputs(step.x, step.mask), step.y)
        return StepLoss(self.clean_weight * clean + self.weight * adversarial, clean=clean, adversarial=adversarial)

    def _growth(self, step: Step) -> float:
        """The present budget as a share of the full one, in (0, 1]."""
        by_epochs = step.epoch / (self.warmup + 1)
        by_share = (step.done - self.clean_share) / self.growth if self.growth else 1.0
        return min(1.0, by_epochs, max(by_share, _FIRST))

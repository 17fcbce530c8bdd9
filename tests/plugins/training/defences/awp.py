"""Adversarial weight perturbation: the gradient of the adversarial loss at weights that are moved along it."""

from __future__ import annotations

from typing import Annotated, ClassVar

from robustgui.attacks import ATTACKS, Attack
from robustgui.attacks.fgsm import FGSM
from robustgui.attacks.run import run_attack
from robustgui.base.lazy import torch
from robustgui.base.settings import OneOf, setting
from robustgui.defences.base import DEFENCES, Defence, Method, Optimiser, Step, StepLoss, TrainingContext
from robustgui.threats import THREATS, Threat
from robustgui.threats.linf import Linf


@DEFENCES.register("awp")
class AWP(Defence):
    """Minimise the largest adversarial loss over inputs and over weights near the present ones."""

    title: ClassVar[str] = "Adversarial weight perturbation"
    source: ClassVar[str] = "Wu et al. 2020, arXiv:2004.05884"

    gamma: float = setting(0.01, gt=0, le=1, title="Gamma", help="Size of the change, relative to each weight's norm.")
    attack: Annotated[Attack, OneOf(ATTACKS)] = setting(FGSM(), title="Inner attack", help="Attack on the inputs.")
    threat: Annotated[Threat, OneOf(THREATS)] = setting(Linf(eps=0.3), title="Threat", help="Set of perturbations.")

    def start(self, run: TrainingContext) -> Method:
        """See `Defence.start`."""
        return AWPMethod(self, run)

    def loss(self, step: Step) -> StepLoss:
        """See `Defence.loss`."""
        examples = run_attack(
            self.attack, step.network, step.x, step.y, step.mask, self.threat, seed=step.seed, goal="maximise",
            stop=step.stop,
        )  # fmt: skip
        loss = step.loss(step.network.outputs(examples.x, examples.mask), step.y)
        return StepLoss(loss, adversarial=loss)


class AWPMethod(Method):
    """Moves the weights before the backward pass, and back before the step."""

    defence: AWP

    def update(self, step: Step, optimiser: Optimiser) -> None:
        """See `Method.update`."""
        optimiser.backward(self.loss(step))
        changes = []
        with torch.no_grad():
            for weights in optimiser.parameters:
                norm = weights.grad.norm().clamp(min=1e-12)  # type: ignore[union-attr]
                changes.append(self.defence.gamma * weights.norm() / norm * weights.grad)
                weights.add_(changes[-1])
        loss = optimiser.backward(self.loss(step))
        with torch.no_grad():
            for weights, change in zip(optimiser.parameters, changes, strict=True):
                weights.sub_(change)
        optimiser.step(loss)

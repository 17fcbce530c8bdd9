"""TRADES: the clean loss and the divergence of adversarial from clean predictions; a loss is all it needs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, ClassVar

from robustgui.base.lazy import torch
from robustgui.base.seeding import torch_stream
from robustgui.base.settings import OneOf, setting
from robustgui.defences.base import DEFENCES, Defence, Step, StepLoss
from robustgui.threats import THREATS, Threat
from robustgui.threats.linf import Linf

if TYPE_CHECKING:
    from torch import Tensor


@DEFENCES.register("trades")
class Trades(Defence):
    """Minimise the clean loss and the KL divergence between clean and adversarial predictions."""

    title: ClassVar[str] = "TRADES"
    source: ClassVar[str] = "Zhang et al. 2019, arXiv:1901.08573"

    beta: float = setting(6.0, gt=0, le=100, title="Beta", help="Factor of the divergence.")
    steps: int = setting(3, ge=1, le=100, title="Steps", help="Steps of the inner maximisation.")
    threat: Annotated[Threat, OneOf(THREATS)] = setting(Linf(eps=0.3), title="Threat", help="Set of perturbations.")

    def loss(self, step: Step) -> StepLoss:
        """See `Defence.loss`."""
        outputs = step.network.outputs(step.x, step.mask)  # (B, K)
        divergence = self._divergence(step, self._find_adversarial(step, outputs.detach()), outputs)
        clean = step.loss(outputs, step.y)
        return StepLoss(clean + self.beta * divergence, clean=clean, divergence=divergence)

    def _find_adversarial(self, step: Step, outputs: Tensor) -> Tensor:
        """Ascent of the divergence within the threat, (B, T, F)."""
        region = self.threat.around(step.x, step.mask, step.network.space)
        x = region.random_start(torch_stream(step.seed, "trades", device=step.network.device))
        with step.network.evaluating():
            for _ in range(self.steps):
                x = x.detach().requires_grad_()
                (gradient,) = torch.autograd.grad(self._divergence(step, x, outputs), x)
                x = region.project(region.ascend(x.detach(), gradient, 0.5))
        return x.detach()

    @staticmethod
    def _divergence(step: Step, x: Tensor, outputs: Tensor) -> Tensor:
        """Mean of KL(p(. | clean) || p(. | x)), ()."""
        adversarial = step.network.outputs(x, step.mask).log_softmax(1)
        return torch.nn.functional.kl_div(adversarial, outputs.softmax(1), reduction="batchmean")

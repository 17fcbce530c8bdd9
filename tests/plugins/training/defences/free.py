"""Free adversarial training: each batch is replayed m times, and one backward pass updates weights and perturbation."""

from __future__ import annotations

from typing import Any, ClassVar

from robustgui.base.lazy import torch
from robustgui.base.settings import setting
from robustgui.defences.base import DEFENCES, Defence, Method, Optimiser, Step, StepLoss, TrainingContext


@DEFENCES.register("free")
class Free(Defence):
    """Minimise the loss at a perturbation that is kept from replay to replay and from batch to batch."""

    title: ClassVar[str] = "Free adversarial training"
    source: ClassVar[str] = "Shafahi et al. 2019, arXiv:1904.12843"

    replays: int = setting(3, ge=1, le=20, title="Replays (m)", help="Updates on each batch.")
    eps: float = setting(0.3, gt=0, title="Budget", help="Largest change of a value, in units of the network.")

    def start(self, run: TrainingContext) -> Method:
        """See `Defence.start`."""
        return FreeMethod(self, run)


class FreeMethod(Method):
    """Its state is the perturbation, (batch size, longest sequence, F)."""

    defence: Free

    def __init__(self, defence: Free, run: TrainingContext) -> None:
        super().__init__(defence, run)
        shape = (run.batch_size, int(run.train.lengths.max()), len(run.train.features))
        self.delta = torch.zeros(shape, device=run.network.device)

    def update(self, step: Step, optimiser: Optimiser) -> None:
        """See `Method.update`."""
        rows, steps = step.mask.shape
        for _ in range(self.defence.replays):
            delta = self.delta[:rows, :steps].clone().requires_grad_()
            outputs = step.network.outputs(step.x + delta * step.mask[:, :, None], step.mask)
            loss = step.loss(outputs, step.y)
            optimiser.step(optimiser.backward(StepLoss(loss, adversarial=loss)))
            assert delta.grad is not None
            moved = delta.detach() + self.defence.eps * delta.grad.sign()
            self.delta[:rows, :steps] = moved.clamp(-self.defence.eps, self.defence.eps)

    def state_dict(self) -> dict[str, Any]:
        """See `Method.state_dict`."""
        return {"delta": self.delta}

    def load_state_dict(self, state: dict[str, Any]) -> None:
        """See `Method.load_state_dict`."""
        self.delta = state["delta"].clone()

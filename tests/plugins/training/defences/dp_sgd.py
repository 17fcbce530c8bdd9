"""Differentially private SGD: Poisson-sampled batches, per-sample clipping, Gaussian noise."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

import numpy as np

from robustgui.base.lazy import torch
from robustgui.base.seeding import numpy_stream, torch_stream
from robustgui.base.settings import setting
from robustgui.data.batch_order import Indices
from robustgui.defences.base import DEFENCES, Defence, Method, Optimiser, Step, StepLoss, TrainingContext


@DEFENCES.register("dp_sgd")
class DPSGD(Defence):
    """Minimise the clean loss with clipped per-sample gradients and noise."""

    title: ClassVar[str] = "DP-SGD"
    source: ClassVar[str] = "Abadi et al. 2016, arXiv:1607.00133"

    clip: float = setting(1.0, gt=0, title="Clipping norm", help="Largest norm of the gradient of a sequence.")
    noise: float = setting(0.5, ge=0, title="Noise multiplier", help="Deviation of the noise, in clipping norms.")

    def start(self, run: TrainingContext) -> Method:
        """See `Defence.start`."""
        return DPMethod(self, run)


class DPMethod(Method):
    """Its batches have any size, also none: then the step is noise alone."""

    defence: DPSGD

    def batches(self, epoch: int) -> Sequence[Indices]:
        """See `Method.batches`: each sequence is in each batch with the same probability."""
        count = len(self.run.train)
        steps = range((epoch - 1) * self.run.steps_per_epoch, epoch * self.run.steps_per_epoch)
        draws = [numpy_stream(self.run.seed, "poisson", step).random(count) for step in steps]
        return [np.flatnonzero(draw < self.run.batch_size / count / 4) for draw in draws]

    def update(self, step: Step, optimiser: Optimiser) -> None:
        """See `Method.update`."""
        total = torch.zeros((), device=step.network.device)
        gradients = [torch.zeros_like(weights) for weights in optimiser.parameters]
        if len(step.y):
            total = step.loss(step.network.outputs(step.x, step.mask), step.y).detach()
            rows = step.network.module.per_sample_gradients(
                lambda outputs: step.network.losses(outputs, step.y), step.x, step.mask
            )
            norms = torch.stack([row.flatten(1).norm(dim=1) for row in rows.values()]).norm(dim=0)  # (B,)
            factors = (self.defence.clip / norms).clamp(max=1)
            gradients = [torch.einsum("b,b...->...", factors, row) for row in rows.values()]
        generator = torch_stream(step.seed, "dp_sgd", device=step.network.device)
        for weights, gradient in zip(optimiser.parameters, gradients, strict=True):
            noise = torch.randn(weights.shape, generator=generator, device=weights.device)
            weights.grad = (gradient + self.defence.noise * self.defence.clip * noise) / self.run.batch_size
        optimiser.step(StepLoss(total, clean=total), clip=False)

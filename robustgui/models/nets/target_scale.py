"""Scales the outputs of a network, which predicts standardised targets, to the units of the targets."""

from __future__ import annotations

from dataclasses import replace

import torch
from torch import Tensor

from .interface import Capabilities, Parts, SequenceModule, States


class TargetScale(SequenceModule):
    """body * std + mean, with the statistics of each target over the training data.

    Without it a network would first have to learn the scale of its outputs: with targets in the millions no learning
    rate is large enough, and with targets of a millionth none is small enough.
    """

    mean: Tensor
    std: Tensor

    def __init__(self, body: SequenceModule, targets: int) -> None:
        super().__init__()
        self.body = body
        self.register_buffer("mean", torch.zeros(targets))
        self.register_buffer("std", torch.ones(targets))

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        return self._scale(self.body(x, mask))

    @property
    def capabilities(self) -> Capabilities:
        """Those of the body."""
        return self.body.capabilities

    def parts(self) -> Parts:
        return self.body.parts()._replace(scale=self)

    def bounds(self, low: Tensor, high: Tensor, mask: Tensor) -> tuple[Tensor, Tensor]:
        """See `SequenceModule.bounds`; deviations are positive, so that bounds keep their order."""
        least, most = self.body.bounds(low, high, mask)
        return self._scale(least), self._scale(most)

    def states(self, x: Tensor, mask: Tensor) -> States:
        states = self.body.states(x, mask)
        return replace(
            states, outputs=self._scale(states.outputs), step_outputs=self._scale(states.step_outputs)
        )  # fmt: skip

    def fit(self, targets: Tensor) -> None:
        """Learn the scale from the training targets, (N, K); a constant one is only shifted."""
        exact = targets.cpu().double()
        constant = (exact == exact[:1]).all(0)
        self.mean.copy_(torch.where(constant, exact[0], exact.mean(0)))
        self.std.copy_(torch.where(constant, 1.0, exact.std(0, correction=0)))

    def _scale(self, outputs: Tensor) -> Tensor:
        """In the units of the targets, in single precision at least: half has three digits, (..., K) -> (..., K)."""
        return outputs.to(torch.promote_types(outputs.dtype, self.mean.dtype)) * self.std + self.mean

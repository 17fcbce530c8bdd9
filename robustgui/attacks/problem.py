"""What an attack may ask about the network and the sequences that it is let loose on."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from ..base.errors import Interrupted
from ..base.lazy import torch
from .trace import Trace

if TYPE_CHECKING:
    from torch import Generator, Tensor

    from ..models.network import Network
    from ..threats.region import Region

Goal = Literal["maximise", "fool"]


@dataclass(frozen=True)
class Problem:
    """Sequences to attack: the only way from an attack to the network.

    Attributes:
        network: in eval mode while an attack runs.
        x, y, mask: clean batch (B, T, F) in network units, labels (B,) or targets (B, K), valid steps (B, T).
        region: where attacked inputs may lie.
        target: the wanted class of each sequence (B,), or None for any wrong one.
        goal: "fool": a sequence is done as soon as it is fooled; "maximise": raise the loss to the end
            (what adversarial training and regression ask for).
        generator: the only source of randomness.
        stop: asked at every step.
        trace: takes every iteration for the inspector, or nothing.
    """

    network: Network
    x: Tensor
    y: Tensor
    mask: Tensor
    region: Region
    target: Tensor | None
    goal: Goal
    generator: Generator
    stop: Callable[[], bool]
    trace: Trace | None = None

    def outputs(self, x: Tensor) -> Tensor:
        """Logits or predicted targets (B, K) for `x` (B, T, F), without gradients."""
        self.check()
        with torch.no_grad():
            return self.network.outputs(x, self.mask)

    def score(self, outputs: Tensor) -> Tensor:
        """What the attack raises, (B,): the loss of the truth, or less the loss of the target."""
        if self.target is not None:
            return -self.network.losses(outputs, self.target)
        return self.network.losses(outputs, self.y)

    def gradient(self, x: Tensor) -> tuple[Tensor, Tensor]:
        """Outputs (B, K) and the gradient of the score (B, T, F) at `x` (B, T, F)."""
        self.check()
        with torch.enable_grad():
            x = x.detach().requires_grad_()
            outputs = self.network.outputs(x, self.mask)
            (gradient,) = torch.autograd.grad(self.score(outputs).sum(), x)
        return outputs.detach(), gradient

    def fooled(self, outputs: Tensor) -> Tensor:
        """Which sequences have fallen, (B,) bool; NaN outputs count as fallen; only classes can fall."""
        if self.network.task != "classification":
            return torch.zeros(len(outputs), dtype=torch.bool, device=outputs.device)
        predicted = outputs.argmax(1)
        broken = outputs.isnan().any(1)
        if self.target is not None:
            return (predicted == self.target) & ~broken
        return (predicted != self.y) | broken

    def rank(self, outputs: Tensor) -> Tensor:
        """What to keep of several finds, (B,): the largest. That is the score; above all, what fooled the network."""
        score = self.score(outputs)
        won = score.isnan()
        if self.goal == "fool":
            won = won | self.fooled(outputs)
        return score.masked_fill(won, torch.inf)

    def record(self, x: Tensor, outputs: Tensor | None = None) -> None:
        """Keep one iteration for the inspector, if one is watching; only then are missing `outputs` computed."""
        if self.trace is not None:
            outputs = self.outputs(x) if outputs is None else outputs
            self.trace.add(x, outputs, self.score(outputs))

    def check(self) -> None:
        """Raises `Interrupted` when someone asked to stop."""
        if self.stop():
            raise Interrupted

    def subset(self, chosen: Tensor) -> Problem:
        """The same for some sequences; `chosen` indexes them, (n,)."""
        return replace(
            self,
            x=self.x[chosen],
            y=self.y[chosen],
            mask=self.mask[chosen],
            region=self.region.subset(chosen),
            target=None if self.target is None else self.target[chosen],
        )

"""What an attack may ask about the network and the sequences that it is let loose on."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Literal

from ..base.errors import Interrupted
from ..base.lazy import torch
from ..threats.token_region import TokenRegion
from ..threats.value_region import ValueRegion
from .cost import Cost
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
        x, y, mask: clean batch (B, T, F) in network units, or tokens (B, T); labels (B,), targets (B, K) or next
            tokens (B, T); valid steps (B, T).
        region: where attacked inputs may lie; `ball` and `edits` are the same by kind.
        target: the wanted class of each sequence (B,), or None for any wrong one.
        goal: "fool": a sequence is done as soon as it is fooled; "maximise": raise the loss to the end
            (what adversarial training and regression ask for).
        generator: the only source of randomness.
        stop: asked at every step.
        trace: takes every iteration for the inspector, or nothing.
        cost: counts what is asked.
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
    cost: Cost = field(default_factory=Cost)

    @property
    def ball(self) -> ValueRegion:
        """The region of a threat that moves values."""
        if not isinstance(self.region, ValueRegion):
            raise TypeError(f"{type(self.region).__name__} holds no values: the attack's `acts_on` is wrong")
        return self.region

    @property
    def edits(self) -> TokenRegion:
        """The region of a threat that replaces tokens."""
        if not isinstance(self.region, TokenRegion):
            raise TypeError(f"{type(self.region).__name__} holds no tokens: the attack's `acts_on` is wrong")
        return self.region

    def outputs(self, x: Tensor) -> Tensor:
        """Logits or predicted targets (B, K), or of every step (B, T, K), for `x` like the batch, without gradients."""
        self.check()
        self.cost.queries += len(x)
        with torch.no_grad():
            return self.network.outputs(x, self.mask)

    def score(self, outputs: Tensor) -> Tensor:
        """What the attack raises, (B,): the loss of the truth, or less the loss of the target."""
        if self.target is not None:
            return -self.network.losses(outputs, self.target)
        return self.network.losses(outputs, self.y)

    def gradient(self, x: Tensor) -> tuple[Tensor, Tensor]:
        """Outputs and the gradient of the score at `x`, (B, T, F); of tokens (B, T) at their vectors, (B, T, E)."""
        self.check()
        self.cost.gradients += len(x)
        with torch.enable_grad():
            x = self.network.embed(x, self.mask).detach().requires_grad_()
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
        """The same for some sequences; `chosen` indexes them, (n,), also several times."""
        return replace(
            self,
            x=self.x[chosen],
            y=self.y[chosen],
            mask=self.mask[chosen],
            region=self.region.subset(chosen),
            target=None if self.target is None else self.target[chosen],
        )


def rowwise(condition: Tensor, chosen: Tensor, other: Tensor) -> Tensor:
    """Of each sequence the one in `chosen` where `condition` (B,) holds, else the one in `other`; both (B, ...)."""
    return torch.where(condition.view(-1, *[1] * (chosen.ndim - 1)), chosen, other)

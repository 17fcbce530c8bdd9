"""What an attack may ask about the network and the sequences that it is let loose on."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Literal

from ..base.errors import Interrupted
from ..base.lazy import torch
from ..base.renamed import keep_former_attributes
from ..threats.base import Knowledge
from ..threats.token_region import TokenRegion
from ..threats.value_region import ValueRegion
from .cost import Cost
from .trace import Trace

if TYPE_CHECKING:
    from torch import Generator, Tensor

    from ..models.network import Network
    from ..threats.region import Region

Goal = Literal["maximise", "fool"]
Direction = Literal["away", "up", "down"]


@keep_former_attributes
@dataclass(frozen=True)
class Problem:
    """Sequences to attack: the only way from an attack to the network.

    An attack moves points of `region`; the network reads what `region.render` makes of them. Mostly both are the same.

    Attributes:
        network: in eval mode while an attack runs.
        x, y, mask: the clean batch, as points of the region: (B, T, F) in network units, or tokens (B, T); labels (B,),
            targets (B, K) or next tokens (B, T); valid steps (B, T).
        region: where attacked inputs may lie; `ball` and `edits` are the same by kind.
        target: the wanted class of each sequence (B,), or None for any wrong one.
        goal: "fool": a sequence is done as soon as it is fooled; "maximise": raise the loss to the end
            (what adversarial training and regression ask for).
        generator: the only source of randomness.
        stop: asked at every step.
        direction: where numbers are to go: away from the truth, up or down.
        needs: what the attack said it asks: what goes beyond is refused.
        trace: takes every iteration for the inspector, or nothing.
        cost: counts what is asked; what only the trace asks is not counted.
        rows: which sequences of the attacked batch these are, (B,) int64, for the count; None: all in their order.
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
    direction: Direction = "away"
    needs: Knowledge = "gradients"
    trace: Trace | None = None
    cost: Cost = field(default_factory=Cost)
    rows: Tensor | None = None

    @property
    def numbers(self) -> Tensor:
        """Which sequences of the attacked batch these are, (B,) int64."""
        return torch.arange(len(self.x), device=self.x.device) if self.rows is None else self.rows

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
        """Logits or predicted targets (B, K), or of every step (B, T, K), for points `x` like the batch; no gradients.

        One query for each sequence and draw. Attacks that need labels only ask `is_adversarial` instead.
        """
        self._permit("gradients", "scores")
        return self._query(x)

    def is_adversarial(self, x: Tensor) -> Tensor:
        """Which of the points `x` fool the network, (B,) bool; all that an attack with labels alone ever learns.

        One query for each sequence and draw.
        """
        return self.is_success(self._query(x))

    def score(self, outputs: Tensor) -> Tensor:
        """What the attack raises, (B,): the loss of the truth, or less the loss of the target, or the numbers."""
        if self.direction != "away":
            numbers = outputs.flatten(1).mean(1)  # (B, K) -> (B,)
            return numbers if self.direction == "up" else -numbers
        if self.target is not None:
            return -self.network.losses(outputs, self.target)
        return self.network.losses(outputs, self.y)

    def gradient(self, x: Tensor, score: Callable[[Tensor], Tensor] | None = None) -> tuple[Tensor, Tensor]:
        """Outputs and the gradient of the score at points `x`, (B, T, F); of tokens (B, T) at their vectors, (B, T, E).

        Where the network cuts its input off from its outputs the gradient is 0.

        Args:
            x: points of the region.
            score: outputs to what is raised, (B, K) -> (B,), differentiable; None: `score`.
        """
        self._permit("gradients")
        self.check()
        self.cost.gradient(self.numbers, self.network.draws)
        mask = self.region.valid(x, self.mask)
        with torch.enable_grad():
            if x.is_floating_point():
                point = x.detach().requires_grad_()
                read = self.region.render(point)
            else:
                point = read = self.network.embed(self.region.render(x), mask).detach().requires_grad_()
            outputs = self.network.outputs(read, mask)
            raised = (score or self.score)(outputs).sum()
            gradient = torch.autograd.grad(raised, point, allow_unused=True)[0] if raised.requires_grad else None
        return outputs.detach(), torch.zeros_like(point) if gradient is None else gradient

    def is_success(self, outputs: Tensor) -> Tensor:
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
            won = won | self.is_success(outputs)
        return score.masked_fill(won, torch.inf)

    def record(self, x: Tensor, outputs: Tensor | None = None) -> None:
        """Keep one iteration for the inspector, if one is watching; only then are missing `outputs` computed."""
        if self.trace is not None:
            with torch.no_grad():
                read, mask = self.region.render(x), self.region.valid(x, self.mask)
                outputs = self.network.outputs(read, mask) if outputs is None else outputs
            written = self.region.written_as(x) if isinstance(self.region, TokenRegion) else ()
            self.trace.add(read, mask, outputs, self.score(outputs), self.region.size(x), self.cost, written)

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
            rows=self.numbers[chosen],
        )

    def resized(self, eps: float) -> Problem:
        """The same within another budget, in the threat's unit; also an infinite one."""
        return replace(self, region=self.region.resized(eps))

    def _permit(self, *needs: Knowledge) -> None:
        if self.needs not in needs:
            raise TypeError(f"an attack that needs {self.needs} asked for more: its `needs` is wrong")

    def _query(self, x: Tensor) -> Tensor:
        """Outputs at points `x`, counted."""
        self.check()
        self.cost.query(self.numbers, self.network.draws)
        with torch.no_grad():
            return self.network.outputs(self.region.render(x), self.region.valid(x, self.mask))


def select_rows(condition: Tensor, chosen: Tensor, other: Tensor) -> Tensor:
    """Of each sequence the one in `chosen` where `condition` (B,) holds, else the one in `other`; both (B, ...)."""
    return torch.where(condition.view(-1, *[1] * (chosen.ndim - 1)), chosen, other)

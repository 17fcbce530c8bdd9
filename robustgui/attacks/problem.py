"""The access of an attack to the network: queries and gradients for a batch."""

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

Goal = Literal["maximise", "succeed"]
Direction = Literal["away", "up", "down"]


@keep_former_attributes
@dataclass(frozen=True)
class Problem:
    """A batch to attack: the only access of an attack to the network.

    An attack moves points of `region`; the network reads `region.render` of them. Mostly both are the same.

    Attributes:
        network: in eval mode while an attack runs.
        x, y, mask: the clean batch, as points of the region: (B, T, F) in network units, or tokens (B, T); labels (B,),
            targets (B, K) or next tokens (B, T); valid steps (B, T).
        region: the allowed points; `ball` and `edits` are the same with their specific types.
        target: target class of each sequence, (B,); None: untargeted.
        goal: "succeed": the attack on a sequence ends at its first success; "maximise": the loss is maximised to the
            end (as adversarial training and regression need).
        generator: the only source of randomness.
        stop: cancellation callback, checked at every step.
        direction: direction of predicted numbers: away from the target value, up or down.
        needs: declared access of the attack; queries beyond it are refused.
        trace: records every iteration for the inspector; None: no recording.
        cost: counts queries; those for the trace alone are not counted.
        rows: indices of these sequences in the attacked batch, (B,) int64, for the cost; None: all in order.
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
        """Indices of these sequences in the attacked batch, (B,) int64."""
        return torch.arange(len(self.x), device=self.x.device) if self.rows is None else self.rows

    @property
    def ball(self) -> ValueRegion:
        """The region of a threat model on values."""
        if not isinstance(self.region, ValueRegion):
            raise TypeError(f"{type(self.region).__name__} holds no values: the attack's `acts_on` is wrong")
        return self.region

    @property
    def edits(self) -> TokenRegion:
        """The region of a threat model on tokens."""
        if not isinstance(self.region, TokenRegion):
            raise TypeError(f"{type(self.region).__name__} holds no tokens: the attack's `acts_on` is wrong")
        return self.region

    def outputs(self, x: Tensor) -> Tensor:
        """Logits or predicted targets (B, K), or of every step (B, T, K), for points `x` like the batch; no gradients.

        One query for each sequence and draw. Attacks that need labels only use `is_adversarial`.
        """
        self._permit("gradients", "scores")
        return self._query(x)

    def is_adversarial(self, x: Tensor) -> Tensor:
        """Which of the points `x` are adversarial, (B,) bool: the only information of a decision-based attack.

        One query for each sequence and draw.
        """
        return self.is_success(self._query(x))

    def score(self, outputs: Tensor) -> Tensor:
        """The score that the attack maximises, (B,): the loss, minus the loss of the target class, or the predicted
        numbers."""
        if self.direction != "away":
            numbers = outputs.flatten(1).mean(1)  # (B, K) -> (B,)
            return numbers if self.direction == "up" else -numbers
        if self.target is not None:
            return -self.network.losses(outputs, self.target)
        return self.network.losses(outputs, self.y)

    def gradient(self, x: Tensor, score: Callable[[Tensor], Tensor] | None = None) -> tuple[Tensor, Tensor]:
        """Outputs, and the gradient of the score at points `x`, (B, T, F); of tokens (B, T) with respect to their
        embeddings, (B, T, E).

        The gradient is 0 where the outputs do not depend on the input.

        Args:
            x: points of the region.
            score: objective that is maximised, (B, K) -> (B,), differentiable; None: `score`.
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
        """For which outputs the attack has succeeded, (B,) bool; NaN outputs count as success; False for networks
        without classes."""
        if self.network.task != "classification":
            return torch.zeros(len(outputs), dtype=torch.bool, device=outputs.device)
        predicted = outputs.argmax(1)
        broken = outputs.isnan().any(1)
        if self.target is not None:
            return (predicted == self.target) & ~broken
        return (predicted != self.y) | broken

    def rank(self, outputs: Tensor, objective: Tensor | None = None) -> Tensor:
        """Rank of outputs, (B,): the point of the largest rank is kept. It is `objective` (None: the score); infinite
        for NaN and, with goal "succeed", for success."""
        score = self.score(outputs) if objective is None else objective
        succeeded = score.isnan()
        if self.goal == "succeed":
            succeeded = succeeded | self.is_success(outputs)
        return score.masked_fill(succeeded, torch.inf)

    def record(self, x: Tensor, outputs: Tensor | None = None) -> None:
        """Record one iteration if there is a trace; missing `outputs` are computed only then."""
        if self.trace is not None:
            with torch.no_grad():
                read, mask = self.region.render(x), self.region.valid(x, self.mask)
                outputs = self.network.outputs(read, mask) if outputs is None else outputs
            written = self.region.write_texts(x) if isinstance(self.region, TokenRegion) else ()
            self.trace.add(read, mask, outputs, self.score(outputs), self.region.size(x), self.cost, written)

    def check(self) -> None:
        """Raises `Interrupted` on cancellation."""
        if self.stop():
            raise Interrupted

    def subset(self, rows: Tensor) -> Problem:
        """The same for the sequences with indices `rows` (n,), which may repeat."""
        return replace(
            self,
            x=self.x[rows],
            y=self.y[rows],
            mask=self.mask[rows],
            region=self.region.subset(rows),
            target=None if self.target is None else self.target[rows],
            rows=self.numbers[rows],
        )

    def with_eps(self, eps: float) -> Problem:
        """The same with another budget in the threat's unit, possibly infinite."""
        return replace(self, region=self.region.with_eps(eps))

    def _permit(self, *needs: Knowledge) -> None:
        if self.needs not in needs:
            raise TypeError(f"an attack that needs {self.needs} asked for more: its `needs` is wrong")

    def _query(self, x: Tensor) -> Tensor:
        """Outputs at points `x`; counts the queries."""
        self.check()
        self.cost.query(self.numbers, self.network.draws)
        with torch.no_grad():
            return self.network.outputs(self.region.render(x), self.region.valid(x, self.mask))


def keep_best(problem: Problem, attempt: Callable[[Problem], Tensor], attempts: int) -> Tensor:
    """The point of highest rank of each sequence over several attempts, which skip those that have succeeded."""
    best = attempt(problem).clone()
    if attempts == 1:
        return best
    best_rank = problem.rank(problem.outputs(best))
    for _ in range(attempts - 1):
        active = (best_rank < torch.inf).nonzero()[:, 0]  # (n, 1) -> (n,)
        if not len(active):
            break
        part = problem.subset(active)
        points = attempt(part)
        rank = part.rank(part.outputs(points))
        better = rank > best_rank[active]
        best[active] = select_rows(better, points, best[active])
        best_rank[active] = torch.where(better, rank, best_rank[active])
    return best


def select_rows(condition: Tensor, one: Tensor, other: Tensor) -> Tensor:
    """Rows of `one` where `condition` (B,) holds, else of `other`; both (B, ...)."""
    return torch.where(condition.view(-1, *[1] * (one.ndim - 1)), one, other)

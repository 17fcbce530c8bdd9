"""Transfer attack: train a surrogate on the network's outputs, and attack it with its gradients."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Literal

from ..base.lazy import torch
from ..base.settings import setting
from .base import ATTACKS, Attack
from .losses import search_rank
from .problem import select_rows
from .surrogate import Surrogate

if TYPE_CHECKING:
    from torch import Tensor

    from .problem import Problem


@ATTACKS.register("transfer")
class Transfer(Attack):
    """Train a surrogate on the network's outputs, attack the surrogate, query the network at the results, and
    repeat.

    The surrogate is attacked by MI-FGSM from random starts. The results are evaluated by the network itself and become
    training data for the surrogate, where its accuracy matters most. Scores are learned, not only classes.
    """

    title: ClassVar[str] = "Transfer from a surrogate (score-based)"
    source: ClassVar[str] = "Papernot et al. 2017, arXiv:1602.02697; MI-FGSM: Dong et al. 2018, arXiv:1710.06081"
    needs: ClassVar = "scores"
    tasks: ClassVar = frozenset(("classification", "regression", "forecasting"))

    queries: int = setting(100, ge=2, le=100_000, title="Queries", help="Query budget for each sequence.")
    rounds: int = setting(
        6, ge=2, le=1000, title="Rounds",
        help="Number of rounds over which the queries are spread; the first one queries random points.",
    )  # fmt: skip
    cell: Literal["gru", "lstm"] = setting(
        "gru", title="Surrogate cell", choices={"gru": "GRU", "lstm": "LSTM"}, help="Recurrent cell of the surrogate."
    )
    hidden: int = setting(
        32, ge=1, le=4096, title="Surrogate hidden units", help="Size of the surrogate's hidden state."
    )
    training: int = setting(
        150, ge=1, le=1_000_000, title="Training steps", help="Training steps of the surrogate in each round."
    )
    steps: int = setting(10, ge=1, le=10_000, title="Steps", help="Iterations of each attack on the surrogate.")

    def perturb(self, problem: Problem) -> Tensor:
        """See `Attack.perturb`; the best point evaluated of each sequence."""
        search = _Search(problem)
        each = max(1, self.queries // min(self.rounds, self.queries))
        search.query(*search.draw_starts(each), each)
        surrogate = Surrogate(problem, search.read[0], search.outputs[0], cell=self.cell, hidden=self.hidden)
        left = self.queries - each
        while left > 0 and len(search.find_active()):
            surrogate.fit(problem, *search.get_history(), self.training)
            count = min(each, left)
            rows, starts = search.draw_starts(count)
            search.query(rows, self._climb(problem.subset(rows), surrogate, starts), count)
            left -= count
        return search.best

    def _climb(self, problem: Problem, surrogate: Surrogate, x: Tensor) -> Tensor:
        """MI-FGSM on the surrogate, (n, T, F)."""
        region, momentum = problem.ball, torch.zeros_like(x)
        for _ in range(self.steps):
            gradient = surrogate.gradient(problem, x)
            length = gradient.abs().flatten(1).mean(1).clamp(min=torch.finfo(x.dtype).tiny)[:, None, None]
            momentum = momentum + gradient / length
            x = region.project(region.ascend(x, momentum, 2.0 / self.steps))
        return x


class _Search:
    """Queries and outputs so far.

    Attributes:
        best: the best point of each sequence so far, (B, T, F).
        read, outputs: inputs of the network, (n, T, F), and its outputs (n, K), one entry per query.
    """

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        self.best = problem.x.clone()
        self.score = torch.full((len(problem.x),), -torch.inf, device=problem.x.device, dtype=problem.x.dtype)
        self.read: list[Tensor] = []
        self.outputs: list[Tensor] = []
        self._masks: list[Tensor] = []

    def find_active(self) -> Tensor:
        """Indices of the active sequences, (n,)."""
        return (self.score < torch.inf).nonzero()[:, 0]  # (n, 1) -> (n,)

    def draw_starts(self, count: int) -> tuple[Tensor, Tensor]:
        """`count` random points of each active sequence: their sequences (count * n,), and the points."""
        rows = self.find_active().repeat(count)
        return rows, self.problem.region.subset(rows).random_start(self.problem.generator)

    def get_history(self) -> tuple[Tensor, Tensor, Tensor]:
        """All inputs, masks and outputs so far."""
        return torch.cat(self.read), torch.cat(self._masks), torch.cat(self.outputs)

    def query(self, rows: Tensor, points: Tensor, times: int) -> None:
        """Query `points` (n, T, F) of the sequences `rows` (n,), `times` points for each sequence."""
        part = self.problem.subset(rows)
        outputs = part.outputs(points)
        self.read.append(part.region.render(points).detach())
        self._masks.append(part.region.valid(points, part.mask))
        self.outputs.append(outputs)
        score = search_rank(part, outputs).to(self.score)
        for block in torch.split(torch.arange(len(rows), device=rows.device), max(1, len(rows) // times)):
            row, better = rows[block], score[block] > self.score[rows[block]]
            self.best[row] = select_rows(better, points[block], self.best[row])
            self.score[row] = torch.where(better, score[block], self.score[row])
        self.problem.record(self.best.clone())

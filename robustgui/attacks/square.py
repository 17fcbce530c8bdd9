"""Square attack: random search over patches of the sequence, score-based."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from ..base.lazy import torch
from ..base.settings import setting
from .base import ATTACKS, Attack
from .losses import search_rank
from .patches import Patches, find_movable
from .problem import select_rows
from .square_proposals import choose_proposals

if TYPE_CHECKING:
    from torch import Tensor

    from .problem import Problem

_HALVINGS = (10, 50, 200, 500, 1000, 2000, 4000, 6000, 8000)  # of 10,000 iterations: p is halved there


@ATTACKS.register("square")
class Square(Attack):
    """Random search: perturb a random window of time steps x features of the best sequence so far, and keep it if
    the loss increases.

    The squares of images become windows: their area is a share `p` of the perturbable values, halved after 0.1, 0.5, 2,
    5, 10, 20, 40, 60 and 80 % of the queries as published. L-inf: the window moves to one end of the budget. L2 and L1:
    the budget moves from one window to another. Other threat models: the window is filled from a random point of the
    region.
    """

    title: ClassVar[str] = "Square (random search, score-based)"
    source: ClassVar[str] = "Andriushchenko et al. 2020, arXiv:1912.00049"
    needs: ClassVar = "scores"

    queries: int = setting(1000, ge=1, le=1_000_000, title="Queries", help="Query budget for each sequence.")
    p: float = setting(
        0.8, gt=0, le=1, title="First window", unit="of the values", advanced=True,
        help="Share of the perturbable values in the first windows; later windows are smaller.",
    )  # fmt: skip

    def perturb(self, problem: Problem) -> Tensor:
        """See `Attack.perturb`; the best point evaluated of each sequence, (B, T, F)."""
        best = choose_proposals(problem.region).start(Patches(find_movable(problem.region)), problem.generator)
        outputs = problem.outputs(best)
        score = search_rank(problem, outputs)
        problem.record(best.clone(), outputs)
        going, part = torch.arange(len(best), device=best.device), problem
        moves, patches = choose_proposals(part.region), Patches(find_movable(part.region))
        for number in range(self.queries - 1):
            active = (score < torch.inf).nonzero()[:, 0]  # (n, 1) -> (n,)
            if not len(active):
                break
            if len(active) < len(going):
                going, part = active, problem.subset(active)
                moves, patches = choose_proposals(part.region), Patches(find_movable(part.region))
            candidates = moves.propose(best[going], patches, self._share(number), problem.generator)
            candidate_outputs = part.outputs(candidates)
            ranks = search_rank(part, candidate_outputs)
            better = ranks > score[going]
            if not bool(better.any()):
                continue
            best[going] = select_rows(better, candidates, best[going])
            outputs[going] = select_rows(better, candidate_outputs, outputs[going])
            score[going] = torch.where(better, ranks, score[going])
            problem.record(best.clone(), outputs.clone())
        return best

    def _share(self, number: int) -> float:
        """Share of the values in the window of iteration `number`."""
        at = number / self.queries * 10_000
        halved = sum(at > halving for halving in _HALVINGS)
        return self.p * 0.5**halved

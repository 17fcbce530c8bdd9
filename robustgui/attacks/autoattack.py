"""AutoAttack for sequences: four attacks with different failure modes, each on the still active sequences."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from ..base.lazy import torch
from ..base.settings import setting
from ..threats.l1 import L1Region
from ..threats.l2 import L2Region
from ..threats.linf import LinfRegion
from .apgd import APGD
from .base import ATTACKS, Attack
from .fab import FAB
from .losses import has_margins, search_objective
from .pgd import PGD
from .square import Square

if TYPE_CHECKING:
    from torch import Tensor

    from .problem import Problem

_CLEARLY = 0.1  # share of the remaining margin that the short run must gain
_FAB_REGIONS = (L1Region, L2Region, LinfRegion)


@ATTACKS.register("autoattack")
class AutoAttack(Attack):
    """Ensemble of APGD on the network's own loss, targeted APGD, targeted FAB, and Square.

    Each attack runs on the sequences on which the previous ones failed, the cheapest first. To save time, APGD spends a
    tenth of its steps on all wrong classes and the full number on the two most promising ones. FAB and Square, which
    are there for networks with misleading gradients, continue after a tenth of their effort only with sequences whose
    margin they reduced clearly more than the attacks before. `exhaustive` switches this off.

    Differences by case:

    * Targeted: APGD on the loss and on the DLR loss of the target class, FAB targeted at it, Square.
    * Fewer than four classes: DLR becomes the plain margin, see `losses.dlr`.
    * Random networks (EOT): APGD on the loss and on DLR, as in the published version for random networks; the boundary
      that FAB follows and the comparisons of Square would change with every draw.
    * Threat models without a norm (timing, intersections): all but FAB.
    * Networks that predict numbers or the next token: APGD, PGD with momentum and Square on the network's own loss;
      each sequence keeps the worst case.
    """

    title: ClassVar[str] = "AutoAttack (ensemble of four attacks)"
    source: ClassVar[str] = "Croce & Hein 2020, arXiv:2003.01690"

    steps: int = setting(100, ge=1, le=10_000, title="Steps", help="Iterations of each gradient-based attack.")
    wrong_classes: int = setting(
        9, ge=1, le=1000, title="Target classes",
        help="Number of target classes that are attacked one by one, the most likely wrong ones first.",
    )  # fmt: skip
    queries: int = setting(5000, ge=1, le=1_000_000, title="Queries", help="Query budget of Square for each sequence.")
    restarts: int = setting(1, ge=1, le=1000, title="Restarts", advanced=True, help="Number of restarts of each APGD.")
    exhaustive: bool = setting(
        False, title="Full budget for every sequence", advanced=True,
        help=(
            "Every attack uses all its iterations and queries on every sequence, as published; otherwise only "
            "where success is likely."
        ),
    )  # fmt: skip

    def perturb(self, problem: Problem) -> Tensor:
        """See `Attack.perturb`; each sequence keeps the first adversarial point, else the one of the highest loss."""
        best_points = _BestPoints(problem)
        for member in self.members(problem):
            rows = best_points.find_active()
            short = None if self.exhaustive or problem.goal != "succeed" else _shorten(member)
            if short is not None and len(rows):
                before = best_points.nearness[rows]
                nearer = best_points.run(short, rows) > before + _CLEARLY * before.abs()
                rows = rows[nearer | ~before.isfinite()]
                rows = rows[best_points.rank[rows] < torch.inf]
            if len(rows):
                best_points.run(member, rows)
        return best_points.best

    def members(self, problem: Problem) -> list[Attack]:
        """The attacks for `problem`, in order."""
        untargeted = APGD(steps=self.steps, restarts=self.restarts, loss="own")
        square = Square(queries=self.queries)
        if not has_margins(problem):
            return [untargeted, PGD(steps=self.steps, step_size=max(0.01, 2.5 / self.steps), momentum=1.0), square]
        scaled = untargeted.copy_with(loss="dlr")
        if problem.network.draws > 1:
            return [untargeted, scaled]
        each = untargeted.copy_with(loss="targeted", wrong_classes=self.wrong_classes, narrow=not self.exhaustive)
        members: list[Attack] = [untargeted, each if problem.target is None else scaled]
        if isinstance(problem.region, _FAB_REGIONS):
            members.append(FAB(steps=self.steps, classes=self.wrong_classes))
        return [*members, square]


class _BestPoints:
    """The best points of the attacks so far.

    Attributes:
        best: the point of each sequence, (B, T, F).
        rank: see `Problem.rank`, (B,).
        nearness: highest search objective (margin or loss) of any attack, (B,).
    """

    def __init__(self, problem: Problem) -> None:
        self.best = problem.x.clone()
        self.rank = torch.full((len(problem.x),), -torch.inf, dtype=problem.x.dtype, device=problem.x.device)
        self.nearness = self.rank.clone()
        self._problem = problem

    def find_active(self) -> Tensor:
        """Indices of the active sequences, (n,)."""
        if self._problem.goal != "succeed":
            return torch.arange(len(self.best), device=self.best.device)
        return (self.rank < torch.inf).nonzero()[:, 0]  # (n, 1) -> (n,)

    def run(self, attack: Attack, rows: Tensor) -> Tensor:
        """Run `attack` on the sequences `rows` (n,); the search objective at its points, (n,)."""
        part = self._problem.subset(rows)
        if part.trace is not None:
            part.trace.source = attack.title
        points = part.region.project(attack.perturb(part))
        outputs = part.outputs(points)
        rank, nearness = part.rank(outputs), search_objective(part, outputs)
        better = rank > self.rank[rows]
        self.best[rows[better]], self.rank[rows[better]] = points[better], rank[better]
        self.nearness[rows] = self.nearness[rows].maximum(nearness)
        return nearness


def _shorten(attack: Attack) -> Attack | None:
    """`attack` with a tenth of its effort if it is FAB or Square, else None."""
    if isinstance(attack, FAB):
        return attack.copy_with(steps=-(-attack.steps // 10))
    if isinstance(attack, Square):
        return attack.copy_with(queries=-(-attack.queries // 10))
    return None

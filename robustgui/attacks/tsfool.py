"""TSFool-like: paths to sequences of other classes, and the boundary point of the best camouflage coefficient."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, ClassVar

from ..base.lazy import torch
from ..base.settings import setting
from ..data.class_shapes import ClassShape, class_shapes
from ..threats.base import Knowledge
from .adversarial_starts import bisect_to_boundary, ensure_adversarial, fill_failed, generate_starts
from .base import ATTACKS
from .budget_coordinates import BudgetCoordinates, NearestAdversarial
from .minimum_norm import MinimumNorm
from .norms import NORMS

if TYPE_CHECKING:
    from torch import Tensor

    from .problem import Problem


@ATTACKS.register("tsfool")
class TSFool(MinimumNorm):
    """Of the points where paths to other sequences cross the decision boundary, the one with the best camouflage
    coefficient.

    The camouflage coefficient is the distance to the mean of the sequence's class divided by that to the mean of the
    predicted class, each relative to the spread of that class: small where the perturbation is inconspicuous. Class
    statistics come from the batch. The paper chooses the target sequences by an automaton that imitates the network;
    here they are the nearest of the batch, and each is evaluated with the network. Among perturbations that are at most
    `slack` larger than the smallest, the coefficient decides; otherwise the norm.
    is taken for, each relative to the spread of that class: small where the change is hard to see beside what the
    classes look like. They are known from the batch. The paper finds the sequences to walk to by an automaton that
    imitates the network; here they are the nearest of the batch, and the network is asked about each. Among changes
    that are at most `slack` larger than the smallest, the coefficient decides; without classes the size does.
    """

    title: ClassVar[str] = "TSFool-like (best camouflage coefficient)"
    source: ClassVar[str] = "Wang et al. 2022, arXiv:2209.06388"
    needs: ClassVar[Knowledge] = "scores"
    norms: ClassVar[frozenset[str]] = NORMS

    ways: int = setting(
        6, ge=1, le=1000, title="Paths", help="Number of other sequences towards which each sequence is moved."
    )
    halvings: int = setting(
        10, ge=1, le=60, title="Bisection steps", help="Queries on each path to locate the decision boundary."
    )
    slack: float = setting(
        1.0, ge=0, le=1e6, title="Slack", help="Share by which a perturbation may exceed the smallest one."
    )

    def minimise(self, problem: Problem) -> Tensor:
        """See `MinimumNorm.minimise`."""
        coords = BudgetCoordinates(problem)
        shapes = _shapes(problem)
        found: list[NearestAdversarial] = []
        for number, candidate in enumerate(generate_starts(coords)):
            if number == self.ways:
                break
            end = NearestAdversarial(coords)
            end.update(candidate, problem.is_adversarial(coords.point(candidate)))
            found.append(bisect_to_boundary(coords, end, self.halvings))
            problem.record(coords.point(end.u))
        best = self._best(coords, found, shapes)
        fill_failed(best)
        point = ensure_adversarial(best)
        problem.record(point)
        return point

    def _best(
        self, coords: BudgetCoordinates, found: list[NearestAdversarial], shapes: tuple[ClassShape, ...]
    ) -> NearestAdversarial:
        """The points of the best coefficient over all paths."""
        sizes = torch.stack([end.size for end in found])  # (W, B)
        close = sizes <= (1 + self.slack) * sizes.amin(0) * (1 + 1e-6)
        coefficients = torch.stack([_coefficients(coords, end, shapes) for end in found])  # (W, B)
        known = close & coefficients.isfinite()
        order = torch.where(known.any(0), torch.where(known, coefficients, torch.inf), sizes)
        reach = torch.stack([coords.norm.size(end.u) for end in found])
        chosen = torch.where(sizes.isinf().all(0), reach.argmax(0), order.argmin(0))  # (B,)
        every = torch.arange(len(chosen), device=chosen.device)
        best = NearestAdversarial(coords)
        best.update(torch.stack([end.u for end in found])[chosen, every], sizes[chosen, every].isfinite())
        return best


def _shapes(problem: Problem) -> tuple[ClassShape, ...]:
    """Class statistics of the batch, in the budget's unit."""
    x = problem.x * problem.ball.weight
    lengths = problem.mask.sum(1).tolist()
    series = [row[:length] for row, length in zip(x.cpu().numpy(), lengths, strict=True)]
    return class_shapes(series, problem.y.cpu().numpy(), len(problem.network.classes))


def _coefficients(coords: BudgetCoordinates, end: NearestAdversarial, shapes: tuple[ClassShape, ...]) -> Tensor:
    """Camouflage coefficient of each point, (B,); NaN where unknown."""
    problem = coords.problem
    point = coords.point(end.u)
    taken_for = problem.outputs(point).argmax(1).tolist()
    series = (point * problem.ball.weight).cpu().numpy()
    found = []
    rows = zip(series, problem.mask.sum(1).tolist(), problem.y.tolist(), taken_for, strict=True)
    for sequence, length, own, other in rows:
        near, far = (shapes[label].relative(sequence[:length]) for label in (own, other))
        found.append(near / far if own != other and far > 0 else math.nan)
    return torch.tensor(found, dtype=end.size.dtype, device=end.size.device)

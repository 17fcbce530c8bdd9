"""TSFool-like: paths to sequences of other classes, and the boundary point of the best camouflage coefficient."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from ..base.lazy import torch
from ..base.settings import setting
from ..data.class_shapes import ClassShape, class_shapes, compute_camouflage
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
    `slack` larger than the smallest, the coefficient decides; without one, the norm.
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
        ends: list[NearestAdversarial] = []
        for number, candidate in enumerate(generate_starts(coords)):
            if number == self.ways:
                break
            end = NearestAdversarial(coords)
            end.update(candidate, problem.is_adversarial(coords.point(candidate)))
            ends.append(bisect_to_boundary(coords, end, self.halvings))
            problem.record(coords.point(end.u))
        best = self._best(coords, ends, shapes)
        fill_failed(best)
        return ensure_adversarial(best)

    def _best(
        self, coords: BudgetCoordinates, ends: list[NearestAdversarial], shapes: tuple[ClassShape, ...]
    ) -> NearestAdversarial:
        """The points of the best coefficient over all paths."""
        sizes = torch.stack([end.size for end in ends])  # (W, B)
        close = sizes <= (1 + self.slack) * sizes.amin(0) * (1 + 1e-6)
        coefficients = torch.stack([_coefficients(coords, end, shapes) for end in ends])  # (W, B)
        is_defined = close & coefficients.isfinite()
        order = torch.where(is_defined.any(0), torch.where(is_defined, coefficients, torch.inf), sizes)
        reach = torch.stack([coords.norm.size(end.u) for end in ends])
        path = torch.where(sizes.isinf().all(0), reach.argmax(0), order.argmin(0))  # (B,)
        every = torch.arange(len(path), device=path.device)
        best = NearestAdversarial(coords)
        best.update(torch.stack([end.u for end in ends])[path, every], sizes[path, every].isfinite())
        return best


def _shapes(problem: Problem) -> tuple[ClassShape, ...]:
    """Class statistics of the batch, in the budget's unit."""
    x = problem.x * problem.ball.weight
    lengths = problem.mask.sum(1).tolist()
    series = [row[:length] for row, length in zip(x.cpu().numpy(), lengths, strict=True)]
    return class_shapes(series, problem.y.cpu().numpy(), len(problem.network.classes))


def _coefficients(coords: BudgetCoordinates, end: NearestAdversarial, shapes: tuple[ClassShape, ...]) -> Tensor:
    """Camouflage coefficient of each point, (B,); NaN or infinite where undefined."""
    problem = coords.problem
    point = coords.point(end.u)
    predicted, lengths = problem.outputs(point).argmax(1).cpu().numpy(), problem.mask.sum(1).tolist()
    values = (point * problem.ball.weight).cpu().numpy()
    sequences = [row[:length] for row, length in zip(values, lengths, strict=True)]
    coefficients = compute_camouflage(sequences, problem.y.cpu().numpy(), predicted, shapes)
    return torch.from_numpy(coefficients).to(end.size)

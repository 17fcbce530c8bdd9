"""Sparse attacks: perturbations of a few values, time steps or features."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, ClassVar, Literal

from ..base.lazy import torch
from ..base.settings import setting
from .active_set import ActiveSet
from .base import ATTACKS, Attack
from .losses import build_objective
from .problem import select_rows

if TYPE_CHECKING:
    from torch import Tensor

    from ..threats.value_region import ValueRegion
    from .problem import Problem

PositionKind = Literal["values", "steps", "features"]
_REFINEMENT_STEPS = 5  # gradient steps over all selected positions after each new one


@ATTACKS.register("sparse")
class Sparse(Attack):
    """Sparse attack: perturb only a few positions (values, time steps or features), within the budget.

    Greedy (as JSMA: Papernot et al. 2016, arXiv:1511.07528): positions are ranked by the gradient, the best `tries` are
    each moved to their bounds and evaluated; the best one is added, and all selected positions are refined by a few
    gradient steps. The attack ends with as few positions as it needs. Projected (PGD-l0, Croce & Hein 2019): gradient
    steps, each projected onto the positions with the largest perturbations. Both: sequences on which the first fails
    are attacked by the second.
    """

    title: ClassVar[str] = "Sparse (few positions)"
    source: ClassVar[str] = "Croce & Hein 2019, arXiv:1909.05040"

    count: int = setting(
        3, ge=1, le=100_000, title="Positions", help="Number of positions of a sequence that may be perturbed."
    )
    place: PositionKind = setting(
        "steps", title="A position is",
        choices={"values": "a single value", "steps": "a time step", "features": "a feature"},
        help="What is counted as one position; all values of a position may be perturbed.",
    )  # fmt: skip
    method: Literal["both", "greedy", "projected"] = setting(
        "both", title="Method",
        choices={
            "both": "both, one after the other",
            "greedy": "greedy, one position at a time",
            "projected": "projected gradient",
        },
        help="How the positions are selected.",
    )  # fmt: skip
    tries: int = setting(
        8, ge=1, le=10_000, title="Candidates", when=("method", ("both", "greedy")),
        help="Number of candidate positions evaluated with the network before one is selected.",
    )  # fmt: skip
    steps: int = setting(
        40, ge=1, le=10_000, title="Steps", when=("method", ("both", "projected")),
        help="Iterations of projected gradient ascent.",
    )  # fmt: skip
    restarts: int = setting(
        3, ge=1, le=1000, title="Restarts", when=("method", ("both", "projected")),
        help="Number of starts of projected gradient ascent; all but the first are random.",
    )  # fmt: skip

    def perturb(self, problem: Problem) -> Tensor:
        """See `Attack.perturb`; each sequence keeps its best result."""
        best = problem.x.clone()
        rank = torch.full((len(best),), -torch.inf, dtype=best.dtype, device=best.device)
        rounds: list[Callable[[Problem], Tensor]] = [self._greedy] if self.method != "projected" else []
        if self.method != "greedy":
            rounds += [self._ascend_projected, *[partial(self._ascend_projected, is_random=True)] * (self.restarts - 1)]
        for attempt in rounds:
            active = torch.arange(len(best), device=best.device)
            if problem.goal == "succeed":
                active = (rank < torch.inf).nonzero()[:, 0]  # (n, 1) -> (n,)
                if not len(active):
                    break
            part = problem.subset(active)
            points = attempt(part)
            reached = part.rank(part.outputs(points))
            better = reached > rank[active]
            best[active[better]], rank[active[better]] = points[better], reached[better]
        return best

    def _greedy(self, problem: Problem) -> Tensor:
        """Greedy selection of positions, (B, T, F)."""
        x = problem.x.clone()
        active_set = ActiveSet(problem, x)
        for number in range(self.count * _REFINEMENT_STEPS):
            if number % _REFINEMENT_STEPS == 0:
                x = self._add_position(active_set.problem, x)
            outputs, gradient = active_set.problem.gradient(x, build_objective(active_set.problem, "margin"))
            problem.record(x, outputs)
            if (rows := active_set.update(x, outputs)) is not None:
                if not len(rows):
                    return active_set.points
                x, outputs, gradient = x[rows], outputs[rows], gradient[rows]
            region, margin = active_set.problem.ball, build_objective(active_set.problem, "margin")
            support = _find_support(x, region, self.place)
            moved = _confine(region.ascend(x, gradient, 0.25), support, region, self.place)
            x = select_rows(margin(active_set.problem.outputs(moved)) > margin(outputs), moved, x)
        problem.record(x)
        return active_set.finish(x)

    def _add_position(self, problem: Problem, x: Tensor) -> Tensor:
        """`x` (n, T, F) with the best further position of each sequence moved to its bound."""
        region, margin = problem.ball, build_objective(problem, "margin")
        _, gradient = problem.gradient(x, margin)
        slope = torch.where(gradient.isfinite(), gradient / region.weight, 0.0)
        u = (x - region.centre) * region.weight
        end = _find_farthest_bounds(slope, region)
        support = _find_support(x, region, self.place)
        gain = _sum_by_position(slope * (end - u), self.place).masked_fill(support, -torch.inf)
        n, tries = len(x), min(self.tries, gain.shape[1])
        order = gain.topk(tries, dim=1).indices  # (n, R)
        rows = torch.arange(n, device=x.device).repeat_interleave(tries)  # (n * R,)
        one = torch.zeros_like(support[rows]).scatter(1, order.reshape(-1, 1), True)  # (n * R, P)
        wide = problem.subset(rows)
        farthest = (region.centre + end / region.weight)[rows]
        point = torch.where(_expand(one, self.place, x[rows]), farthest, x[rows])
        point = _confine(point, support[rows] | one, wide.ball, self.place)
        reached = build_objective(wide, "margin")(wide.outputs(point)).nan_to_num(nan=torch.inf).view(n, tries)
        best = reached.argmax(1) + tries * torch.arange(n, device=x.device)
        return point[best]

    def _ascend_projected(self, problem: Problem, is_random: bool = False) -> Tensor:
        """Projected gradient ascent from the clean sequence, or from a few random positions, (B, T, F)."""
        region = problem.ball
        x = problem.x.clone()
        if is_random:
            start = region.random_start(problem.generator)
            movable = _sum_by_position((region.high - region.low).clamp(max=1.0), self.place) > 0
            order = torch.rand(movable.shape, generator=problem.generator).to(x.device)
            x = _confine(start, _select_largest(order * movable, self.count), region, self.place)
        active_set = ActiveSet(problem, x)
        for number in range(self.steps):
            outputs, gradient = active_set.problem.gradient(x, build_objective(active_set.problem, "margin"))
            problem.record(x, outputs)
            if (rows := active_set.update(x, outputs)) is not None:
                if not len(rows):
                    return active_set.points
                x, gradient = x[rows], gradient[rows]
            region = active_set.problem.ball
            slope = torch.where(gradient.isfinite(), gradient / region.weight, 0.0)
            steepest = slope.abs().amax((1, 2), keepdim=True)
            length = region.eps * (1 - number / self.steps)  # decays, so that the support converges
            step = length * slope / torch.where(steepest > 0, steepest, 1.0)
            x = _sparsify(x + step / region.weight, region, self.place, self.count)
        problem.record(x)
        return active_set.finish(x)


def _sum_by_position(values: Tensor, place: PositionKind) -> Tensor:
    """Sum of `values` (B, T, F) at each position, (B, P): P is T F, T or F."""
    match place:
        case "values":
            return values.flatten(1)  # (B, T * F)
        case "steps":
            return values.sum(2)
        case "features":
            return values.sum(1)


def _expand(positions: Tensor, place: PositionKind, like: Tensor) -> Tensor:
    """`positions` positions (B, P) as a mask of their values, (B, T, F) bool."""
    match place:
        case "values":
            return positions.view_as(like)  # (B, T, F)
        case "steps":
            return positions[:, :, None].expand_as(like)
        case "features":
            return positions[:, None, :].expand_as(like)


def _select_largest(gain: Tensor, count: int) -> Tensor:
    """The `count` positions with the largest positive gain, (B, P) -> (B, P) bool."""
    top = gain.topk(min(count, gain.shape[1]), dim=1).indices
    return torch.zeros_like(gain, dtype=torch.bool).scatter(1, top, True) & (gain > 0)


def _find_support(x: Tensor, region: ValueRegion, place: PositionKind) -> Tensor:
    """Perturbed positions of `x` (B, T, F), (B, P) bool."""
    return _sum_by_position((x != region.centre).to(x.dtype), place) > 0


def _confine(x: Tensor, positions: Tensor, region: ValueRegion, place: PositionKind) -> Tensor:
    """The projection of `x` (B, T, F) onto `region` with perturbations at the positions `positions` (B, P) only."""
    inside = _expand(positions, place, x)
    projection = region.project(torch.where(inside, x, region.centre))
    return torch.where(inside, projection, region.centre)


def _sparsify(x: Tensor, region: ValueRegion, place: PositionKind, count: int) -> Tensor:
    """`x` (B, T, F) restricted to the `count` positions whose projection onto `region` keeps most, clean elsewhere.

    The nearest such point, for regions that bound every value on its own (Croce & Hein 2019, arXiv:1909.05040).
    """
    u = (x - region.centre) * region.weight
    projection = (region.project(x) - region.centre) * region.weight
    gain = _sum_by_position(u.square() - (u - projection).square(), place)
    return _confine(x, _select_largest(gain, count), region, place)


def _find_farthest_bounds(gradient: Tensor, region: ValueRegion) -> Tensor:
    """The bound of each value in the direction of the gradient, in scaled coordinates u, (B, T, F)."""
    up = region.high.clamp(max=region.eps)
    down = region.low.clamp(min=-region.eps)
    return torch.where(gradient > 0, up, torch.where(gradient < 0, down, 0.0))

"""Carlini & Wagner L2 attack: norm plus weighted margin loss, the weight found by bisection."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from ..base.lazy import torch
from ..base.settings import setting
from .adversarial_starts import bisect_to_boundary, compute_deviation, ensure_adversarial, fill_failed
from .base import ATTACKS
from .budget_coordinates import BudgetCoordinates, NearestAdversarial
from .minimum_norm import MinimumNorm

if TYPE_CHECKING:
    from torch import Tensor

    from .problem import Problem

_HALVINGS, _CLOSE = 7, 0.15
_FIRST, _SECOND, _TINY = 0.9, 0.999, 1e-8  # of Adam
_FACTOR = 10.0  # by which the weight grows until the attack succeeds
_MOST = 1e30  # the largest weight


@ATTACKS.register("carlini_wagner")
class CarliniWagner(MinimumNorm):
    """Minimise ||delta||_2^2 + c max(0, confidence - margin) with Adam, for several values of c.

    The paper enforces the data's range by a change of variables; here each step is projected onto the bounds, which may
    also be infinite or equal. The initial c is exact for a linear network. Where the gradient search fails, adversarial
    starts are used.
    """

    title: ClassVar[str] = "Carlini & Wagner (minimum L2 norm)"
    source: ClassVar[str] = "Carlini & Wagner 2017, arXiv:1608.04644"
    norms: ClassVar[frozenset[str]] = frozenset(("L2",))

    searches: int = setting(
        5, ge=1, le=100, title="Values of c",
        help="Number of values of the trade-off constant c that are tried for each sequence.",
    )  # fmt: skip
    steps: int = setting(40, ge=1, le=100_000, title="Steps", help="Steps of Adam for each value of c.")
    rate: float = setting(
        0.1, gt=0, le=10, unit="std", title="Learning rate",
        help="Learning rate of Adam, in standard deviations of the sequence itself.",
    )  # fmt: skip
    confidence: float = setting(
        0.0, ge=0, le=1e6, title="Confidence", advanced=True,
        help="Margin by which the wrong class must exceed the true one (kappa).",
    )  # fmt: skip

    def minimise(self, problem: Problem) -> Tensor:
        """See `MinimumNorm.minimise`."""
        coords = BudgetCoordinates(problem)
        nearest = NearestAdversarial(coords)
        zero = torch.zeros_like(coords.low)
        succeeded, margin, slope = coords.compute_margins(zero)
        nearest.update(zero, succeeded)
        rate = self.rate * compute_deviation(coords)  # (B, 1)
        weight = 2 * (margin.abs() + self.confidence) / slope.square().sum(1)  # exact for a linear network
        weight = weight.nan_to_num(1.0, _MOST).clamp(max=_MOST) * 1.5
        low, high = torch.zeros_like(weight), torch.full_like(weight, torch.inf)
        for _ in range(self.searches):
            reached = self._descend(coords, weight, rate, nearest)
            low, high = torch.where(reached, low, weight), torch.where(reached, weight, high)
            middle = torch.where(low > 0, (low * high).sqrt(), high / _FACTOR)
            weight = torch.where(high.isinf(), low * _FACTOR, middle).clamp(max=_MOST)
        fill_failed(nearest)
        bisect_to_boundary(coords, nearest, _HALVINGS, most=_CLOSE)
        return ensure_adversarial(nearest)

    def _descend(self, coords: BudgetCoordinates, weight: Tensor, rate: Tensor, nearest: NearestAdversarial) -> Tensor:
        """Adam from the clean sequence with `weight` (B,); returns which sequences reached an adversarial point,
        (B,)."""
        u = torch.zeros_like(coords.low)
        first, second = torch.zeros_like(u), torch.zeros_like(u)
        reached = torch.zeros(len(u), dtype=torch.bool, device=u.device)
        for step in range(1, self.steps + 1):
            succeeded, margin, slope = coords.compute_margins(u)
            if coords.problem.trace is not None:
                coords.problem.record(coords.point(u))
            nearest.update(u, succeeded)
            reached = reached | succeeded
            pull = torch.where(margin < self.confidence, weight, 0.0)[:, None] * slope
            gradient = (2 * u - pull).nan_to_num(0.0)
            first = _FIRST * first + (1 - _FIRST) * gradient
            second = _SECOND * second + (1 - _SECOND) * gradient.square()
            root = (second / (1 - _SECOND**step)).sqrt()
            moved = u - rate * (first / (1 - _FIRST**step)) / (root + _TINY * rate)
            u = coords.clip(torch.where(coords.high > coords.low, moved, 0.0))
        succeeded = coords.problem.is_adversarial(coords.point(u))
        nearest.update(u, succeeded)
        return reached | succeeded

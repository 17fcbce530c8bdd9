"""Time warping: the steps of a sequence are shifted in time; values are kept."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, ClassVar, Literal, Self

from ..base.errors import Sentence
from ..base.formula import AT_MOST, PLUS, Scripts, Sign, X, norm, number, row
from ..base.lazy import torch
from ..base.settings import setting
from .base import THREATS
from .budget_weights import find_perturbable_values
from .linf import LinfRegion
from .notation import INFINITY, ThreatSet
from .region import to_double
from .value_threat import ValueThreat

if TYPE_CHECKING:
    from torch import Generator, Tensor

    from ..base.units import Space


@THREATS.register("timing")
class Timing(ValueThreat):
    """Time warping: step t takes the value of the sequence at t + s_t, |s_t| at most eps.

    The order is kept, nothing beyond the first or last step is read, and values are interpolated between steps. So the
    attacked sequence is close to the clean one in dynamic time warping within a window of eps, whatever their pointwise
    distance (Belkhouja & Doppa 2022, arXiv:2207.04308). A live stream can only be delayed.
    """

    title: ClassVar[str] = "Time warping (local shifts)"
    norm: ClassVar[str] = "L-inf"  # of the shifts

    eps: float = setting(1.0, ge=0, title="Budget eps", help="Largest shift of a time step.")
    unit: Literal["steps"] = setting(
        "steps", title="Unit of the budget", choices={"steps": "steps"},
        help="Shifts are counted in time steps and may be fractional.",
    )  # fmt: skip

    def around(self, x: Tensor, mask: Tensor, space: Space) -> TimingRegion:
        """See `ValueThreat.around`; its points are shifts (B, T, 1)."""
        free = find_perturbable_values(self, x, mask, space)  # (B, T, F)
        return TimingRegion.of(x, mask, free.any(2), free.any(1, keepdim=True), self.eps, ahead=not self.causal)

    def notation(self) -> ThreatSet:
        """See `Threat.notation`: every step t reads the sequence at t + s_t."""
        step, shift = Sign("t", italic=True), Sign("s", "shift", italic=True)
        moved = Scripts(X, below=row(step, PLUS, Scripts(shift, below=step)), link=Sign("", "at"))
        return ThreatSet(shift, moved, row(norm(shift, INFINITY), AT_MOST, number(self.eps)))

    def _template(self, tokens: bool) -> Sentence:
        if self.causal:
            return Sentence(
                "Each time step is delayed by at most {eps} {eps:step|steps}; the order is kept.",
                {"eps": f"{self.eps:g}"},
            )
        return Sentence(
            "Each time step is shifted by at most {eps} {eps:step|steps}, earlier or later; the order is kept.",
            {"eps": f"{self.eps:g}"},
        )


_FINEST = 12  # sealed shifts are multiples of 2^-12 steps: exact in single precision, also after adding the step number


class TimingRegion(LinfRegion):
    """Shifts s (B, T, 1) in steps, |s_t| <= eps: step t reads the sequence at t + s_t, which never decreases.

    Attributes:
        series: the clean batch (B, T, F).
        features: shifted features, (B or 1, 1, F) bool.
        low, high: bounds of s, (B, T, 1), such that t + low_t and t + high_t never decrease; both 0 at closed steps.
    """

    series: Tensor
    features: Tensor

    @classmethod
    def of(
        cls, series: Tensor, mask: Tensor, free: Tensor, features: Tensor, eps: float, *, ahead: bool = True
    ) -> Self:
        """The region of shifts of `series` (B, T, F), valid where `mask` (B, T), at the steps `free` (B, T).

        Args:
            series, mask, free: see above.
            features: which features are moved, (B or 1, 1, F) bool.
            eps: largest shift.
            ahead: whether a step may read later steps.
        """
        steps = torch.arange(mask.shape[1], device=mask.device).expand_as(mask)  # (B, T)
        last = (mask.sum(1, keepdim=True) - 1).clamp(min=0)  # (B, 1)
        low = torch.where(free, 0, steps).cummax(1).values - steps  # back to the closed step before, or to the first
        high = torch.where(free, last.expand_as(steps), steps).flip(1).cummin(1).values.flip(1) - steps
        high = high if ahead else torch.zeros_like(high)
        low, high = (torch.where(free, side, 0).to(series.dtype)[:, :, None] for side in (low, high))  # (B, T, 1)
        zero = torch.zeros_like(series[:, :, :1])
        region = cls(zero, torch.ones_like(zero[:1, :1]), low, high, eps)
        region.series, region.features = series, features
        return region

    def subset(self, rows: Tensor) -> Self:
        """See `Region.subset`."""
        features = self.features if len(self.features) == 1 else self.features[rows]
        return super().subset(rows).copy_with(series=self.series[rows], features=features)

    def render(self, v: Tensor) -> Tensor:
        """The sequence at the shifted times, (B, T, 1) -> (B, T, F); linear between steps, hence differentiable.

        Times are sorted first.
        """
        shift = self._order_shifts(v).to(v)  # (B, T, 1)
        steps = torch.arange(v.shape[1], device=v.device)[:, None]
        at = (steps + shift.detach().ceil().long() - 1).clamp(
            min=0
        )  # the step before; nothing later than t + s_t is read
        part = shift - (at - steps)
        before, after = (
            self.series.gather(1, index.expand_as(self.series))  # (B, T, F)
            for index in (at, (at + 1).clamp(max=v.shape[1] - 1))
        )
        moved = (shift != 0) & self.features
        return torch.where(moved | (self._movable() & self.features), before * (1 - part) + after * part, self.series)

    def seal(self, x: Tensor) -> Tensor:
        """See `Region.seal`: rounded down to a grid that whole steps lie on, which keeps order and bounds exactly."""
        grid = 2.0 ** min(_FINEST, 23 - x.shape[1].bit_length())
        eps = math.floor(self.eps * grid) / grid if math.isfinite(self.eps) else self.eps
        exact = self.with_eps(eps)._order_shifts(torch.where(x.isfinite(), x, self.centre))
        return torch.where(self._movable(), ((exact * grid).floor() / grid).to(self.centre), self.centre)

    def step_region(self, point: Tensor, step: int, *, passed: Tensor, left: Tensor) -> Self:
        """See `Region.step_region`: no step is shifted before earlier ones."""
        centre = torch.cat([point[:, :step], self.centre[:, step : step + 1]], 1)
        low, high = (torch.zeros_like(centre) for _ in range(2))
        open_ = self._movable()[:, step]
        low[:, step] = self.low[:, step]
        if step:
            low[:, step] = low[:, step].maximum(point[:, step - 1] - 1)
        low[:, step] = torch.where(open_, low[:, step], 0.0)
        high[:, step] = torch.where(open_, self.high[:, step], 0.0)
        return self.copy_with(centre=centre, low=low, high=high, series=self.series[:, : step + 1])

    def _movable(self) -> Tensor:
        return self.high > self.low

    def _order_shifts(self, s: Tensor) -> Tensor:
        """The shifts nearest to `s` in the max norm that keep order and bounds, (B, T, 1) float64.

        Without bounds the mean of the running maximum and the running minimum from behind is nearest; clipping it at
        bounds that keep the order preserves this.
        """
        steps = torch.arange(s.shape[1], dtype=torch.float64)[:, None]
        movable, exact, centre = self._movable(), to_double(s), to_double(self.centre)
        steps = steps.to(exact.device)
        times = steps + torch.where(movable.to(exact.device), exact, centre)
        ordered = (times.cummax(1).values + times.flip(1).cummin(1).values.flip(1)) / 2
        low, high = (centre + to_double(side.clamp(-self.eps, self.eps)) for side in (self.low, self.high))
        return (ordered - steps).clamp(low, high)

    def _project(self, u: Tensor) -> Tensor:
        return self._order_shifts(self.centre + u).to(u) - self.centre

    def _random(self, generator: Generator) -> Tensor:
        """The mean of a random shift of the whole sequence and random shifts of single steps."""
        each = super()._random(generator)
        whole = torch.rand((len(each), 1, 1), generator=generator, dtype=each.dtype, device=generator.device)
        return (each + (whole * 2 - 1).to(each.device)) / 2

"""Time warping: the steps of a sequence are shifted in time; values are kept."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Literal

from ..base.errors import Sentence
from ..base.formula import AT_MOST, PLUS, Scripts, Sign, X, norm, number, row
from ..base.settings import setting
from .base import THREATS
from .budget_weights import find_perturbable_values
from .notation import INFINITY, ThreatSet
from .timing_region import TimingRegion
from .value_threat import ValueThreat

if TYPE_CHECKING:
    from torch import Tensor

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
        "steps",
        title="Unit of the budget",
        choices={"steps": "steps"},
        help="Shifts are counted in time steps and may be fractional.",
    )

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

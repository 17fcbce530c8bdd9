"""Intersection of norm balls."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Literal, Self, cast

import numpy as np
from pydantic import model_validator

from ..base.errors import Sentence
from ..base.formula import COMMA
from ..base.settings import setting, wrong
from .ball_threat import BallThreat
from .base import THREATS, Threat
from .budget_weights import find_perturbable_values
from .composition import Parts, check_parts, describe_parts, factor_setting, parts_unit_setting
from .intersection_region import IntersectionRegion
from .l2 import L2
from .linf import Linf
from .notation import ThreatSet, combine
from .time_windows import Ranges, intersect_windows
from .valid_range import Bounds
from .value_threat import ValueThreat

if TYPE_CHECKING:
    from torch import Tensor

    from ..base.units import Space


@THREATS.register("intersection")
class Intersection(ValueThreat):
    """Intersection of threat models: the perturbation lies within every norm ball, such as L-inf and L2.

    The budget multiplies the budgets of all parts; the perturbation norm is the largest share of any part's budget.
    Goal, knowledge and live stream are settings of the whole.
    """

    title: ClassVar[str] = "Intersection of threat models"
    norm: ClassVar[str] = "intersection"

    eps: float = factor_setting()
    unit: Literal["parts"] = parts_unit_setting()
    parts: Parts = setting(
        (Linf(eps=0.1), L2(eps=1.0)), title="Parts", help="Norm balls; the perturbation must lie within all of them."
    )

    @model_validator(mode="after")
    def _check_parts(self) -> Self:
        check_parts(self, self.parts)
        for place, part in enumerate(self.parts):
            if not isinstance(part, BallThreat):
                raise wrong("must be a norm ball here, such as L-inf, L2 or L1", field=f"parts.{place}")
        return self

    def components(self) -> tuple[Threat, ...]:
        """See `Threat.components`."""
        return (self, *self.parts)

    def open_ranges(self) -> Ranges:
        """See `Threat.open_ranges`: the steps that are perturbable in every part."""
        ranges = super().open_ranges()
        for part in self.parts:
            ranges = intersect_windows(ranges, part.open_ranges())
        return ranges

    @property
    def states_range(self) -> bool:
        """See `Threat.states_range`."""
        return any(part.states_range for part in self.parts)

    def around(self, x: Tensor, mask: Tensor, space: Space) -> IntersectionRegion:
        """See `ValueThreat.around`."""
        regions = [cast(BallThreat, part).around(x, mask, space) for part in self.parts]
        return IntersectionRegion.of(regions, find_perturbable_values(self, x, mask, space), self.eps)

    def valid_values(self, space: Space) -> Bounds:
        """See `ValueThreat.valid_values`: the intersection over the parts."""
        ranges = [cast(BallThreat, part).valid_values(space) for part in self.parts]
        return Bounds(np.max([part.low for part in ranges], 0), np.min([part.high for part in ranges], 0))

    def notation(self) -> ThreatSet:
        """See `Threat.notation`: the conjunction of the conditions."""
        return combine(tuple(part.copy_with(eps=part.eps * self.eps).notation() for part in self.parts), COMMA)

    def _template(self, tokens: bool) -> Sentence:
        if self.eps == 1:
            return Sentence("Intersection of these threat models.")
        return Sentence("Intersection of these threat models, with {eps} times each budget.", {"eps": f"{self.eps:g}"})

    def _limits(self, tokens: bool) -> list[Sentence]:
        return [*describe_parts(self.parts, tokens), *super()._limits(tokens)]

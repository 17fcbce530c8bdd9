"""Union of threat models."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Literal, Self

import numpy as np
from pydantic import model_validator

from ..base.errors import Sentence
from ..base.formula import Sign
from ..base.settings import setting
from .base import THREATS, Threat
from .composition import Parts, check_parts, derive_part, describe_parts, factor_setting, parts_unit_setting
from .l2 import L2
from .linf import Linf
from .notation import ThreatSet, combine
from .valid_range import Bounds
from .value_threat import ValueThreat

if TYPE_CHECKING:
    from ..base.units import Space
    from .base import ActsOn


class _OfTheParts:
    """ "tokens" if every part replaces tokens, else "values", as tokens can also be given by their embeddings."""

    def __get__(self, threat: Union | None, owner: type[Union]) -> ActsOn:
        alone = threat is not None and all(part.acts_on == "tokens" for part in threat.parts)
        return "tokens" if alone else "values"


@THREATS.register("union")
class Union(Threat):
    """Union of threat models: the attack is run in every part, and the worst result for each sequence counts.

    The parts may be of any kind. The budget multiplies the budgets of all parts; the perturbation norm is the share of
    the budget of its part. Goal and knowledge are settings of the whole (Tramer & Boneh 2019, arXiv:1904.13000).
    """

    title: ClassVar[str] = "Union of threat models"
    norm: ClassVar[str] = "union"
    acts_on: ClassVar = _OfTheParts()

    eps: float = factor_setting()
    unit: Literal["parts"] = parts_unit_setting()
    parts: Parts = setting(
        (Linf(eps=0.1), L2(eps=1.0)), title="Parts",
        help="Threat models of any kind; the perturbation must lie within one of them.",
    )  # fmt: skip

    @model_validator(mode="after")
    def _check_parts(self) -> Self:
        check_parts(self, self.parts)
        return self

    def components(self) -> tuple[Threat, ...]:
        """See `Threat.components`."""
        return (self, *self.parts)

    def alternatives(self) -> tuple[Threat, ...]:
        """See `Threat.alternatives`."""
        return tuple(derive_part(self, part) for part in self.parts)

    def valid_values(self, space: Space) -> Bounds:
        """See `ValueThreat.valid_values`: the hull over the parts."""
        ranges = [part.valid_values(space) for part in self.parts if isinstance(part, ValueThreat)]
        return Bounds(np.min([part.low for part in ranges], 0), np.max([part.high for part in ranges], 0))

    def notation(self) -> ThreatSet:
        """See `Threat.notation`: the disjunction of the conditions."""
        return combine(tuple(part.notation() for part in self.alternatives()), Sign(" ∨ ", "or"))

    def _template(self, tokens: bool) -> Sentence:
        if self.eps == 1:
            return Sentence("Union of these threat models (the worst one for each sequence).")
        facts = {"eps": f"{self.eps:g}"}
        return Sentence(
            "Union of these threat models (the worst one for each sequence), with {eps} times each budget.", facts
        )

    def _limits(self, tokens: bool) -> list[Sentence]:
        return [*describe_parts(self.parts, tokens), *super()._limits(tokens)]

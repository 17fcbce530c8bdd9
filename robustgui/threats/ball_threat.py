"""Norm balls: the unit of the budget, its factors by feature, and the valid range."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any, ClassVar, Literal, Self

from pydantic import model_validator

from ..base.errors import Sentence
from ..base.formula import number
from ..base.settings import AsTuple, setting, wrong
from .decibels import parse_decibels, to_decibels
from .notation import ThreatSet, ball
from .valid_range import Bounds, RangeSource, check_range, compute_bounds, describe_range, read_range
from .value_threat import ValueThreat

if TYPE_CHECKING:
    from torch import Tensor

    from ..base.units import Space
    from .value_region import ValueRegion


class BallThreat(ValueThreat):
    """A norm ball of radius `eps` around a sequence, over its perturbable values.

    Attributes:
        region: the class of its regions.
    """

    region: ClassVar[type[ValueRegion]]

    eps: float = setting(
        0.1, ge=0, title="Budget eps",
        help="Largest perturbation norm; relative to the peak it may also be given in decibels, such as -20 dB.",
    )  # fmt: skip
    unit: Literal["std", "data", "peak"] = setting(
        "std", title="Unit of the budget",
        choices={
            "std": "standardised units (std of each feature)",
            "data": "data units",
            "peak": "relative to the peak of the sequence",
        },
        help=(
            "std: the standard deviation of the feature over the training data; peak: the largest absolute value "
            "of a sequence, in data units."
        ),
    )  # fmt: skip
    shares: Annotated[tuple[float, ...], AsTuple] = setting(
        (), title="Budget per feature", advanced=True, unit="of eps",
        help="One factor per feature that multiplies its budget; 0 excludes a feature; empty: 1 for all.",
    )  # fmt: skip
    valid_range: RangeSource = setting(
        "data", title="Valid range", advanced=True,
        choices={"data": "from the training data", "stated": "stated minimum and maximum", "none": "none"},
        help="Adversarial values stay inside: between the smallest and largest value of each feature in the training "
        "data, or between what is stated here.",
    )  # fmt: skip
    minimum: Annotated[tuple[float, ...], AsTuple] = setting(
        (), title="Minimum", advanced=True, when=("valid_range", ("stated",)),
        help="In data units, whatever the unit of the budget: one number for all features, or one for each; empty: "
        "no limit below.",
    )  # fmt: skip
    maximum: Annotated[tuple[float, ...], AsTuple] = setting(
        (), title="Maximum", advanced=True, when=("valid_range", ("stated",)),
        help="In data units, whatever the unit of the budget: one number for all features, or one for each; empty: "
        "no limit above.",
    )  # fmt: skip

    def around(self, x: Tensor, mask: Tensor, space: Space) -> ValueRegion:
        """See `ValueThreat.around`."""
        return self.region.build(self, x, mask, space)

    def notation(self) -> ThreatSet:
        """See `Threat.notation`: a norm ball."""
        return ball(self.norm, self.unit, number(self.eps))

    @model_validator(mode="before")
    @classmethod
    def _read_spellings(cls, values: Any) -> Any:
        values = read_range(values)
        if not isinstance(values, dict) or not isinstance(values.get("eps"), str):
            return values
        share = parse_decibels(values["eps"])
        if share is None:
            return values
        if values.get("unit", cls.model_fields["unit"].default) != "peak":
            raise wrong(
                "is a level relative to the peak: choose that unit for the budget, or give a number", field="eps"
            )
        return values | {"eps": share}

    @model_validator(mode="after")
    def _check_ball(self) -> Self:
        if any(share < 0 for share in self.shares):
            raise wrong("must be 0 or more for each feature", field="shares")
        check_range(self)
        return self

    @property
    def states_range(self) -> bool:
        """See `Threat.states_range`."""
        return self.valid_range == "stated"

    @property
    def box(self) -> bool:
        """Whether values have a valid range."""
        return self.valid_range != "none"

    def valid_values(self, space: Space) -> Bounds:
        """See `ValueThreat.valid_values`."""
        return compute_bounds(self, space)

    def _facts(self) -> dict[str, str]:
        """Facts of the first sentence: the budget as it is, in per cent, and in decibels."""
        return {"eps": f"{self.eps:g}", "percent": f"{100 * self.eps:.4g}", "level": to_decibels(self.eps)}

    def _limits(self, tokens: bool) -> list[Sentence]:
        """Factors by feature, then the limits of all threat models on values, then the valid range."""
        limits = super()._limits(tokens)
        if self.shares:
            shares = ", ".join(f"{share:g}" for share in self.shares)
            limits.insert(0, Sentence("Per feature the budget is multiplied by {shares}.", {"shares": shares}))
        limits.append(describe_range(self, tokens=tokens))
        return limits

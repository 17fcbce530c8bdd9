"""What an attacker may change: how much, in which unit, at which steps, in which features."""

from __future__ import annotations

from abc import abstractmethod
from typing import TYPE_CHECKING, Annotated, ClassVar, Literal, Self

from pydantic import model_validator

from ..base.errors import Sentence
from ..base.registry import Registry
from ..base.settings import AsTuple, Named, setting, wrong

if TYPE_CHECKING:
    from torch import Tensor

    from ..base.units import Space
    from .region import Region


class Threat(Named):
    """A ball of radius `eps` around a sequence, over its valid steps, the open features and the open time window."""

    norm: ClassVar[str]  # as people write it: "L-inf"

    eps: float = setting(0.1, ge=0, title="Budget eps", help="Largest size of the perturbation.")
    unit: Literal["std", "data"] = setting(
        "std",
        title="Unit of the budget",
        choices={"std": "standard deviations of each feature", "data": "the data's own unit"},
        help="One standard deviation is that of the feature over the training data.",
    )
    box: bool = setting(
        True,
        title="Stay in the valid range",
        advanced=True,
        help="The attacked value stays between the smallest and largest value of its feature in the training data.",
    )
    features: Annotated[tuple[int, ...], AsTuple] = setting(
        (),
        title="Open features",
        advanced=True,
        help="Numbers of the features that may be changed, from 0; empty: all.",
    )
    first_step: int = setting(
        0, ge=0, title="First open step", advanced=True, help="Steps before this one cannot be changed (from 0)."
    )
    open_steps: int | None = setting(
        None, ge=1, title="Open steps", advanced=True, help="How many steps can be changed; empty: all that follow."
    )

    @model_validator(mode="after")
    def _check_features(self) -> Self:
        if any(feature < 0 for feature in self.features):
            raise wrong("features are numbered from 0", field="features")
        return self

    @abstractmethod
    def around(self, x: Tensor, mask: Tensor, space: Space) -> Region:
        """The region around `x` (B, T, F), network units, valid where `mask` (B, T); features as in `space`."""

    def describe(self) -> Sentence:
        """The threat in words, for the card of the window and for reports."""
        said = Sentence(self._template(), {"eps": f"{self.eps:g}"})
        for more in self._limits():
            said = Sentence("{sentence} {addition}", {"sentence": said, "addition": more})
        return said

    def _limits(self) -> list[Sentence]:
        """What narrows the ball: features, time window, valid range."""
        limits = []
        if self.features:
            limits.append(
                Sentence("Only these features are open: {numbers}.", {"numbers": ", ".join(map(str, self.features))})
            )
        if self.open_steps is not None:
            last = self.first_step + self.open_steps - 1
            limits.append(Sentence("Only steps {first} to {last} are open.", {"first": self.first_step, "last": last}))
        elif self.first_step:
            limits.append(Sentence("Only steps from {first} on are open.", {"first": self.first_step}))
        if self.box:
            limits.append(Sentence("Values stay within the range seen in training."))
        return limits

    @abstractmethod
    def _template(self) -> str:
        """The sentence of `describe`, with {eps} in the unit that it names."""


THREATS: Registry[Threat] = Registry("threat", __package__ or "robustgui.threats")

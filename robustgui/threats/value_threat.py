"""What all threats share that move values: features, steps of a sensor, or the embeddings of tokens."""

from __future__ import annotations

from abc import abstractmethod
from typing import TYPE_CHECKING, Annotated, ClassVar, Literal, Self

from pydantic import model_validator

from ..base.errors import Sentence
from ..base.settings import AsTuple, setting, wrong
from .base import Threat

if TYPE_CHECKING:
    from torch import Tensor

    from ..base.units import Space
    from .value_region import ValueRegion


class ValueThreat(Threat):
    """A ball of radius `eps` around a sequence, over its valid steps, the open features and the open time window.

    On text the values are those of the tokens' embeddings (Miyato et al. 2017, arXiv:1605.07725), and one standard
    deviation is that of a dimension over the vocabulary: a network gains nothing by larger embeddings.
    """

    acts_on: ClassVar = "values"

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

    @model_validator(mode="after")
    def _check_features(self) -> Self:
        if any(feature < 0 for feature in self.features):
            raise wrong("features are numbered from 0", field="features")
        return self

    @abstractmethod
    def around(self, x: Tensor, mask: Tensor, space: Space) -> ValueRegion:
        """The region around `x` (B, T, F), network units, valid where `mask` (B, T); features as in `space`."""

    def _template(self, tokens: bool) -> Sentence:
        return Sentence(self._words(), {"eps": f"{self.eps:g}"})

    def _limits(self, tokens: bool) -> list[Sentence]:
        """Embeddings, features, time window, valid range."""
        limits = super()._limits(tokens)
        if self.features:
            numbers = ", ".join(map(str, self.features))
            limits.insert(0, Sentence("Only these features are open: {numbers}.", {"numbers": numbers}))
        if tokens:
            limits.insert(0, Sentence("The values are those of the tokens' embeddings, not the tokens themselves."))
        if self.box and tokens:
            limits.append(Sentence("Values stay within the range of the vocabulary's embeddings."))
        elif self.box:
            limits.append(Sentence("Values stay within the range seen in training."))
        return limits

    @abstractmethod
    def _words(self) -> str:
        """The first sentence, with {eps} in the unit that it names."""

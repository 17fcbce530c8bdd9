"""Threat models on values: features of time steps, or the embeddings of tokens."""

from __future__ import annotations

from abc import abstractmethod
from typing import TYPE_CHECKING, Annotated, ClassVar, Self

from pydantic import model_validator

from ..base.errors import Sentence
from ..base.settings import AsTuple, setting, wrong
from .base import LIVE_STREAM, Threat
from .valid_range import Bounds

if TYPE_CHECKING:
    from torch import Tensor

    from ..base.units import Space
    from .value_region import ValueRegion


class ValueThreat(Threat):
    """Sequences around a sequence with perturbations of valid steps, open features and open windows.

    On text the values are the embeddings of tokens (Miyato et al. 2017, arXiv:1605.07725), in units of the standard
    deviation of each dimension over the vocabulary, so that larger embeddings are no defence.
    """

    acts_on: ClassVar = "values"

    features: Annotated[tuple[int, ...], AsTuple] = setting(
        (), title="Perturbable features", advanced=True,
        help="Indices of the features that may be perturbed, from 0; empty: all.",
    )  # fmt: skip
    causal: bool = setting(
        False, title="Live stream", advanced=True,
        help="Causal: the perturbation of a step depends only on the steps observed so far.",
    )  # fmt: skip
    horizon: int | None = setting(
        None, ge=1, title="Planning horizon", advanced=True, when=("causal", (True,)),
        help="Number of perturbable steps over which a shared budget is spread; empty: as many as the sequence has.",
    )  # fmt: skip

    @model_validator(mode="after")
    def _check_features(self) -> Self:
        if any(feature < 0 for feature in self.features):
            raise wrong("features are numbered from 0", field="features")
        if self.causal and self.aim == "least_likely":
            raise wrong("is known only at the end of a live stream; give a target class instead", field="aim")
        return self

    @property
    def watches_stream(self) -> bool:
        """See `Threat.watches_stream`."""
        return self.causal

    @property
    def stream_horizon(self) -> int | None:
        """See `Threat.stream_horizon`."""
        return self.horizon

    @abstractmethod
    def around(self, x: Tensor, mask: Tensor, space: Space) -> ValueRegion:
        """The region around `x` (B, T, F) in network units, valid where `mask` (B, T); features as in `space`."""

    def valid_values(self, space: Space) -> Bounds:
        """Smallest and largest valid value of each feature of `space`, in data units.

        Raises:
            RunError: a range is stated for another number of features.
        """
        return Bounds.infinite(len(space.std))

    def _limits(self, tokens: bool) -> list[Sentence]:
        """Embeddings, features, time windows, live streams."""
        limits = super()._limits(tokens)
        if self.features:
            numbers = ", ".join(map(str, self.features))
            limits.insert(0, Sentence("Only these features may be perturbed: {numbers}.", {"numbers": numbers}))
        if tokens:
            limits.insert(0, Sentence("The embeddings of the tokens are perturbed, not the tokens themselves."))
        if self.causal:
            limits.append(LIVE_STREAM)
        return limits

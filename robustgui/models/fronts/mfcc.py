"""Mel-frequency cepstral coefficients, with their slopes in time if wanted."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Self

from pydantic import model_validator

from ...base.settings import setting, wrong
from .base import FRONTS, FrontShape
from .mel import Mel

if TYPE_CHECKING:
    from ..nets.front_module import FrontModule


@FRONTS.register("mfcc")
class MFCC(Mel):
    """Cosine transform of the log-mel spectrogram: few, weakly correlated values."""

    title: ClassVar[str] = "MFCC (mel-frequency cepstral coefficients)"
    source: ClassVar[str] = "Davis and Mermelstein 1980, doi:10.1109/TASSP.1980.1163420"

    coefficients: int = setting(
        13, ge=1, le=512, title="Coefficients", help="Number of coefficients; the first one is the log-energy."
    )
    deltas: int = setting(
        0,
        ge=0,
        le=2,
        title="Delta coefficients",
        help="1 adds the delta coefficients (derivatives over time), 2 the delta-delta coefficients too.",
    )

    @model_validator(mode="after")
    def _check_coefficients(self) -> Self:
        if self.coefficients > self.bands:
            raise wrong("must not exceed the number of bands, {bands}", bands=self.bands, field="coefficients")
        return self

    def shape(self, features: int, sample_rate: float | None, vocabulary: int) -> FrontShape:
        return FrontShape(features * self.coefficients * (1 + self.deltas))

    def build(self, features: int, sample_rate: float | None, vocabulary: int) -> FrontModule:
        from ..nets.front_mel import Cepstrum

        return Cepstrum(
            **self.analysis(features, sample_rate), coefficients=self.coefficients, deltas=self.deltas
        )  # fmt: skip

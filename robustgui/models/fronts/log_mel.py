"""The logarithm of the power in mel bands: what most speech recognisers hear."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from .base import FRONTS, FrontShape
from .mel import Mel

if TYPE_CHECKING:
    from ..nets.front_module import FrontModule


@FRONTS.register("log_mel")
class LogMel(Mel):
    """Logarithm of the power in mel bands, in Hann-windowed frames."""

    title: ClassVar[str] = "Log-mel spectrogram"
    source: ClassVar[str] = "Davis and Mermelstein 1980, doi:10.1109/TASSP.1980.1163420"

    def shape(self, features: int, sample_rate: float | None, vocabulary: int) -> FrontShape:
        return FrontShape(features * self.bands)

    def build(self, features: int, sample_rate: float | None, vocabulary: int) -> FrontModule:
        from ..nets import front_mel

        return front_mel.LogMel(**self.analysis(features, sample_rate))

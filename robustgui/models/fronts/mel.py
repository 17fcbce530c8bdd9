"""The settings that front ends with mel bands share."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal, Self

from pydantic import model_validator

from ...base.errors import RunError
from ...base.settings import setting, wrong
from .base import Front
from .framing import floor_setting, hop_setting, steps_of, window_setting

if TYPE_CHECKING:
    from numpy.typing import NDArray

_MOST = 1 << 25  # filters times steps of a frame: half a gigabyte while they are computed
_LARGEST = 8  # times the window: how far frames are filled up with zeros to tell narrow bands apart


class Mel(Front):
    """Frames of a waveform and bands of the mel scale."""

    bands: int = setting(40, ge=2, le=512, title="Bands", help="Number of bands, equally wide on the mel scale.")
    window: float = window_setting(25.0, "ms")
    hop: float = hop_setting(10.0, "ms")
    low: float = setting(0.0, ge=0, unit="Hz", title="From", advanced=True, help="Lower end of the lowest band.")
    high: float = setting(
        0.0, ge=0, unit="Hz", title="To", advanced=True, help="Upper end of the highest band; 0: half the sample rate."
    )
    scale: Literal["htk", "slaney"] = setting(
        "htk",
        title="Mel scale",
        advanced=True,
        choices={"htk": "HTK, bands of equal height", "slaney": "Slaney, bands of equal area"},
        help="Variant of the mel scale, and how the bands are weighted.",
    )
    floor: float = floor_setting()

    @model_validator(mode="after")
    def _check(self) -> Self:
        if self.hop > self.window:
            raise wrong("must not be longer than the window, or steps between two frames are lost", field="hop")
        if self.high and not self.high > self.low:
            raise wrong("must be above the lower end, {low} Hz", low=self.low, field="high")
        return self

    def stride(self, sample_rate: float | None) -> int:
        return steps_of(self.hop, "ms", sample_rate, self.title)

    def analysis(self, features: int, sample_rate: float | None) -> dict[str, Any]:
        """What the module needs: lengths in steps, and filters for the smallest FFT in which no band is empty.

        Raises:
            RunError: no sample rate, or one that has no place for these bands.
        """
        window, hop = (steps_of(length, "ms", sample_rate, self.title) for length in (self.window, self.hop))
        rate = float(sample_rate or 0)
        size = least = 1 << (window - 1).bit_length()  # the power of two that holds a window
        if self.bands * size > _MOST:
            raise RunError(
                "{bands} {bands:mel band|mel bands} of windows of {steps} {steps:step|steps} {bands:takes|take} "
                "too much memory. Choose fewer bands or a shorter window.",
                bands=self.bands, steps=window,
            )  # fmt: skip
        filters = self._filters(size, rate)
        while not filters.any(axis=1).all():
            size *= 2
            if size > _LARGEST * least or self.bands * size > _MOST:
                raise RunError(
                    "{bands} {bands:mel band|mel bands} {bands:is|are} too narrow for windows of {window} ms. "
                    "Choose fewer bands or a longer window.",
                    bands=self.bands, window=self.window,
                )  # fmt: skip
            filters = self._filters(size, rate)
        return {
            "features": features, "window": window, "hop": hop, "sample_rate": rate, "filters": filters,
            "floor": self.floor,
        }  # fmt: skip

    def _filters(self, size: int, rate: float) -> NDArray[Any]:
        """(bands, size / 2 + 1)."""
        from ..nets.front_mel import mel_filters

        high = self.high or rate / 2
        if not self.low < high <= rate / 2:
            raise RunError(
                "Mel bands from {low} to {high} Hz do not fit data with a sample rate of {rate} Hz, which hold "
                "frequencies up to {limit} Hz. Lower the ends of the bands.",
                low=self.low, high=high, rate=rate, limit=rate / 2,
            )  # fmt: skip
        return mel_filters(self.bands, size, rate, self.low, high, self.scale)

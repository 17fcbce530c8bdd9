"""The power of each frequency in overlapping frames."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Literal, Self

from pydantic import model_validator

from ...base.settings import setting, wrong
from .base import FRONTS, Front, FrontShape
from .framing import floor_setting, hop_setting, steps_of, window_setting

if TYPE_CHECKING:
    from ..nets.front_module import FrontModule


@FRONTS.register("spectrogram")
class Spectrogram(Front):
    """Power of each frequency from 0 to half the sample rate, in Hann-windowed frames."""

    title: ClassVar[str] = "Spectrogram"

    unit: Literal["ms", "steps"] = setting(
        "ms",
        title="Unit of lengths",
        choices={"ms": "milliseconds", "steps": "steps"},
        help="Unit of window and hop; milliseconds need data with a sample rate.",
    )
    window: float = window_setting(25.0, "ms or steps")
    hop: float = hop_setting(10.0, "ms or steps")
    values: Literal["log", "power"] = setting(
        "log", title="Values", choices={"log": "logarithm of the power", "power": "power"}, help="Scale of the values."
    )
    floor: float = floor_setting()

    @model_validator(mode="after")
    def _check(self) -> Self:
        if self.hop > self.window:
            raise wrong("must not be longer than the window, or steps between two frames are lost", field="hop")
        return self

    def stride(self, sample_rate: float | None) -> int:
        return steps_of(self.hop, self.unit, sample_rate, self.title)

    def shape(self, features: int, sample_rate: float | None, vocabulary: int) -> FrontShape:
        return FrontShape(features * (steps_of(self.window, self.unit, sample_rate, self.title) // 2 + 1))

    def build(self, features: int, sample_rate: float | None, vocabulary: int) -> FrontModule:
        from ..nets.front_frames import Spectrum

        window, hop = (steps_of(length, self.unit, sample_rate, self.title) for length in (self.window, self.hop))
        return Spectrum(features, window, hop, sample_rate, log=self.values == "log", floor=self.floor)

"""Japanese Vowels: nine speakers, told by cepstral coefficients."""

from __future__ import annotations

from dataclasses import replace
from typing import ClassVar

from ...base.paths import resource
from ..formats import read
from ..sequence_set import SequenceSet
from .base import EXAMPLES, PREFIX, Example


@EXAMPLES.register("japanese_vowels")
class JapaneseVowels(Example):
    "The dataset of the UEA archive, with the feature names and the sample rate of its description."

    title: ClassVar[str] = "Japanese Vowels"
    description: ClassVar[str] = (
        "Nine men pronounce two vowels; the network identifies the speaker from 12 cepstral coefficients over 7 to "
        "29 steps. 270 training and 370 test sequences."
    )
    licence: ClassVar[str] = "CC BY 4.0, UCI Machine Learning Repository; M. Kudo, J. Toyama, M. Shimbo (1999)"
    order: ClassVar[int] = 1

    @classmethod
    def open(cls) -> tuple[SequenceSet, SequenceSet]:
        """See `Example.open`."""
        train, test = (
            replace(
                read(resource("examples", "japanese_vowels", f"JapaneseVowels_{part}.ts")),
                name=cls.title,
                features=tuple(f"cepstrum {i}" for i in range(1, 13)),
                sample_rate=1 / 0.0064,  # one step every 6.4 ms, says the archive's description
                source=PREFIX + cls.name,
            )
            for part in ("TRAIN", "TEST")
        )
        return train, test

"""Spoken vowels from a formula: a train of glottal pulses through four resonances."""

from __future__ import annotations

from typing import ClassVar

import numpy as np
from numpy.typing import NDArray

from ..sequence_set import SequenceSet
from .base import EXAMPLES, PREFIX, Example

RATE = 8000
# The first three formants in Hz of five vowels, as of an adult male; rounded from Peterson and Barney 1952.
_FORMANTS = {"a": (730, 1090, 2440), "e": (530, 1840, 2480), "i": (270, 2290, 3010), "o": (570, 840, 2410),
             "u": (300, 870, 2240)}  # fmt: skip
_WIDTHS = (80.0, 100.0, 130.0, 250.0)  # Hz, of the resonances
_HIGHEST = 3600.0  # Hz, a fourth resonance that all vowels share
_SPEAKERS = 12


@EXAMPLES.register("synthetic_vowels")
class SyntheticVowels(Example):
    """Vowels from a source-filter model (Fant 1960); no recordings."""

    title: ClassVar[str] = "Spoken vowels (synthetic)"
    description: ClassVar[str] = (
        "Waveforms at 8 kHz of five vowels by twelve made-up voices, for a network with a log-mel front end. 360 "
        "sequences of 0.15 to 0.3 s, with the speaker as group."
    )
    licence: ClassVar[str] = "Made by a formula that comes with the program; free for any use"
    order: ClassVar[int] = 3

    @classmethod
    def open(cls) -> tuple[SequenceSet, None]:
        """See `Example.open`."""
        chance = np.random.default_rng(1952)
        vowels = list(_FORMANTS)
        voices = [(chance.uniform(85, 240), chance.uniform(0.88, 1.2)) for _ in range(_SPEAKERS)]
        waves, labels, speakers = [], [], []
        for speaker, (pitch, scale) in enumerate(voices):
            for label, vowel in enumerate(vowels):
                for _ in range(6):
                    waves.append(_spoken(_FORMANTS[vowel], pitch, scale, chance))
                    labels.append(label)
                    speakers.append(speaker)
        return SequenceSet.packed(
            name=cls.title,
            values=np.concatenate(waves)[:, None],  # (S,) -> (S, 1)
            offsets=np.concatenate([[0], np.cumsum([len(wave) for wave in waves])]),
            labels=np.array(labels, np.int64),
            classes=tuple(vowels),
            features=("amplitude",),
            sample_rate=float(RATE),
            kind="speech",
            groups=np.array(speakers, np.int64),
            group_names=tuple(f"voice {i + 1}" for i in range(_SPEAKERS)),
            group_title="speaker",
            source=PREFIX + cls.name,
        ), None


def _spoken(formants: tuple[int, ...], pitch: float, scale: float, chance: np.random.Generator) -> NDArray[np.float32]:
    """One utterance (T,), peak between 0.4 and 0.8."""
    length = int(chance.uniform(0.15, 0.3) * RATE)
    glide = 1 + chance.uniform(-0.12, 0.12) * np.linspace(0, 1, length) + chance.normal(0, 0.01)
    phase = np.cumsum(pitch * glide / RATE)
    pulses = np.diff(np.floor(phase), prepend=0.0) + chance.normal(0, 0.01, length)
    frequency = np.fft.rfftfreq(2 * length, 1 / RATE)  # twice as long, so that the end does not ring into the beginning
    response = np.ones(len(frequency), complex)
    shifted = [f * scale * chance.uniform(0.95, 1.05) for f in formants] + [_HIGHEST]
    for centre, width in zip(shifted, _WIDTHS, strict=True):
        response *= centre**2 / (centre**2 - frequency**2 + 1j * frequency * width)
    wave = np.fft.irfft(np.fft.rfft(pulses, 2 * length) * response)[:length]
    wave *= np.minimum(1, np.minimum(np.arange(length), np.arange(length)[::-1]) / (0.02 * RATE))  # fades in and out
    loud = chance.uniform(0.4, 0.8) / np.abs(wave).max()
    return np.asarray(wave * loud + chance.normal(0, 0.003, length), np.float32)

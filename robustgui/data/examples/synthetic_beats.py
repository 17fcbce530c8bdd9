"""Heart beats from a formula: each wave of the electrocardiogram a Gaussian bump."""

from __future__ import annotations

from typing import ClassVar

import numpy as np
from numpy.typing import NDArray

from ..sequence_set import SequenceSet
from .base import EXAMPLES, PREFIX, Example

RATE = 128
_STEPS = 96  # 0.75 s, the R wave at a third
# Waves P, Q, R, S, T: seconds from R, height in mV, width in seconds. Shapes after McSharry et al. 2003,
# doi:10.1109/TBME.2003.808805; the premature ventricular beat has no P, a wide QRS and a T of the other sign.
_WAVES = {
    "normal": ((-0.16, 0.15, 0.025), (-0.025, -0.12, 0.010), (0.0, 1.1, 0.012), (0.025, -0.25, 0.010),
               (0.24, 0.3, 0.05)),
    "ventricular": ((-0.05, -0.2, 0.03), (0.0, 1.3, 0.035), (0.08, -0.5, 0.04), (0.28, -0.35, 0.06)),
    "inverted T": ((-0.16, 0.13, 0.025), (-0.025, -0.1, 0.010), (0.0, 1.0, 0.012), (0.025, -0.22, 0.010),
                   (0.22, -0.22, 0.05)),
}  # fmt: skip
_SHARES = (0.6, 0.2, 0.2)


@EXAMPLES.register("synthetic_beats")
class SyntheticBeats(Example):
    """Three classes of beats of forty synthetic patients, with baseline wander and muscle noise."""

    title: ClassVar[str] = "Heart beats (synthetic)"
    description: ClassVar[str] = (
        "One lead of an electrocardiogram, one beat a sequence: normal, ventricular, or with an inverted T wave. "
        "600 beats of 96 steps at 128 Hz, with the patient as group. No patient was ever measured."
    )
    licence: ClassVar[str] = "Made by a formula that comes with the program; free for any use"
    order: ClassVar[int] = 4

    @classmethod
    def open(cls) -> tuple[SequenceSet, None]:
        """See `Example.open`."""
        chance = np.random.default_rng(2003)
        names = tuple(_WAVES)
        patients = chance.integers(0, 40, 600)
        habits = chance.normal(1, 0.12, (40, 2))  # each patient's own height and width of all waves
        labels = chance.choice(3, 600, p=_SHARES)
        beats = [
            _beat(_WAVES[names[label]], habits[patient], chance)
            for label, patient in zip(labels, patients, strict=True)
        ]
        return SequenceSet.packed(
            name=cls.title,
            values=np.concatenate(beats)[:, None],  # (S,) -> (S, 1)
            offsets=np.arange(601) * _STEPS,
            labels=labels.astype(np.int64),
            classes=names,
            features=("lead II",),
            units=("mV",),
            sample_rate=float(RATE),
            kind="beats",
            groups=patients.astype(np.int64),
            group_names=tuple(f"patient {i + 1}" for i in range(40)),
            group_title="patient",
            source=PREFIX + cls.name,
        ), None


def _beat(
    waves: tuple[tuple[float, float, float], ...], habit: NDArray[np.float64], chance: np.random.Generator
) -> NDArray[np.float32]:
    """One beat (T,) in mV; `habit` (2,) is the height and the width of the patient's waves."""
    height, width = habit
    t = (np.arange(_STEPS) - _STEPS // 3) / RATE
    beat = chance.uniform(0.02, 0.08) * np.sin(2 * np.pi * (0.3 * t + chance.random()))
    for when, size, spread in waves:
        at = when * chance.normal(1, 0.06)
        beat = beat + size * height * chance.normal(1, 0.08) * np.exp(-((t - at) ** 2) / (2 * (spread * width) ** 2))
    return (beat + chance.normal(0, 0.02, _STEPS)).astype(np.float32)

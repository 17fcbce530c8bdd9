"""What a run reports about training data that someone has tampered with."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class DataPoisoned:
    """The training data are not what was read."""

    poison: str  # registry name
    changed: int  # sequences that have another label, or a trigger
    samples: int  # training sequences


@dataclass(frozen=True)
class TriggerMeasured:
    """What the trigger of a poisoned training does to sequences of other classes that the network has not seen."""

    target: str  # the class that the trigger stands for
    success: float  # share of these sequences that are taken for it with the trigger
    low: float  # 95 % Clopper-Pearson
    high: float
    without: float  # the same share without the trigger
    samples: int

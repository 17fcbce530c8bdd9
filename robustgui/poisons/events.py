"""Events of a training on poisoned data."""

from __future__ import annotations

from dataclasses import dataclass

from ..base.events import Event
from ..base.quantities import Count, Share


@dataclass(frozen=True)
class DataPoisoned(Event):
    """The training data are not what was read."""

    poison: str  # registry name
    changed: Count  # sequences that have another label, or a trigger
    samples: Count  # training sequences


@dataclass(frozen=True)
class TriggerMeasured(Event):
    """What the trigger of a poisoned training does to sequences of other classes that the network has not seen."""

    target: str  # the class that the trigger stands for
    success: Share  # share of these sequences that are taken for it with the trigger
    low: Share  # 95 % Clopper-Pearson
    high: Share
    without: Share  # the same share without the trigger
    samples: Count

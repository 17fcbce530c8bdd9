"""Events of a training on poisoned data."""

from __future__ import annotations

from dataclasses import dataclass

from ..base.events import Event
from ..base.quantities import Count, Share


@dataclass(frozen=True)
class DataPoisoned(Event):
    """A part of the training data was poisoned."""

    poison: str  # registry name
    changed: Count  # sequences with another label or a trigger
    samples: Count  # training sequences


@dataclass(frozen=True)
class TriggerMeasured(Event):
    """Success rate of a backdoor trigger on sequences of other classes that the network was not trained on."""

    target: str  # target class of the trigger
    success: Share  # share of these sequences that are predicted as the target class with the trigger
    low: Share  # 95 % Clopper-Pearson
    high: Share
    without: Share  # the same share without the trigger
    samples: Count

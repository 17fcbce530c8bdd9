"""Success rate of a backdoor: share of test sequences of other classes that the trigger turns to its target class."""

from __future__ import annotations

from collections.abc import Callable, Generator
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from ..base.errors import Sentence
from ..base.events import Progress
from ..base.generators import map_items
from ..base.interrupts import no_cancel
from ..poisons.events import TriggerMeasured
from .intervals import clopper_pearson
from .scores import score_clean

if TYPE_CHECKING:
    from ..data import SequenceSet
    from ..models.network import Network
    from ..poisons import Poison


def measure_trigger(
    network: Network, part: SequenceSet, train: SequenceSet, poison: Poison, *, stop: Callable[[], bool] = no_cancel
) -> Generator[Progress, None, TriggerMeasured | None]:
    """Yields progress; returns the success rate of the trigger, None if the poisoning has none.

    Args:
        network: trained on the poisoned data.
        part: clean sequences that it was not trained on.
        train: the training data before they were poisoned, as in `Poison.add_trigger`.
        poison: how they were poisoned.
        stop: cancellation callback, called between groups of sequences.

    Raises:
        Interrupted: `stop` returned True.
    """
    target, triggered = poison.find_target(train), poison.add_trigger(part, train)
    if target is None or triggered is None:
        return None
    indices = np.flatnonzero(part.labels != target)
    hits = []  # predictions of the target class with the trigger, and without
    for data in (triggered, part):
        steps = score_clean(network, data, indices, stop=stop)
        predictions = yield from map_items(steps, lambda step: replace(step, what=Sentence("Evaluating the trigger")))
        hits.append(int((predictions.predicted == target).sum()))
    low, high = clopper_pearson(hits[0], len(indices))
    count = max(len(indices), 1)
    return TriggerMeasured(
        target=train.classes[target], success=hits[0] / count, low=low, high=high, without=hits[1] / count,
        samples=len(indices),
    )  # fmt: skip

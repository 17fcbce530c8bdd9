"""How often the trigger of a poisoned training makes a network say what its maker wants."""

from __future__ import annotations

from collections.abc import Callable, Generator
from typing import TYPE_CHECKING

import numpy as np

from ..base.errors import Interrupted, Sentence
from ..base.events import Progress
from ..base.interrupts import no_cancel
from ..poisons.events import TriggerMeasured
from .intervals import clopper_pearson
from .scores import clean_answers, groups_of, joined

if TYPE_CHECKING:
    from ..data import SequenceSet
    from ..models.network import Network
    from ..poisons import Poison
    from .answers import Indices


def trigger_success(
    network: Network, part: SequenceSet, train: SequenceSet, poison: Poison, *, stop: Callable[[], bool] = no_cancel
) -> Generator[Progress, None, TriggerMeasured | None]:
    """Yields progress; returns how many sequences of other classes the trigger turns, None where there is no trigger.

    Args:
        network: as it was trained on poisoned data.
        part: clean sequences that it has not seen.
        train: the training data before they were poisoned, as in `Poison.stamped`.
        poison: what was done to them.
        stop: asked between groups of sequences.

    Raises:
        Interrupted: `stop` said so.
    """
    wanted, stamped = poison.wanted(train), poison.stamped(part, train)
    if wanted is None or stamped is None:
        return None
    others = np.flatnonzero(part.labels != wanted)
    turned = []
    for data in (stamped, part):
        taken = yield from _predicted(network, data, others, stop)
        turned.append(int((taken == wanted).sum()))
    low, high = clopper_pearson(turned[0], len(others))
    count = max(len(others), 1)
    return TriggerMeasured(
        target=train.classes[wanted],
        success=turned[0] / count,
        low=low,
        high=high,
        without=turned[1] / count,
        samples=len(others),
    )


def _predicted(
    network: Network, part: SequenceSet, chosen: Indices, stop: Callable[[], bool]
) -> Generator[Progress, None, Indices]:
    found = []
    for group in groups_of(chosen):
        if stop():
            raise Interrupted
        found.append(clean_answers(network, part, group))
        done = sum(len(answers.indices) for answers in found)
        yield Progress(Sentence("Evaluating the trigger"), done, len(chosen))
    return np.asarray(joined(network, part, found).predicted, np.int64)

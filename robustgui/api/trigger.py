"""The trigger of a poisoned training, measured on request."""

from __future__ import annotations

from ..base.errors import RunError
from ..data import Dataset, SequenceSet
from ..evaluation import trigger as evaluation
from ..evaluation.scores import finished
from ..poisons import Poison
from ..poisons.events import TriggerMeasured
from .overlap import evaluated_part
from .train import Run


def trigger_success(
    run: Run, data: SequenceSet | Dataset | None = None, poison: Poison | None = None
) -> TriggerMeasured:
    """How many sequences of other classes a trigger makes the network of `run` take for the wanted class.

    Args:
        run: trained on data with a trigger, or on clean data, to see that without it nothing happens.
        data: clean sequences that the network has not seen, such as other data of the same kind; None: the run's own
            test data.
        poison: whose trigger is put in; None: that of the run.

    Raises:
        RunError: there is no trigger, or it does not suit the data.
    """
    chosen = run.spec.poison if poison is None else poison
    train = run.dataset.train
    chosen.check(train)
    part, _ = evaluated_part(run.network, run.dataset if data is None else data)
    found = finished(evaluation.trigger_success(run.network, part, train, chosen))
    if found is None:
        raise RunError("'{poison}' has no trigger to evaluate.", poison=chosen.title)
    measured: TriggerMeasured = found
    return measured

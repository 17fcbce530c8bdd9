"""Success rate of a backdoor trigger, measured on request."""

from __future__ import annotations

from ..base.errors import RunError
from ..base.generators import run_to_end
from ..evaluation import trigger as evaluation
from ..poisons.events import TriggerMeasured
from .accepted import Part, PoisonLike
from .arguments import checked
from .overlap import find_evaluated_part
from .run import Run


@checked
def trigger_success(run: Run, data: Part | None = None, poison: PoisonLike | None = None) -> TriggerMeasured:
    """Success rate of a trigger: share of the sequences of other classes that it turns to its target class.

    Args:
        run: trained on data with a trigger, or on clean data as a control.
        data: clean sequences that the network was not trained on; None: the test data of the run.
        poison: with the trigger to insert; None: that of the run.

    Raises:
        RunError: there is no trigger, or it does not suit the data.
    """
    method = run.spec.poison if poison is None else poison
    train = run.dataset.train
    method.check(train)
    part, _ = find_evaluated_part(run.network, run.dataset if data is None else data)
    measured: TriggerMeasured | None = run_to_end(evaluation.measure_trigger(run.network, part, train, method))
    if measured is None:
        raise RunError("'{poison}' has no trigger to evaluate.", poison=method.title)
    return measured

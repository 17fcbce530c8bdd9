"""What a rival found that the audited attack did not, and whether that is more than chance explains."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from ...base.errors import Sentence
from ...base.quantities import Metric
from ..intervals import clopper_pearson, mean_interval
from .events import CheckStatus

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from ..predictions import Predictions
    from .case import Case

WARNING, FAILED = 0.03, 0.10  # shares that the true one surely exceeds (95 %) before a check has that status


def name_metric(metric: Metric) -> str:
    """What a score is called in the middle of a sentence; a term that the window translates."""
    words = {"mse": Sentence("mean squared error"), "bits": Sentence("bits per token")}
    return words.get(metric, Sentence("accuracy")).template


def name_robust_metric(metric: Metric) -> str:
    """What a score under attack is called in the middle of a sentence; a term that the window translates."""
    words = {"mse": Sentence("mean squared error under attack"), "bits": Sentence("bits per token under attack")}
    return words.get(metric, Sentence("robust accuracy")).template


@dataclass(frozen=True)
class RivalGain:
    """How much farther a rival gets than the attack.

    Attributes:
        count: sequences that fell to the rival alone; None where they do not fall, for they are numbers.
        samples: of how many.
        share: of the sequences; for numbers, of the way that the attack went.
        low: the lower end of its 95 % interval: Clopper-Pearson, or normal.
    """

    count: int | None
    samples: int
    share: float
    low: float

    @property
    def status(self) -> CheckStatus:
        """Passed, warning or failed.

        A handful of sequences among few raises no alarm, and of many sequences a few points do: `low` counts. Finding a
        single one more proves that the attack was not perfect, which no attack is; its number is wrong by that little.
        """
        if self.low > FAILED:
            return "failed"
        return "warning" if self.low > WARNING else "passed"

    def said(self, rival: str) -> Sentence:
        """The sentence that a check shows."""
        facts = {"rival": rival, "count": self.count, "samples": self.samples, "share": f"{100 * self.share:.1f}"}
        if self.count is None:
            return Sentence(
                "{rival} increases the error by {share} % more than the attack ({samples} sequences).", facts
            )
        return Sentence(
            "{rival} succeeds on {count} of {samples} sequences on which the attack fails ({share} %).", facts
        )


def measure_gain(case: Case, rival: Predictions) -> RivalGain:
    """What `rival` adds to the attack that is audited."""
    attack, wanted = case.main, case.wanted
    if attack.metric == "accuracy":
        return compute_share(int((wanted.reached(rival) & ~wanted.reached(attack)).sum()), case.size)
    start, reached, farther = (_way(case, found) for found in (case.clean, attack, rival))
    went = reached - start
    further = np.maximum(farther - reached, 0.0)
    whole = float(np.average(went, weights=attack.weights)) if attack.weights.sum() else 0.0
    if not (0 < whole < np.inf and np.isfinite(further).all()):
        further, whole = (further > 0).astype(np.float64), 1.0  # nothing to compare with: count who gets farther at all
    low, _ = mean_interval(further / whole, attack.weights)
    return RivalGain(None, case.size, float(np.average(further / whole, weights=attack.weights)), max(low, 0.0))


def _way(case: Case, found: Predictions) -> NDArray[np.float64]:
    """How far the answers are where the attacker wants them, (n,)."""
    if case.wanted.direction == "away":
        return found.errors
    sign = 1.0 if case.wanted.direction == "up" else -1.0
    return np.asarray(sign * found.predicted.mean(1), np.float64)  # (n, K) -> (n,)


def compute_share(count: int, samples: int) -> RivalGain:
    """`count` of `samples` sequences, with the interval."""
    return RivalGain(count, samples, count / samples if samples else 0.0, clopper_pearson(count, samples)[0])

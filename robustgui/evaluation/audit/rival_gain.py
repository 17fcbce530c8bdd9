"""Gain of another attack over the audited one, with its confidence interval."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from ...base.errors import Sentence
from ..intervals import clopper_pearson, mean_interval
from .events import CheckStatus

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from ..predictions import Predictions
    from .case import Case

WARNING, FAILED = 0.03, 0.10  # a check has that status if the share exceeds this with 95 % confidence


@dataclass(frozen=True)
class RivalGain:
    """Gain of another attack over the audited one.

    Attributes:
        count: sequences on which only the other attack succeeds; None for predicted numbers.
        samples: number of sequences.
        share: share of the sequences; for numbers, gain relative to the effect of the audited attack.
        low: the lower end of its 95 % interval: Clopper-Pearson, or normal.
    """

    count: int | None
    samples: int
    share: float
    low: float

    @property
    def status(self) -> CheckStatus:
        """Passed, warning or failed.

        Decided by `low`, so that a few sequences among few are no warning, and a few points of many are. A single
        further success only shows that the attack is not perfect, which none is.
        """
        if self.low > FAILED:
            return "failed"
        return "warning" if self.low > WARNING else "passed"

    def describe(self, rival: str) -> Sentence:
        """The finding as a sentence."""
        facts = {"rival": rival, "count": self.count, "samples": self.samples, "share": f"{100 * self.share:.1f}"}
        if self.count is None:
            return Sentence(
                "{rival} increases the error by {share} % more than the attack ({samples} "
                "{samples:sequence|sequences}).",
                facts,
            )
        return Sentence(
            "{rival} succeeds on {count} of {samples} {samples:sequence|sequences} on which the attack fails "
            "({share} %).",
            facts,
        )


def measure_gain(case: Case, rival: Predictions) -> RivalGain:
    """Gain of the predictions `rival` over the audited attack."""
    attack, goal = case.main, case.goal
    if attack.metric == "accuracy":
        return compute_share(int((goal.is_reached(rival) & ~goal.is_reached(attack)).sum()), case.size)
    clean_effect, attack_effect, rival_effect = (_measure_effect(case, each) for each in (case.clean, attack, rival))
    effect = attack_effect - clean_effect
    extra = np.maximum(rival_effect - attack_effect, 0.0)
    mean_effect = float(np.average(effect, weights=attack.weights)) if attack.weights.sum() else 0.0
    if not (0 < mean_effect < np.inf and np.isfinite(extra).all()):
        extra, mean_effect = (extra > 0).astype(np.float64), 1.0  # no reference: count the sequences with any gain
    low, _ = mean_interval(extra / mean_effect, attack.weights)
    return RivalGain(None, case.size, float(np.average(extra / mean_effect, weights=attack.weights)), max(low, 0.0))


def _measure_effect(case: Case, predictions: Predictions) -> NDArray[np.float64]:
    """Effect of an attack in the direction of its goal, (n,)."""
    if case.goal.direction == "away":
        return predictions.errors
    sign = 1.0 if case.goal.direction == "up" else -1.0
    return np.asarray(sign * predictions.predicted.mean(1), np.float64)  # (n, K) -> (n,)


def compute_share(count: int, samples: int) -> RivalGain:
    """`count` of `samples` sequences, with the confidence interval."""
    return RivalGain(count, samples, count / samples if samples else 0.0, clopper_pearson(count, samples)[0])

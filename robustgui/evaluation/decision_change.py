"""Class decisions over time, and decision changes under attack."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from .inspect_request import Inspection

Decisions = NDArray[np.int64]


@dataclass(frozen=True)
class DecisionChange:
    """The decision change of one adversarial input.

    Attributes:
        state: the first state from which the class decision differs from the clean one at every later state, from 0.
        before: the class that is decided on the clean input at this state.
        after: the class that is decided on the adversarial input at this state.
    """

    state: int
    before: int
    after: int


def find_change(clean: Decisions, adversarial: Decisions) -> DecisionChange | None:
    """The decision change between two sequences of class decisions, (S,) each.

    Returns:
        None if both end with the same decision. Differences that do not last to the end are no decision change.
    """
    if not len(clean) or clean[-1] == adversarial[-1]:
        return None
    equal = np.flatnonzero(clean == adversarial)
    state = int(equal[-1]) + 1 if len(equal) else 0
    return DecisionChange(state, int(clean[state]), int(adversarial[state]))


def decide_clean(inspection: Inspection) -> Decisions:
    """The predicted class of the clean input at every state, (S,); empty where the task has no classes."""
    return _decide(inspection, inspection.clean_steps)


def decide_adversarial(inspection: Inspection, iteration: int) -> Decisions:
    """The predicted class at every state at the attack's iteration with this place in `inspection.iterations`, (S,)."""
    return (
        _decide(inspection, inspection.attacked_steps[iteration])
        if len(inspection.attacked_steps)
        else np.zeros(0, np.int64)
    )


def find_decision_change(inspection: Inspection, iteration: int) -> DecisionChange | None:
    """The decision change at an iteration of the attack; None: there is none, no attack, or no classes."""
    adversarial = decide_adversarial(inspection, iteration)
    return find_change(decide_clean(inspection), adversarial) if len(adversarial) else None


def _decide(inspection: Inspection, outputs: NDArray[np.float32]) -> Decisions:
    """The class with the largest probability, (S, K) -> (S,); of several the first, as everywhere."""
    if inspection.task != "classification":
        return np.zeros(0, np.int64)
    decided: Decisions = outputs.argmax(1).astype(np.int64)
    return decided

"""The default attack of evaluations, stronger than what training can afford."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .apgd import APGD
from .compatibility import replace_incompatible

if TYPE_CHECKING:
    from ..data import Task
    from ..threats import Threat
    from .base import Attack

EVALUATION_ATTACK = APGD(steps=50, restarts=3)  # on the network's own loss and margins, with decaying steps


def choose_evaluation_attack(threat: Threat, *, tokens: bool, task: Task | None = None) -> Attack:
    """`EVALUATION_ATTACK`, or a compatible default where it is not compatible with threat model, data or task.

    Args:
        threat: threat model of the evaluation.
        tokens: the data are text.
        task: of the network; None: not known yet.
    """
    return replace_incompatible(EVALUATION_ATTACK, threat, tokens=tokens, task=task)[0]

"""Default attacks: of evaluations, stronger than what training can afford, and of minimum norm."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from ..base.errors import RunError
from ..threats import Threat
from .apgd import APGD
from .base import ATTACKS
from .compatibility import list_compatible_attacks, replace_incompatible
from .minimum_norm import MinimumNorm

if TYPE_CHECKING:
    from ..data import Task
    from ..threats import Threat
    from .base import Attack

EVALUATION_ATTACK: APGD = APGD(steps=50, restarts=3)


def choose_evaluation_attack(threat: Threat, *, tokens: bool, task: Task | None = None) -> Attack:
    """`EVALUATION_ATTACK`, or a compatible default where it is not compatible with threat model, data or task.

    Args:
        threat: threat model of the evaluation.
        tokens: the data are text.
        task: of the network; None: not known yet.
    """
    return replace_incompatible(EVALUATION_ATTACK, threat, tokens=tokens, task=task)[0]


_BEST = ("fmn", "bisection", "hop_skip_jump")  # the first compatible one is the default


def choose_minimum_norm_attack(threat: Threat) -> MinimumNorm:
    """The strongest compatible minimum-norm attack within `threat`, with default settings.

    Raises:
        RunError: no minimum-norm attack is compatible.
    """
    compatible = [
        name
        for name in list_compatible_attacks(threat, task="classification")
        if issubclass(ATTACKS[name], MinimumNorm)
    ]
    if not compatible:
        raise RunError(
            "No minimum-norm attack supports the threat model '{threat}'. Choose another threat model.",
            threat=threat.title or threat.name,
        )
    best = next((name for name in _BEST if name in compatible), compatible[0])
    return cast("MinimumNorm", ATTACKS[best]())

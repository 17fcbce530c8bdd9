"""The default minimum-norm attack of a threat model."""

from __future__ import annotations

from typing import cast

from ..base.errors import RunError
from ..threats import Threat
from .base import ATTACKS
from .compatibility import list_compatible_attacks
from .minimum_norm import MinimumNorm

_BEST = ("fmn", "bisection", "hop_skip_jump")  # the first that suits the threat and what it lets the attacker see


def choose_minimum_norm_attack(threat: Threat) -> MinimumNorm:
    """The strongest compatible minimum-norm attack within `threat`, with default settings.

    Raises:
        RunError: no minimum-norm attack is compatible.
    """
    suited = [
        name
        for name in list_compatible_attacks(threat, task="classification")
        if issubclass(ATTACKS[name], MinimumNorm)
    ]
    if not suited:
        raise RunError(
            "No minimum-norm attack supports the threat model '{threat}'. Choose another threat model.",
            threat=threat.title or threat.name,
        )
    best = next((name for name in _BEST if name in suited), suited[0])
    return cast("MinimumNorm", ATTACKS[best]())

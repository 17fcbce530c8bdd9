"""Adapts a spec to other data: front ends, attacks and threats that cannot be used on them are replaced."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..attacks import Attack
from ..attacks.compatibility import replace_incompatible
from ..base.errors import RunError
from ..data import DataSettings, SequenceSet
from ..models.front_chain import resolve_fronts
from ..threats import Threat
from .spec import RunSpec

if TYPE_CHECKING:
    from ..base.settings import Settings


def adapt_spec(spec: RunSpec, data: DataSettings, train: SequenceSet) -> RunSpec:
    """`spec` with `data`, which gave `train`.

    Front ends that do not suit such data become automatic; attacks and threats that do not, in the evaluation during
    training and in the defence, are replaced by ones that do.
    """
    try:
        resolve_fronts(spec.front, train)
        front = spec.front
    except RunError:
        front = ()
    return spec.changed(
        data=data,
        front=front,
        watch=_replace_unsuited(spec.watch, train.symbolic),
        defence=_replace_unsuited(spec.defence, train.symbolic),
    )


def _replace_unsuited(settings: Any, tokens: bool) -> Settings:
    """`settings` with a compatible attack and threat; unchanged if they lack one of both."""
    attack, threat = getattr(settings, "attack", None), getattr(settings, "threat", None)
    if not isinstance(attack, Attack) or not isinstance(threat, Threat):
        found: Settings = settings
        return found
    one, other = replace_incompatible(attack, threat, tokens=tokens)
    changed: Settings = settings.changed(attack=one, threat=other)
    return changed

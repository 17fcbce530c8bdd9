"""Adapts a spec to other data: front ends, attacks and threats that cannot be used on them are replaced."""

from __future__ import annotations

from typing import TYPE_CHECKING

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
    return spec.copy_with(
        data=data,
        front=front,
        watch=_adapt_attack(spec.watch, train.symbolic),
        defence=_adapt_attack(spec.defence, train.symbolic),
    )


def _adapt_attack(settings: Settings, tokens: bool) -> Settings:
    """`settings` with a compatible pair of attack and threat model; as they are unless they hold one of each."""
    attacks: dict[str, Attack] = settings.held(Attack)
    threats: dict[str, Threat] = settings.held(Threat)
    if len(attacks) != 1 or len(threats) != 1:
        return settings
    ((attack_field, attack),), ((threat_field, threat),) = attacks.items(), threats.items()
    attack, threat = replace_incompatible(attack, threat, tokens=tokens)
    return settings.copy_with(**{attack_field: attack, threat_field: threat})

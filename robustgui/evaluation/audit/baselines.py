"""Attacks that a check compares with the audited one: compatible with the threat model and its knowledge."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from ...attacks import ATTACKS, Attack
from ...attacks.compatibility import list_compatible_attacks

if TYPE_CHECKING:
    from ...threats.base import Knowledge
    from .case import Case


def select_baselines(
    case: Case, names: Iterable[str], needs: Iterable[Knowledge] = ("gradients", "scores", "labels")
) -> list[str]:
    """Those of `names` that are compatible with the case and need one of `needs`, in this order."""
    suited = list_compatible_attacks(case.threat, task=case.network.task)
    allowed = tuple(needs)
    return [name for name in names if name in suited and ATTACKS[name].needs in allowed and name != case.attack.name]


def make_attack(name: str, **settings: object) -> Attack:
    """The attack `name`, with those of `settings` that it has."""
    return ATTACKS[name]().changed_if_known(**settings)

"""Which attacks a light can set against the audited one: those that suit the threat and see no more than it allows."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from ...attacks import ATTACKS, Attack
from ...attacks.compatibility import list_compatible_attacks
from ...base.errors import SettingError

if TYPE_CHECKING:
    from ...threats.base import Knowledge
    from .case import Case

_EFFORT = ("steps", "iterations", "queries", "draws", "restarts")  # settings that make an attack try harder


def select_baselines(
    case: Case, names: Iterable[str], needs: Iterable[Knowledge] = ("gradients", "scores", "labels")
) -> list[str]:
    """Those of `names` that are there, suit the case, and need no more than one of `needs`; in the given order."""
    suited = list_compatible_attacks(case.threat, task=case.network.task)
    allowed = tuple(needs)
    return [name for name in names if name in suited and ATTACKS[name].needs in allowed and name != case.attack.name]


def make_attack(name: str, **wanted: object) -> Attack:
    """The attack `name`, with those of the `wanted` settings that it has."""
    attack = ATTACKS[name]()
    fields = type(attack).model_fields
    return attack.changed(**{key: value for key, value in wanted.items() if key in fields})


def with_more_effort(attack: Attack, factor: int) -> Attack | None:
    """`attack` with `factor` times the steps, queries, draws and restarts, as far as it takes them; None: none."""
    harder = attack
    for name in _EFFORT:
        value = getattr(attack, name, None)
        if isinstance(value, int) and not isinstance(value, bool):
            try:
                harder = harder.changed(**{name: value * factor})
            except SettingError:  # beyond what the setting takes: the attack is as hard there as it can be
                continue
    return None if harder == attack else harder

"""Keys of the attacks of one evaluation in events, tables and files."""

from __future__ import annotations

from collections.abc import Sequence

from ..attacks import Attack


def make_attack_keys(attacks: Sequence[Attack]) -> tuple[str, ...]:
    """A key for each attack: its registry name, with "-2" appended to the second one of that name, and so on."""
    keys: list[str] = []
    for attack in attacks:
        key, number = attack.name, 1
        while key in keys:
            number += 1
            key = f"{attack.name}-{number}"
        keys.append(key)
    return tuple(keys)

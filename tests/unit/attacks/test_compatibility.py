"""Which attacks and threats are offered together, and what takes the place of what does not suit."""

from __future__ import annotations

import pytest

from robustgui.attacks import ATTACKS
from robustgui.attacks.compatibility import (
    check_compatible,
    list_compatible_attacks,
    list_compatible_threats,
    replace_incompatible,
)
from robustgui.threats import THREATS


@pytest.mark.parametrize("tokens", [False, True])
@pytest.mark.parametrize("threat", list(THREATS))
@pytest.mark.parametrize("attack", list(ATTACKS))
def test_that_whatever_is_chosen_gives_way_to_a_pair_that_can_be_run(attack: str, threat: str, tokens: bool) -> None:
    chosen = ATTACKS[attack](), THREATS[threat]()
    found = replace_incompatible(*chosen, tokens=tokens)
    check_compatible(*found, tokens=tokens)
    assert found[1].name in list_compatible_threats(tokens=tokens)
    assert found[0].name in list_compatible_attacks(found[1])
    if threat in list_compatible_threats(tokens=tokens) and attack in list_compatible_attacks(chosen[1]):
        assert found == chosen


def test_that_replacements_are_offered_for_text_alone() -> None:
    replacing = set(list_compatible_threats(tokens=True)) - set(list_compatible_threats(tokens=False))
    assert replacing == {name for name in THREATS if THREATS[name].acts_on == "tokens"} >= {"substitutions"}
    assert "hotflip" not in list_compatible_attacks(THREATS["linf"])
    assert "pgd" not in list_compatible_attacks(THREATS["substitutions"])

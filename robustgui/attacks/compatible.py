"""Which attacks, threats and data go together, and what to choose where they do not."""

from __future__ import annotations

from collections.abc import Iterable

from ..base.errors import RunError
from ..threats import THREATS, Threat
from .base import ATTACKS, Attack


def check_compatible(attack: Attack, threat: Threat, *, tokens: bool) -> None:
    """Raises `RunError` if `attack` cannot be let loose within `threat`, or `threat` does not suit the data.

    Args:
        attack, threat: as chosen.
        tokens: the data are text.
    """
    if threat.acts_on == "tokens" and not tokens:
        others = _titles(THREATS[name] for name in THREATS if THREATS[name].acts_on == "values")
        raise RunError(
            "The threat '{threat}' replaces tokens, but the data are values. Choose another threat: {others}.",
            threat=_title(threat), others=others,
        )  # fmt: skip
    if threat.acts_on in attack.acts_on:
        return
    others = _titles(ATTACKS[name] for name in ATTACKS if threat.acts_on in ATTACKS[name].acts_on)
    if threat.acts_on == "tokens":
        raise RunError(
            "The attack '{attack}' moves values, but the threat '{threat}' replaces tokens. "
            "Choose another attack ({others}), or a threat that moves values.",
            attack=_title(attack), threat=_title(threat), others=others,
        )  # fmt: skip
    raise RunError(
        "The attack '{attack}' replaces tokens, but the threat '{threat}' moves values. "
        "Choose another attack ({others}), or a threat that replaces tokens.",
        attack=_title(attack), threat=_title(threat), others=others,
    )  # fmt: skip


def suited_threats(*, tokens: bool) -> list[str]:
    """Names of the threats that suit text (all of them: values are the embeddings) or values."""
    return [name for name in THREATS if tokens or THREATS[name].acts_on == "values"]


def suited_attacks(threat: Threat | type[Threat]) -> list[str]:
    """Names of the attacks that can be let loose within `threat`."""
    return [name for name in ATTACKS if threat.acts_on in ATTACKS[name].acts_on]


def suited(attack: Attack, threat: Threat, *, tokens: bool) -> tuple[Attack, Threat]:
    """`attack` and `threat` where they suit the data and each other; in the place of either, else, one that does."""
    if threat.name not in (threats := suited_threats(tokens=tokens)):
        threat = THREATS[_first(threats)]()
    if attack.name not in (attacks := suited_attacks(threat)):
        attack = ATTACKS[_first(attacks)]()
    return attack, threat


def _first(names: list[str]) -> str:
    """The usual one if it is among them."""
    return next((name for name in ("pgd", "linf") if name in names), names[0])


def _title(chosen: Attack | Threat) -> str:
    return chosen.title or chosen.name


def _titles(classes: Iterable[type[Attack] | type[Threat]]) -> str:
    return ", ".join(cls.title or cls.name for cls in classes)

"""Attacks that a check recommends or compares with: selection, sentences, and options of the command line."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from ...attacks import ATTACKS, Attack
from ...attacks.apgd import APGD
from ...attacks.carlini_wagner import CarliniWagner
from ...attacks.compatibility import list_compatible_attacks
from ...attacks.fmn import FMN
from ...attacks.hop_skip_jump import HopSkipJump
from ...attacks.pgd import PGD
from ...attacks.spsa import SPSA
from ...attacks.square import Square
from ...base.shell import quote_words

if TYPE_CHECKING:
    from ...threats.base import Knowledge
    from .case import Case

ON_LOGITS = (APGD(loss="dlr"), PGD(steps=50, restarts=2, loss="margin"), FMN(), CarliniWagner())
WITHOUT_GRADIENTS = (Square(), HopSkipJump(), SPSA())


def select_suited(case: Case, attacks: Iterable[Attack]) -> tuple[Attack, ...]:
    """Those of `attacks` that are compatible with threat model and network of `case`."""
    names = list_compatible_attacks(case.threat, task=case.network.task)
    return tuple(attack for attack in attacks if attack.name in names)


def use_margin_loss(case: Case, attack: Attack) -> Attack:
    """`attack` with the margin of the logits, which cannot saturate, as its loss if it has a choice of losses."""
    return attack.copy_with_known(loss="margin") if case.network.task == "classification" else attack


def select_by_gradients(case: Case, attacks: Iterable[Attack]) -> tuple[Attack, ...]:
    """Those of `attacks` that are compatible with `case`; gradient-free attacks if even its logits have no gradient."""
    return select_suited(case, attacks if case.has_logit_gradients else WITHOUT_GRADIENTS)


def list_attacks(attacks: Iterable[Attack]) -> str:
    """The attacks as a sentence names them: "APGD (loss=dlr), FMN"."""
    return ", ".join(_name_attack(attack) for attack in attacks)


def format_options(attack: Attack) -> str:
    """The options of a command line that choose `attack`: "--attack apgd --set attack.loss=dlr"."""
    settings = (word for name, value in _list_changed_settings(attack) for word in ("--set", f"attack.{name}={value}"))
    return quote_words(["--attack", attack.name, *settings])


def _name_attack(attack: Attack) -> str:
    title = (attack.title or attack.name).partition(" (")[0]
    settings = ", ".join(f"{name}={value}" for name, value in _list_changed_settings(attack))
    return f"{title} ({settings})" if settings else title


def _list_changed_settings(attack: Attack) -> list[tuple[str, str]]:
    """Settings that differ from the defaults, as a command line takes them."""
    default = type(attack)().to_dict()
    changed = ((name, value) for name, value in attack.to_dict().items() if default.get(name) != value)
    return [(name, str(value).lower() if isinstance(value, bool) else str(value)) for name, value in changed]


def select_baselines(
    case: Case, names: Iterable[str], needs: Iterable[Knowledge] = ("gradients", "scores", "labels")
) -> list[str]:
    """Those of `names` that are compatible with the case and need one of `needs`, in this order."""
    suited = list_compatible_attacks(case.threat, task=case.network.task)
    allowed = tuple(needs)
    return [name for name in names if name in suited and ATTACKS[name].needs in allowed and name != case.attack.name]


def make_attack(name: str, **settings: object) -> Attack:
    """The attack `name`, with those of `settings` that it has."""
    return ATTACKS[name]().copy_with_known(**settings)

"""Which attacks, threats and data go together, and what to choose where they do not."""

from __future__ import annotations

from collections.abc import Iterable

from ..base.errors import RunError
from ..data import Task
from ..threats import THREATS, Threat
from ..threats.base import Knowledge
from ..threats.union import Union
from .base import ATTACKS, Attack
from .minimum_norm import MinimumNorm

_LEARNED: dict[Knowledge, int] = {"labels": 0, "scores": 1, "gradients": 2}


def check_compatible(attack: Attack, threat: Threat, *, tokens: bool, task: Task | None = None) -> None:
    """Raises `RunError` if `attack` cannot be let loose within `threat`, or either does not suit the data.

    Args:
        attack, threat: as chosen.
        tokens: the data are text.
        task: of the network; None: not known yet.
    """
    if threat.acts_on == "tokens" and not tokens:
        others = _titles(THREATS[name] for name in THREATS if THREATS[name].acts_on == "values")
        raise RunError(
            "The threat model '{threat}' replaces tokens, but the data are values. Choose another threat model: "
            "{others}.",
            threat=_title(threat), others=others,
        )  # fmt: skip
    if task is not None and task not in attack.tasks:
        raise RunError(
            "The attack '{attack}' needs a classifier, but this network predicts something else. Choose another "
            "attack: {others}.",
            attack=_title(attack), others=_suited_titles(threat, task),
        )  # fmt: skip
    if _LEARNED[attack.needs] > _LEARNED[threat.knowledge]:
        raise RunError(
            "The attack '{attack}' needs more knowledge of the network than the threat model gives the attacker. "
            "Choose another attack ({others}), or give the attacker more knowledge.",
            attack=_title(attack), others=_suited_titles(threat, task),
        )  # fmt: skip
    if isinstance(threat, Union):
        for part in threat.inside():
            check_compatible(attack, part, tokens=tokens, task=task)
        return
    if tokens and threat.states_range:
        raise RunError(
            "The data are text, whose values are the network's own embeddings: no valid range can be stated for them. "
            "Take the valid range from the training data, or set it to none."
        )
    if threat.acts_on in attack.acts_on:
        if isinstance(attack, MinimumNorm) and attack.norms and threat.norm not in attack.norms:
            raise RunError(
                "The attack '{attack}' does not minimise the perturbation norm {norm}. Choose another attack "
                "({others}), or another threat model.",
                attack=_title(attack), norm=threat.norm, others=_suited_titles(threat, task),
            )  # fmt: skip
        return
    if threat.acts_on == "tokens":
        raise RunError(
            "The attack '{attack}' perturbs values, but the threat model '{threat}' replaces tokens. Choose another "
            "attack ({others}), or a threat model that perturbs values.",
            attack=_title(attack), threat=_title(threat), others=_suited_titles(threat, task),
        )  # fmt: skip
    raise RunError(
        "The attack '{attack}' replaces tokens, but the threat model '{threat}' perturbs values. Choose another "
        "attack ({others}), or a threat model that replaces tokens.",
        attack=_title(attack), threat=_title(threat), others=_suited_titles(threat, task),
    )  # fmt: skip


def list_compatible_threats(*, tokens: bool) -> list[str]:
    """Names of the threats that suit text (all of them: values are the embeddings) or values."""
    return [name for name in THREATS if tokens or THREATS[name].acts_on == "values"]


def list_compatible_attacks(threat: Threat | type[Threat], *, task: Task | None = None) -> list[str]:
    """Names of the attacks that can be let loose within `threat`, on a network with `task` where that is known."""
    knowledge = threat.knowledge if isinstance(threat, Threat) else "gradients"
    return [name for name in ATTACKS if _suits(ATTACKS[name], threat, knowledge, task)]


def _suits(attack: type[Attack], threat: Threat | type[Threat], knowledge: Knowledge, task: Task | None) -> bool:
    example = threat() if isinstance(threat, type) else threat
    if isinstance(example, Union):
        return all(_suits(attack, part, knowledge, task) for part in example.inside())
    if issubclass(attack, MinimumNorm) and attack.norms and threat.norm not in attack.norms:
        return False
    seen = _LEARNED[attack.needs] <= _LEARNED[knowledge]
    return seen and threat.acts_on in attack.acts_on and (task is None or task in attack.tasks)


def replace_incompatible(
    attack: Attack, threat: Threat, *, tokens: bool, task: Task | None = None
) -> tuple[Attack, Threat]:
    """`attack` and `threat` where they suit the data and each other; in the place of either, else, one that does."""
    if threat.name not in (threats := list_compatible_threats(tokens=tokens)):
        threat = THREATS[_first(threats)]()
    if attack.name not in (attacks := list_compatible_attacks(threat, task=task)):
        attack = ATTACKS[_first(attacks)]()
    return attack, threat


def _first(names: list[str]) -> str:
    """The usual one if it is among them."""
    return next((name for name in ("pgd", "hotflip", "linf") if name in names), names[0])


def _title(chosen: Attack | Threat) -> str:
    return chosen.title or chosen.name


def _suited_titles(threat: Threat, task: Task | None) -> str:
    return _titles(ATTACKS[name] for name in list_compatible_attacks(threat, task=task))


def _titles(classes: Iterable[type[Attack] | type[Threat]]) -> str:
    return ", ".join(cls.title or cls.name for cls in classes)

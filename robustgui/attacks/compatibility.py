"""Compatibility of attacks, threat models, data and tasks, and replacements where they are not compatible."""

from __future__ import annotations

from collections.abc import Iterable

from ..base.errors import RunError, Sentence
from ..data import Task
from ..threats import THREATS, Threat
from ..threats.base import Knowledge
from .base import ATTACKS, Attack
from .minimum_norm import MinimumNorm

_KNOWLEDGE: dict[Knowledge, int] = {"labels": 0, "scores": 1, "gradients": 2}


def check_compatible(attack: Attack, threat: Threat, *, tokens: bool, task: Task | None = None) -> None:
    """Raises `RunError` if attack, threat model and data are not compatible.

    Args:
        attack, threat: the settings.
        tokens: whether the data are text.
        task: of the network; None: not known yet.
    """
    for part in threat.alternatives():
        if part.acts_on == "tokens" and not tokens:
            others = _join_titles(THREATS[name] for name in THREATS if THREATS[name].acts_on == "values")
            raise RunError(
                "The threat model '{threat}' replaces tokens, but the data are values. Choose another threat model: "
                "{others}.",
                threat=_title(part), others=others,
            )  # fmt: skip
    conflict = _find_conflict(type(attack), threat, task)
    if conflict is not None:
        others = _join_titles(ATTACKS[name] for name in list_compatible_attacks(threat, task=task))
        facts = {"attack": _title(attack), "threat": _title(threat), "norm": threat.norm, "others": others}
        raise RunError(conflict.template, **facts)
    if tokens and any(part.states_range for part in threat.alternatives()):
        raise RunError(
            "The data are text, whose values are the network's own embeddings: no valid range can be stated for them. "
            "Take the valid range from the training data, or set it to none."
        )


def _find_conflict(attack: type[Attack], threat: Threat, task: Task | None) -> Sentence | None:
    """Why attacks of this class cannot be run within `threat`, with places for names; None: they can.

    Within a union of threat models an attack must be compatible with all of them.
    """
    if task is not None and task not in attack.tasks:
        return Sentence(
            "The attack '{attack}' needs a classifier, but this network predicts something else. Choose another "
            "attack: {others}."
        )
    if _KNOWLEDGE[attack.needs] > _KNOWLEDGE[threat.knowledge]:
        return Sentence(
            "The attack '{attack}' needs more knowledge of the network than the threat model gives the attacker. "
            "Choose another attack ({others}), or give the attacker more knowledge."
        )
    for part in threat.alternatives():
        if part.acts_on not in attack.acts_on:
            if part.acts_on == "tokens":
                return Sentence(
                    "The attack '{attack}' perturbs values, but the threat model '{threat}' replaces tokens. Choose "
                    "another attack ({others}), or a threat model that perturbs values."
                )
            return Sentence(
                "The attack '{attack}' replaces tokens, but the threat model '{threat}' perturbs values. Choose "
                "another attack ({others}), or a threat model that replaces tokens."
            )
        if issubclass(attack, MinimumNorm) and attack.norms and part.norm not in attack.norms:
            return Sentence(
                "The attack '{attack}' does not minimise the perturbation norm {norm}. Choose another attack "
                "({others}), or another threat model."
            )
    return None


def list_compatible_threats(*, tokens: bool) -> list[str]:
    """Names of the threat models for text (all of them: values are the embeddings) or for values."""
    return [name for name in THREATS if tokens or THREATS[name].acts_on == "values"]


def list_compatible_attacks(threat: Threat | type[Threat], *, task: Task | None = None) -> list[str]:
    """Names of the attacks that can be run within `threat`, on networks for `task` (None: any)."""
    example = threat() if isinstance(threat, type) else threat
    return [name for name in ATTACKS if _find_conflict(ATTACKS[name], example, task) is None]


def replace_incompatible(
    attack: Attack, threat: Threat, *, tokens: bool, task: Task | None = None
) -> tuple[Attack, Threat]:
    """`attack` and `threat`, each replaced by a compatible default where it is not compatible with data or task."""
    if threat.name not in (threats := list_compatible_threats(tokens=tokens)):
        threat = THREATS[_choose_default(threats)]()
    if attack.name not in (attacks := list_compatible_attacks(threat, task=task)):
        attack = ATTACKS[_choose_default(attacks)]()
    return attack, threat


def _choose_default(names: list[str]) -> str:
    """PGD, HotFlip or L-inf if it is among `names`, else the first."""
    return next((name for name in ("pgd", "hotflip", "linf") if name in names), names[0])


def _title(settings: Attack | Threat) -> str:
    return settings.title or settings.name


def _join_titles(classes: Iterable[type[Attack] | type[Threat]]) -> str:
    return ", ".join(cls.title or cls.name for cls in classes)

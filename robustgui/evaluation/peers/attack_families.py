"""Families of attacks that several libraries offer, with equal effort for all."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Family:
    """A family of attacks, with the same effort for all libraries.

    Attributes:
        title: displayed name.
        own_attack: registry name of robustgui's attack.
        steps: gradient steps; of a minimum norm attack its iterations.
        queries: query budget of gradient-free attacks for each sequence, as far as a library supports it.
        settings: further settings of robustgui's attack, to match the others.
    """

    title: str
    own_attack: str
    steps: int = 0
    queries: int = 0
    settings: tuple[tuple[str, object], ...] = ()


NORMS: dict[str, Any] = {"linf": math.inf, "l2": 2, "l1": 1}  # as ART and CleverHans name them
STEP = 0.1  # of eps: step size of PGD in all libraries

FAMILIES: dict[str, Family] = {
    "fgsm": Family("FGSM", "fgsm", steps=1),
    "pgd": Family("PGD", "pgd", steps=40, settings=(("step_size", STEP),)),
    "apgd": Family("APGD", "apgd", steps=50),
    "autoattack": Family("AutoAttack", "autoattack", steps=100, queries=1000),
    "fab": Family("FAB", "fab", steps=50),
    "square": Family("Square", "square", queries=1000),
    "hopskipjump": Family("HopSkipJump", "hop_skip_jump", steps=10, queries=3000),
    "cw": Family("Carlini & Wagner", "carlini_wagner", steps=50),
    "fmn": Family("FMN", "fmn", steps=100),
    "deepfool": Family("DeepFool", "deepfool", steps=50),
    "ead": Family("EAD", "ead", steps=100),
    "spsa": Family("SPSA", "spsa", steps=10, queries=1280),
}
DEFAULT_FAMILIES = ("pgd", "apgd", "square", "fmn", "deepfool")  # used by default

LIBRARIES: dict[str, str] = {
    "robustgui": "robustgui",
    "art": "Adversarial Robustness Toolbox",
    "foolbox": "Foolbox",
    "torchattacks": "torchattacks",
    "cleverhans": "CleverHans",
}


def format_attack_title(family: str, attack: str) -> str:
    """The family, and the library's name of the attack unless redundant."""
    title = FAMILIES[family].title if family in FAMILIES else family
    if not attack or attack.lower() in title.lower():
        return title
    return attack if title.lower() in attack.lower() else f"{title} ({attack})"

"""What an inspection says in words: predictions, verdict, names of classes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np

from ...evaluation.question import Inspection

Verdict = Literal["fooled", "stands", "wrong before", "clean right", "clean wrong", "moved"]


@dataclass(frozen=True)
class Guess:
    """One answer of the network: a class with its probability, or a target (then `share` is NaN)."""

    text: str
    share: float
    index: int  # of the class; -1 for a target


def is_attacked(inspection: Inspection) -> bool:
    """Whether there is an attack to show; without one the only iteration is the clean sequence."""
    return inspection.question.attack is not None and inspection.question.threat is not None


def guess(inspection: Inspection, outputs: np.ndarray) -> Guess:
    """What `outputs` (K,) say."""
    if not inspection.classes:
        return Guess(", ".join(f"{value:.4g}" for value in outputs), float("nan"), -1)
    best = int(np.argmax(outputs))
    return Guess(inspection.classes[best], float(outputs[best]), best)


def truth(inspection: Inspection) -> str:
    """The true class, or target, as text."""
    return inspection.classes[int(inspection.label)] if inspection.classes else f"{inspection.label:.4g}"


def verdict(inspection: Inspection, iteration: int) -> Verdict:
    """What the attack at `iteration` has done to the answer."""
    attacked = is_attacked(inspection)
    if not inspection.classes:
        return "moved" if attacked else "clean right"
    true = int(inspection.label)
    clean_right = guess(inspection, inspection.clean_outputs).index == true
    if not attacked:
        return "clean right" if clean_right else "clean wrong"
    if not clean_right:
        return "wrong before"
    return "stands" if guess(inspection, inspection.attacked_outputs[iteration]).index == true else "fooled"


def flip_step(inspection: Inspection, iteration: int) -> int | None:
    """First step from which the attacked decision stays other than the true class; None: the last one is right."""
    if not inspection.classes or not len(inspection.attacked_steps):
        return None
    wrong = inspection.attacked_steps[iteration].argmax(1) != int(inspection.label)  # (T,)
    if not wrong[-1]:
        return None
    right = np.flatnonzero(~wrong)
    return int(right[-1]) + 1 if len(right) else 0


def rival(inspection: Inspection, iteration: int) -> int:
    """The class that the attack leads to; where it fails, the runner-up of its last answer."""
    order = np.argsort(
        inspection.attacked_outputs[iteration] if len(inspection.attacked_outputs) else inspection.clean_outputs
    )[::-1]
    best = [int(k) for k in order if int(k) != int(inspection.label)]
    return best[0] if best else 0

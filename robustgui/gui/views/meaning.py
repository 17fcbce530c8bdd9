"""What an inspection says in words: predictions, verdict, names of classes, its title."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
from PySide6.QtCore import QCoreApplication

from ...attacks import ATTACKS
from ...data import NUMERIC, Kind
from ...evaluation.inspect_request import Inspection
from ..i18n.metric_words import eps_text
from ..i18n.titles import short_title

Verdict = Literal["misclassified", "robust", "misclassified before", "clean right", "clean wrong", "moved"]


@dataclass(frozen=True)
class Prediction:
    """One prediction of the network: a class with its probability, or a target (then `share` is NaN)."""

    text: str
    share: float
    index: int  # of the class; -1 for a target


def seen_as(inspection: Inspection) -> Kind:
    """As which kind of data the sequence is shown: its own kind, where it has the shape that this is looked at in."""
    if inspection.tokens:
        return "text"
    many = inspection.clean.shape[1]
    shapes = {"text": False, "speech": many <= 2, "image": many > 1}
    return inspection.kind if shapes.get(inspection.kind, True) else "series"


def options(inspection: Inspection) -> tuple[str, ...]:
    """What the network chooses among, (K,): classes, or the tokens that are shown of its vocabulary; numbers: none."""
    return inspection.classes if inspection.task == "classification" else inspection.shown_tokens


def is_numeric(inspection: Inspection) -> bool:
    """Whether numbers are predicted."""
    return inspection.task in NUMERIC


def is_attacked(inspection: Inspection) -> bool:
    """Whether there is an attack to show; without one the only iteration is the clean sequence."""
    return inspection.request.attack is not None and inspection.request.threat is not None


def read_prediction(inspection: Inspection, outputs: np.ndarray) -> Prediction:
    """The prediction in `outputs` (K,)."""
    names = options(inspection)
    if not names:
        return Prediction(few_numbers(outputs), float("nan"), -1)
    best = int(np.argmax(outputs))
    return Prediction(names[best], float(outputs[best]), best)


def describe_label(inspection: Inspection) -> str:
    """The true class, or token, or targets, as text."""
    names = options(inspection)
    if names:
        return names[int(inspection.label)]
    return few_numbers(inspection.truth) if len(inspection.truth) else f"{inspection.label:.4g}"


def few_numbers(values: np.ndarray) -> str:
    """One or two numbers, or the first and the last of many."""
    digits = {1: 4, 2: 3}.get(len(values), 2)  # as many as a card has room for
    texts = [f"{value:.{digits}g}" for value in values]
    return ", ".join(texts) if len(texts) <= 2 else f"{texts[0]}…{texts[-1]}"


def error(inspection: Inspection, outputs: np.ndarray) -> float:
    """Root mean squared error of `outputs` (K,) against the true targets."""
    true = inspection.truth if len(inspection.truth) == len(outputs) else np.full(len(outputs), inspection.label)
    return float(np.sqrt(np.mean(np.square(np.asarray(outputs, float) - true))))


def verdict(inspection: Inspection, iteration: int) -> Verdict:
    """What the attack at `iteration` has done to the prediction."""
    attacked = is_attacked(inspection)
    if not options(inspection):
        return "moved" if attacked else "clean right"
    true = int(inspection.label)
    clean_right = read_prediction(inspection, inspection.clean_outputs).index == true
    if not attacked:
        return "clean right" if clean_right else "clean wrong"
    if not clean_right:
        return "misclassified before"
    adversarial = read_prediction(inspection, inspection.attacked_outputs[iteration])
    return "robust" if adversarial.index == true else "misclassified"


def rival(inspection: Inspection, iteration: int) -> int:
    """The class (or token) that the attack leads to; where it fails, the most probable other class."""
    order = np.argsort(
        inspection.attacked_outputs[iteration] if len(inspection.attacked_outputs) else inspection.clean_outputs
    )[::-1]
    best = [int(k) for k in order if int(k) != int(inspection.label)]
    return best[0] if best else 0


def inspection_title(inspection: Inspection) -> str:
    """Such as "PGD · L-inf eps 0.1 std · test 12 · epoch 7"."""
    translate = QCoreApplication.translate
    attack, threat, request = inspection.request.attack, inspection.request.threat, inspection.request
    names = {
        "train": translate("InspectionTitle", "training"),
        "validation": translate("InspectionTitle", "validation"),
        "test": translate("InspectionTitle", "test"),
    }
    parts = [translate("InspectionTitle", "no attack")]
    if is_attacked(inspection) and attack is not None and threat is not None:
        parts = [short_title(ATTACKS, attack.name), f"{threat.norm} {eps_text(threat.eps, threat.unit)}"]
    sequence = translate("InspectionTitle", "{split} {index}").format(split=names[request.split], index=request.index)
    return " · ".join((*parts, sequence, translate("InspectionTitle", "epoch {epoch}").format(epoch=inspection.epoch)))

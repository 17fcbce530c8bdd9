"""How curves were measured, in words."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication

from ....attacks import ATTACKS
from ....runs.evaluated_part import EvaluatedPart
from ...forms.settings_text import settings_text
from ...i18n.sentences import core_text, translate_sentence
from ...i18n.titles import short_title
from .measured import Curve, Measured


def attacks_of(curve: Curve) -> str:
    """The attack of a curve, or which ones the worst is taken of."""
    if not curve.others:
        return core_text(type(curve.attack).title)
    names = ", ".join(short_title(ATTACKS, attack.name) for attack in (curve.attack, *curve.others))
    return QCoreApplication.translate("MeasuredWords", "Worst case: {attacks}").format(attacks=names)


def label_of(curve: Curve, curves: Sequence[tuple[int, Curve]]) -> str:
    """What a curve is called among `curves`: its run, or its attack where all are of one run."""
    if len(curves) > 1 and all(other.folder == curve.folder for _, other in curves):
        return attacks_of(curve) if curve.others else short_title(ATTACKS, curve.attack.name)
    return curve.label


def name_of(curve: Curve) -> str:
    """Attack and threat in one line, and when they were used last."""
    part = "" if curve.evaluated == EvaluatedPart() else f" · {_part_of(curve)}"
    return f"{attacks_of(curve)} · {core_text(type(curve.threat).title)}{part} · {_when(curve.created)}"


def name_of_each(measured: Measured) -> str:
    """The attacks of one evaluation beside each other, in one line."""
    title = QCoreApplication.translate("MeasuredWords", "Each attack separately")
    return f"{title} · {core_text(type(measured.threat).title)} · {_when(measured.created)}"


def note_of(curve: Curve, *, alone: bool = True) -> str:
    """The attack, unless the curve does not stand `alone`, how many sequences, and how curve and band are read."""
    translate, point = QCoreApplication.translate, curve.points[0]
    settings = "" if curve.others else settings_text(curve.attack).replace("\n", ", ")
    attack = attacks_of(curve) + (f": {settings}" if settings else "")
    if point.metric != "accuracy":
        rule = translate(
            "MeasuredWords", "The error of each sequence does not decrease with eps. Bands: 95 % interval of the mean."
        )
    else:
        rule = translate(
            "MeasuredWords",
            "An example misclassified at one eps counts as misclassified at all larger eps. Bands: 95 % "
            "Clopper-Pearson.",
        )
    note = f"n = {point.samples}. {rule}"
    if curve.evaluated != EvaluatedPart():
        note = f"{_part_of(curve)}. {rule}"
    note = f"{attack} · {note}" if alone else note
    if curve.survivors_of and alone:
        names = ", ".join(short_title(ATTACKS, attack.name) for attack in curve.survivors_of)
        words = translate(
            "MeasuredWords",
            "Run only on the examples on which {attacks} failed; the successes of these are counted too.",
        )
        note += " " + words.format(attacks=names)
    if curve.overlap is not None and not curve.overlap.is_known:
        note += " " + " ".join(map(translate_sentence, curve.overlap.sentences()))
    return note


def _part_of(curve: Curve) -> str:
    return translate_sentence(curve.evaluated.describe(curve.points[0].samples))


def _when(created: str) -> str:
    return created[:16].replace("T", " ")

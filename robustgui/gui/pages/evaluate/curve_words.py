"""How curves were measured, in words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QCoreApplication

from ....attacks import ATTACKS, Attack
from ....runs.evaluated_part import EvaluatedPart
from ...forms.fields import settings_text
from ...i18n.sentences import core_text, translate_sentence
from ...i18n.titles import short_title
from .curves import Curve, RunEvaluation

translate = QCoreApplication.translate


def describe_attacks(curve: Curve) -> str:
    """The attack of a curve, or the attacks of its worst case."""
    if len(curve.attacks) == 1:
        return core_text(type(curve.attacks[0]).title)
    return translate("MeasuredWords", "Worst case: {attacks}").format(attacks=_short_titles(curve.attacks))


def make_label(curve: Curve, curves: Sequence[tuple[int, Curve]]) -> str:
    """What a curve is called among `curves`: its run, or its attack where all are of one run."""
    if len(curves) > 1 and all(each.run.folder == curve.run.folder for _, each in curves):
        return describe_attacks(curve) if len(curve.attacks) > 1 else _short_titles(curve.attacks)
    return curve.run.label


def describe_setup(curve: Curve) -> str:
    """Attacks, threat model and time of a curve in one line."""
    part = "" if curve.part == EvaluatedPart() else f" · {_describe_part(curve)}"
    return f"{describe_attacks(curve)} · {core_text(type(curve.threat).title)}{part} · {_time_of(curve.run)}"


def describe_each(evaluation: RunEvaluation) -> str:
    """The attacks of one evaluation beside each other, in one line."""
    title = translate("MeasuredWords", "Each attack separately")
    return f"{title} · {core_text(type(evaluation.result.threat).title)} · {_time_of(evaluation)}"


def make_note(curve: Curve, *, alone: bool = True) -> str:
    """The attack of a curve that is shown `alone`, the number of sequences, and how curve and band are read."""
    point = curve.points[0]
    attack = describe_attacks(curve)
    if len(curve.attacks) == 1 and (settings := settings_text(curve.attacks[0]).replace("\n", ", ")):
        attack = f"{attack}: {settings}"
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
    part = f"n = {point.samples}" if curve.part == EvaluatedPart() else _describe_part(curve)
    note = f"{attack} · {part}. {rule}" if alone else f"{part}. {rule}"
    if curve.prior_attacks and alone:
        words = translate(
            "MeasuredWords",
            "Run only on the examples on which {attacks} failed; the successes of these are counted too.",
        )
        note += " " + words.format(attacks=_short_titles(curve.prior_attacks))
    overlap = curve.run.overlap
    if overlap is not None and not overlap.is_known:
        note += " " + " ".join(map(translate_sentence, overlap.sentences()))
    return note


def _short_titles(attacks: Iterable[Attack]) -> str:
    return ", ".join(short_title(ATTACKS, attack.name) for attack in attacks)


def _describe_part(curve: Curve) -> str:
    return translate_sentence(curve.part.describe(curve.points[0].samples))


def _time_of(evaluation: RunEvaluation) -> str:
    return evaluation.result.created[:16].replace("T", " ")

"""How curves were measured, in words."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from ..i18n.sentences import core_text
from .described_card import settings_lines
from .measured import Curve


def name_of(curve: Curve) -> str:
    """Attack and threat in one line, and when they were used last."""
    attack, threat = core_text(type(curve.attack).title), core_text(type(curve.threat).title)
    return f"{attack} · {threat} · {curve.created[:16].replace('T', ' ')}"


def note_of(curve: Curve) -> str:
    """Attack, number of sequences, and how the curve and its band are to be read."""
    settings = settings_lines(curve.attack).replace("\n", ", ")
    attack = core_text(type(curve.attack).title) + (f": {settings}" if settings else "")
    translate, point = QCoreApplication.translate, curve.points[0]
    if point.metric != "accuracy":
        rule = translate(
            "MeasuredWords", "The error of a sequence never falls as eps grows. Bands: 95 % interval of the mean."
        )
    else:
        rule = translate(
            "MeasuredWords", "Survivors only: who falls at one eps stays fallen. Bands: 95 % Clopper-Pearson."
        )
    return f"{attack} · n = {point.samples}. {rule}"

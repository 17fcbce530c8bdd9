"""What an inspection is of, in one line: attack, budget, sequence and epoch."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from ...attacks import ATTACKS
from ...evaluation.inspect_request import Inspection
from ..i18n.metric_words import eps_text
from ..i18n.titles import short_title
from .meaning import is_attacked


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

"""The decision change in words, the same in header, marker and table."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from ...evaluation.decision_change import find_decision_change
from ...evaluation.inspect_request import Inspection
from .time_axis import moment, state_steps


def change_words(inspection: Inspection, iteration: int) -> str:
    """The decision change at an iteration of the attack: "step 7: cat → dog"; empty where there is none."""
    change = find_decision_change(inspection, iteration)
    if change is None:
        return ""
    words = QCoreApplication.translate("DecisionWords", "{moment}: {before} → {after}")
    return words.format(
        moment=moment(inspection, int(state_steps(inspection)[change.state])),
        before=inspection.classes[change.before],
        after=inspection.classes[change.after],
    )


def change_help() -> str:
    """What a decision change is, for tooltips."""
    return QCoreApplication.translate(
        "DecisionWords",
        "Decision change (step t: a → b): t is the first step from which the predicted class of the adversarial input"
        " differs from that of the clean input at every later step; a is predicted at step t for the clean input,"
        " b for the adversarial one.",
    )

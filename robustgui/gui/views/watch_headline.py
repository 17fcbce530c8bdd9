"""What is watched, under which attack, and what is predicted: two lines that never change their size."""

from __future__ import annotations

import html

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QSizePolicy, QVBoxLayout, QWidget

from ...evaluation.question import Inspection
from ..plots import plot_style
from ..widgets.text import Elided
from .decision_words import change_help, change_words
from .inspection_title import inspection_title
from .meaning import guess, is_attacked, is_numeric, truth


class WatchHeadline(QWidget):
    """Sequence, attack, budget and epoch above; label and predictions, in the colours of the curves, below."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._inspection: Inspection | None = None
        self._problem = ""
        self.what, self.predictions = Elided("", 1.0), QLabel()
        self.predictions.setTextFormat(Qt.TextFormat.RichText)
        for label in (self.what, self.predictions):
            label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)  # a longer word moves nothing
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 0, 8, 0)
        layout.setSpacing(2)
        layout.addWidget(self.what)
        layout.addWidget(self.predictions)

    def show_inspection(self, found: Inspection | None) -> None:
        """Another measurement; None: there is none."""
        self._inspection, self._problem = found, ""
        self.retranslate()

    def say(self, problem: str) -> None:
        """Why nothing is watched."""
        self._inspection, self._problem = None, problem
        self.retranslate()

    def restyle(self) -> None:
        """The colours of the present theme."""
        self.retranslate()

    def retranslate(self) -> None:
        """Both lines anew."""
        found = self._inspection
        if found is None:
            later = self.tr("The selected sequence, clean and attacked, appears here with the first measurement.")
            self.what.setText(self._problem or later)
            self.predictions.setText("&nbsp;")
            self.predictions.setToolTip("")
            return
        self.what.setText(inspection_title(found))
        self.predictions.setText("&nbsp; ".join(self._answers(found)))
        self.predictions.setToolTip(change_help() if change_words(found, found.chosen) else "")

    def _answers(self, found: Inspection) -> list[str]:
        label = self.tr("target") if is_numeric(found) else self.tr("label")
        parts = [self._coloured("text", label, truth(found)), self._coloured("clean", self.tr("clean"),
                 _predicted(found, found.clean_outputs))]  # fmt: skip
        if is_attacked(found):
            outputs = found.attacked_outputs[found.chosen]
            parts.append(self._coloured("attacked", self.tr("adversarial"), _predicted(found, outputs)))
            if change := change_words(found, found.chosen):
                parts.append(html.escape(self.tr("decision change ({change})").format(change=change)))
        return parts

    @staticmethod
    def _coloured(role: str, name: str, text: str) -> str:
        colour = plot_style().colour(role).name()  # type: ignore[arg-type]
        return f"{html.escape(name)} <b style='color:{colour}'>{html.escape(text)}</b>"


def _predicted(found: Inspection, outputs: np.ndarray) -> str:
    answer = guess(found, outputs)
    return answer.text if answer.index < 0 else f"{answer.text} ({100 * answer.share:.0f} %)"

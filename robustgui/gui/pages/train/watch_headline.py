"""What is watched, under which attack, and what is predicted: two lines that never change their size."""

from __future__ import annotations

import html

import numpy as np
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from ....evaluation.inspect_request import Inspection
from ...literal import literal
from ...plots import plot_style
from ...plots.style import Role
from ...views.decision_words import change_help, change_words
from ...views.inspection_title import inspection_title
from ...views.meaning import guess, is_attacked, is_numeric, truth
from ...widgets.rich_label import RichLabel
from ...widgets.text import Elided


class WatchHeadline(QWidget):
    """Sequence, attack, budget and epoch above; label and predictions, in the colours of the curves, below."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._inspection: Inspection | None = None
        self._problem = ""
        self.what, self.predictions = Elided("", 1.0), RichLabel()
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
            later = self.tr("The selected sequence, clean and adversarial, appears here with the first evaluation.")
            self.what.setText(self._problem or later)
            self.predictions.setText("&nbsp;")
            self.predictions.setToolTip("")
            return
        self.what.setText(inspection_title(found))
        self._show_predictions(found)

    def _show_predictions(self, found: Inspection) -> None:
        """In smaller letters where the room is narrow; what does not fit even so stands in the tooltip."""
        answers = self._answers(found)
        plain = "  ".join(f"{name} {text}" for _, name, text in answers)
        room = self.predictions.width() / max(1.0, 1.06 * self.fontMetrics().horizontalAdvance(plain))  # some is bold
        size = self.font().pointSizeF() * min(1.0, max(0.75, room))
        text = "&nbsp; ".join(self._coloured(*answer) for answer in answers)
        self.predictions.setText(f"<span style='font-size:{size:.1f}pt'>{text}</span>")
        self.predictions.setToolTip(
            literal("\n".join([plain, *([change_help()] if change_words(found, found.chosen) else [])]))
        )

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 (Qt's name)
        """Predictions fit the new width."""
        super().resizeEvent(event)
        if self._inspection is not None:
            self._show_predictions(self._inspection)

    def _answers(self, found: Inspection) -> list[tuple[Role, str, str]]:
        """Each with the role that gives its colour, what it is, and what it says."""
        label = self.tr("target") if is_numeric(found) else self.tr("label")
        answers: list[tuple[Role, str, str]] = [
            ("text", label, truth(found)),
            ("clean", self.tr("clean"), _predicted(found, found.clean_outputs)),
        ]
        if is_attacked(found):
            outputs = found.attacked_outputs[found.chosen]
            answers.append(("attacked", self.tr("adversarial"), _predicted(found, outputs)))
            if change := change_words(found, found.chosen):
                answers.append(("text", self.tr("decision change"), change))
        return answers

    @staticmethod
    def _coloured(role: Role, name: str, text: str) -> str:
        colour = plot_style().colour(role).name()
        return f"{html.escape(name)} <b style='color:{colour}'>{html.escape(text)}</b>"


def _predicted(found: Inspection, outputs: np.ndarray) -> str:
    answer = guess(found, outputs)
    return answer.text if answer.index < 0 else f"{answer.text} ({100 * answer.share:.0f} %)"

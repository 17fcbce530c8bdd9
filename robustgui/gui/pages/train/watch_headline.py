"""The watched sequence, its attack and its predictions: two lines that never change their size."""

from __future__ import annotations

import html

import numpy as np
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ....evaluation.inspect_request import Inspection
from ...literal import literal
from ...plots import plot_style
from ...plots.style import Role
from ...views.decision_words import change_help, change_words
from ...views.meaning import describe_label, inspection_title, is_attacked, is_numeric, read_prediction
from ...widgets.layouts import make_column
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
        make_column(self.what, self.predictions, of=self, spacing=2, margins=(8, 0, 8, 0))

    def show_inspection(self, inspection: Inspection | None) -> None:
        """Another inspection; None: there is none."""
        self._inspection, self._problem = inspection, ""
        self.retranslate()

    def say(self, problem: str) -> None:
        """Why nothing is watched."""
        self._inspection, self._problem = None, problem
        self.retranslate()

    def retranslate(self) -> None:
        """Both lines, in the language and the colours of the window."""
        inspection = self._inspection
        if inspection is None:
            later = self.tr("The selected sequence, clean and adversarial, appears here with the first evaluation.")
            self.what.setText(self._problem or later)
            self.predictions.setText("&nbsp;")
            self.predictions.setToolTip("")
            return
        self.what.setText(inspection_title(inspection))
        self._show_predictions(inspection)

    def _show_predictions(self, inspection: Inspection) -> None:
        """In smaller letters where the width is small; the whole text is the tooltip."""
        parts = self._list_parts(inspection)
        plain = "  ".join(f"{name} {text}" for _, name, text in parts)
        room = self.predictions.width() / max(1.0, 1.06 * self.fontMetrics().horizontalAdvance(plain))  # some is bold
        size = self.font().pointSizeF() * min(1.0, max(0.75, room))
        text = "&nbsp; ".join(_format_part(*part) for part in parts)
        self.predictions.setText(f"<span style='font-size:{size:.1f}pt'>{text}</span>")
        self.predictions.setToolTip(
            literal("\n".join([plain, *([change_help()] if change_words(inspection, inspection.returned) else [])]))
        )

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 (Qt's name)
        """Predictions fit the new width."""
        super().resizeEvent(event)
        if self._inspection is not None:
            self._show_predictions(self._inspection)

    def _list_parts(self, inspection: Inspection) -> list[tuple[Role, str, str]]:
        """Label and predictions: the role that gives the colour, the name, and the value of each."""
        label = self.tr("target") if is_numeric(inspection) else self.tr("label")
        parts: list[tuple[Role, str, str]] = [
            ("text", label, describe_label(inspection)),
            ("clean", self.tr("clean"), _format_prediction(inspection, inspection.clean_outputs)),
        ]
        if is_attacked(inspection):
            outputs = inspection.attacked_outputs[inspection.returned]
            parts.append(("attacked", self.tr("adversarial"), _format_prediction(inspection, outputs)))
            if change := change_words(inspection, inspection.returned):
                parts.append(("text", self.tr("decision change"), change))
        return parts


def _format_part(role: Role, name: str, text: str) -> str:
    colour = plot_style().colour(role).name()
    return f"{html.escape(name)} <b style='color:{colour}'>{html.escape(text)}</b>"


def _format_prediction(inspection: Inspection, outputs: np.ndarray) -> str:
    prediction = read_prediction(inspection, outputs)
    return prediction.text if prediction.index < 0 else f"{prediction.text} ({100 * prediction.share:.0f} %)"

"""Ground truth, clean and adversarial prediction in large letters, and whether the attack succeeds."""

from __future__ import annotations

import math

from PySide6.QtCore import QSize
from PySide6.QtGui import QFont, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QWidget

from ..plots import plot_style
from ..plots.style import Role
from ..widgets.fitted_label import FittedLabel
from ..widgets.layouts import make_column, make_row
from ..widgets.text import make_muted_label
from .base import VIEWS, InspectView
from .decision_words import change_help, change_words
from .meaning import Prediction, Verdict, describe_label, error, few_numbers, is_numeric, read_prediction, verdict

MARGINS, BORDER, SPACING = (9, 5, 4, 6), 6, 4  # of a card, in pixels


@VIEWS.register("prediction_view")
class PredictionView(InspectView):
    """One line of cards.

    Numbers have a card for the baseline, and the verdict compares errors; for the next token it shows the perplexity.
    """

    place = "top"
    order = 1

    def heading(self) -> str:
        return self.tr("Prediction")

    def build(self) -> None:
        self.cards = [PredictionCard() for _ in range(4)]
        self.cards[3].hide()
        self.verdict = VerdictLabel()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        for card in self.cards:
            row.addWidget(card, 2)  # shares of the room, whatever the texts are: a longer word moves nothing
        row.addWidget(self.verdict, 4)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def retranslate(self) -> None:
        names = (self.tr("Ground truth"), self.tr("Clean"), self.tr("Adversarial"), self.tr("Baseline"))
        for card, name in zip(self.cards, names, strict=True):
            card.set_name(name)

    def clear(self) -> None:
        for card in self.cards:
            card.show_prediction("-", "", "muted")
        self.cards[3].hide()
        self.verdict.say("", "", "muted")

    def draw(self) -> None:
        inspection = self.current
        clean = read_prediction(inspection, inspection.clean_outputs)
        self.cards[0].show_prediction(describe_label(inspection), "", "text")
        self.cards[1].show_prediction(clean.text, _share(clean), "clean")
        forecast = inspection.task == "forecasting"
        self.cards[3].set_name(self.tr("Persistence") if forecast else self.tr("Baseline"))
        self._show_baseline()
        if is_numeric(inspection) and len(inspection.baseline):
            self.cards[3].show_prediction(few_numbers(inspection.baseline), "", "muted")
            self.cards[3].setMinimumWidth(0)  # it vanishes before it would make the page wider
        if not self.has_attack:
            self.cards[2].show_prediction("-", self.tr("no attack"), "muted")
            self._say_verdict()

    def _show_baseline(self) -> None:
        """On a card where there is room for four; the verdict names its error in any case."""
        inspection = self.inspection
        there = inspection is not None and is_numeric(inspection) and len(inspection.baseline) > 0
        least = self.cards[0].minimumSizeHint().width()
        self.cards[3].setVisible(there and self.width() >= 7 * least)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 (Qt's name)
        """See `_show_baseline`."""
        super().resizeEvent(event)
        self._show_baseline()

    def draw_iteration(self) -> None:
        inspection = self.current
        if self.has_attack:
            attacked = read_prediction(inspection, inspection.attacked_outputs[self.iteration])
            self.cards[2].show_prediction(attacked.text, _share(attacked), "attacked")
            self._say_verdict()

    def _say_verdict(self) -> None:
        inspection = self.current
        if is_numeric(inspection):
            self._say_errors()
            return
        if inspection.task == "next_token" and len(inspection.scores):
            self._say_perplexity()
            return
        outcome = verdict(inspection, self.iteration)
        outcomes: dict[Verdict, tuple[str, Role]] = {
            "misclassified": (self.tr("Misclassified"), "wrong"),
            "robust": (self.tr("Robust"), "right"),
            "misclassified before": (self.tr("Misclassified"), "muted"),
            "clean right": (self.tr("Correct"), "right"),
            "clean wrong": (self.tr("Misclassified"), "muted"),
            "moved": (self.tr("Changed by the attack"), "text"),
        }
        heading, role = outcomes[outcome]
        change = change_words(inspection, self.iteration) if inspection.task == "classification" else ""
        second = {
            "misclassified": self.tr("the attack succeeds"),
            "robust": self.tr("the attack fails"),
            "misclassified before": self.tr("without attack"),
        }.get(outcome, "")
        if change:
            second = self.tr("decision change ({change})").format(change=change)
        self.verdict.say(heading, second, role, change_help() if change else "")

    def _say_perplexity(self) -> None:
        """The loss of the whole text: as perplexity, and as bits a token."""
        inspection = self.current
        loss = float(inspection.scores[self.iteration])
        heading = self.tr("Perplexity {perplexity}").format(perplexity=f"{math.exp(min(loss, 700.0)):.3g}")
        bits = f"{loss / math.log(2):.2f}"
        if self.has_attack:
            self.verdict.say(heading, self.tr("{bits} bits per token, under attack").format(bits=bits), "attacked")
        else:
            self.verdict.say(heading, self.tr("{bits} bits per token").format(bits=bits), "clean")

    def _say_errors(self) -> None:
        """The errors of the network, and that of the baseline."""
        inspection = self.current
        clean = error(inspection, inspection.clean_outputs)
        error_now = error(inspection, inspection.attacked_outputs[self.iteration]) if self.has_attack else clean
        heading = f"{clean:.3g} → {error_now:.3g}" if self.has_attack else f"{clean:.3g}"
        second = self.tr("error")
        if len(inspection.baseline):
            second = self.tr("error; baseline {error}").format(error=f"{error(inspection, inspection.baseline):.3g}")
        self.verdict.say(heading, second, "wrong" if error_now > clean else "right")


class VerdictLabel(QWidget):
    """What the attack has achieved, and below it what belongs to that, in two lines of one size."""

    def __init__(self) -> None:
        super().__init__()
        self.heading, self.second = FittedLabel(1.35, 0.8, QFont.Weight.Bold), FittedLabel(1.0, 0.8)
        make_column(None, self.heading, self.second, None, of=self, spacing=0, margins=(6, 0, 0, 0))

    def say(self, heading: str, second: str, role: Role, tip: str = "") -> None:
        """Both lines; the role gives the colour of the first, and `tip` explains the second."""
        self.heading.set_text(heading, plot_style().colour(role))
        self.second.set_text(second, plot_style().muted, tip)

    def text(self) -> str:
        """Both lines."""
        return f"{self.heading.text()}\n{self.second.text()}"


class PredictionCard(QFrame):
    """A small name and a probability above a large prediction; as wide as the layout allows."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("predictionCard")
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._name, self._share = FittedLabel(0.92, 0.7), make_muted_label("", 0.85)
        self._text = FittedLabel(1.6, 0.7, QFont.Weight.Bold)
        self._title = ""
        self._content: tuple[object, ...] = ()
        head = make_row(self._name, self._share, stretched=self._name, spacing=SPACING)
        make_column(head, self._text, of=self, spacing=0, margins=MARGINS)

    def minimumSizeHint(self) -> QSize:  # noqa: N802 (Qt's name)
        """A number is never cut, beside a probability if there is one; a long name of a class gives way."""
        width = self._text.room("positive" if self._share.text() else "0.0000…0.0000")
        if self._share.text():
            width = max(width, self._name.room(self._title) + self._share.sizeHint().width() + SPACING)
        return QSize(width + MARGINS[0] + MARGINS[2] + BORDER, super().minimumSizeHint().height())

    def set_name(self, name: str) -> None:
        """What kind of prediction it shows, such as the clean one."""
        self._title = name
        self._name.set_text(name, plot_style().muted)

    def show_prediction(self, text: str, share: str, role: Role) -> None:
        """The prediction, its probability as text, and the role that gives its colour."""
        style = plot_style()
        content = (self._title, text, share, role, style)
        if content == self._content:
            return  # style sheets cost more than everything else in a frame
        self._content = content
        self._name.set_text(self._title, style.muted)
        self._text.set_text(text, style.colour(role))
        self._share.setText(share)
        self._share.setVisible(bool(share))  # an empty one takes room, too
        self.setMinimumWidth(self.minimumSizeHint().width())  # layouts pass over the hint of an ignored width
        edge = style.colour(role) if role in ("clean", "attacked") else style.grid
        self.setStyleSheet(
            f"#predictionCard {{ background: {style.background.name()}; border: 1px solid {style.grid.name()};"
            f" border-left: 4px solid {edge.name()}; border-radius: 4px; }}"
        )
        self.setAccessibleName(f"{self._title}: {text} {share}")


def _share(prediction: Prediction) -> str:
    return "" if prediction.index < 0 else f"{100 * prediction.share:.0f} %"

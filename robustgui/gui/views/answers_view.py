"""The answers in large letters: what is true, what the network says, what it says under attack, and the verdict."""

from __future__ import annotations

import html
import math

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout

from ...evaluation.question import Inspection
from ..plots import plot_style
from ..widgets.metric_words import eps_text
from ..widgets.text import Elided
from .base import VIEWS, InspectView
from .decision_words import change_help, change_words
from .meaning import Guess, error, few_numbers, guess, is_numeric, truth, verdict


@VIEWS.register("answers_view")
class AnswersView(InspectView):
    """One line of cards; the pinned inspection has a small line of its own.

    Numbers have a card for the baseline, and the verdict compares errors; of the next token it speaks of perplexity.
    """

    place = "top"
    order = 1

    def heading(self) -> str:
        """See `InspectView`."""
        return self.tr("Answers")

    def build(self) -> None:
        """See `InspectView`."""
        self.cards = [AnswerCard() for _ in range(4)]
        self.cards[3].hide()
        self.verdict = QLabel()
        self.verdict.setAlignment(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
        self.verdict.setWordWrap(True)
        self.verdict.setMinimumWidth(84)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.pin = QLabel()
        self.pin.hide()
        row = QHBoxLayout()
        row.setSpacing(8)
        for card in self.cards:
            row.addWidget(card)
        row.addSpacing(6)
        row.addWidget(self.verdict, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addLayout(row)
        layout.addWidget(self.pin)

    def retranslate(self) -> None:
        """See `InspectView`."""
        names = (self.tr("Truth"), self.tr("Clean"), self.tr("Attacked"), self.tr("Baseline"))
        for card, name in zip(self.cards, names, strict=True):
            card.set_name(name)

    def clear(self) -> None:
        """See `InspectView`."""
        for card in self.cards:
            card.set_answer("-", "", "muted")
        self.cards[3].hide()
        self.verdict.setText("")
        self.pin.hide()

    def draw(self) -> None:
        """See `InspectView`."""
        found = self.inspection
        assert found is not None
        self.setMinimumHeight(0)
        clean = guess(found, found.clean_outputs)
        self.cards[0].set_answer(truth(found), "", "text")
        self.cards[1].set_answer(clean.text, _share(clean), "clean")
        forecast = found.task == "forecasting"
        self.cards[3].set_name(self.tr("Persistence") if forecast else self.tr("Baseline"))
        self.cards[3].setVisible(is_numeric(found) and len(found.baseline) > 0)
        if is_numeric(found) and len(found.baseline):
            self.cards[3].set_answer(few_numbers(found.baseline), "", "muted")
        self.pin.setVisible(self.pinned is not None)
        if self.pinned is not None:
            self.pin.setText(self._pinned_text(self.pinned))
        if not self.has_attack:
            self.cards[2].set_answer("-", self.tr("no attack"), "muted")
            self._say_verdict()

    def draw_iteration(self) -> None:
        """See `InspectView`."""
        found = self.inspection
        assert found is not None
        if self.has_attack:
            attacked = guess(found, found.attacked_outputs[self.iteration])
            self.cards[2].set_answer(attacked.text, _share(attacked), "attacked")
            self._say_verdict()

    def _say_verdict(self) -> None:
        found = self.inspection
        assert found is not None
        if is_numeric(found):
            self._say_errors()
            return
        if found.task == "next_token" and len(found.scores):
            self._say_perplexity()
            return
        outcome = verdict(found, self.iteration)
        heading, role = {
            "fooled": (self.tr("Fooled"), "wrong"),
            "stands": (self.tr("Stands"), "right"),
            "wrong before": (self.tr("Wrong already"), "muted"),
            "clean right": (self.tr("Right"), "right"),
            "clean wrong": (self.tr("Wrong"), "muted"),
            "moved": (self.tr("Moved by the attack"), "text"),
        }[outcome]
        change = change_words(found, self.iteration) if found.task == "classification" else ""
        second = self.tr("without an attack") if outcome == "wrong before" else ""
        if change:
            second = self.tr("decision change ({change})").format(change=change)
        self.verdict.setToolTip(change_help() if change else "")
        self._say(heading, second, role)

    def _say_perplexity(self) -> None:
        """The loss of the whole text: as perplexity, and as bits a token."""
        found = self.inspection
        assert found is not None
        loss = float(found.scores[self.iteration])
        heading = self.tr("Perplexity {perplexity}").format(perplexity=f"{math.exp(min(loss, 700.0)):.3g}")
        bits = f"{loss / math.log(2):.2f}"
        if self.has_attack:
            self._say(heading, self.tr("{bits} bits a token, under attack").format(bits=bits), "attacked")
        else:
            self._say(heading, self.tr("{bits} bits a token").format(bits=bits), "clean")

    def _say_errors(self) -> None:
        """How far off the numbers are, and whether a network is worth its while."""
        found = self.inspection
        assert found is not None
        clean = error(found, found.clean_outputs)
        shown = error(found, found.attacked_outputs[self.iteration]) if self.has_attack else clean
        heading = f"{clean:.3g} → {shown:.3g}" if self.has_attack else f"{clean:.3g}"
        second = self.tr("error")
        if len(found.baseline):
            second = self.tr("error; baseline {error}").format(error=f"{error(found, found.baseline):.3g}")
        self._say(heading, second, "wrong" if shown > clean else "right")

    def _say(self, heading: str, second: str, role: str) -> None:
        style = plot_style()
        heading, second = html.escape(heading), html.escape(second)
        size, colour = style.font.pointSizeF(), style.colour(role).name()  # type: ignore[arg-type]
        size *= 1.35 if len(heading) <= 10 else 1.0
        self.verdict.setText(
            f"<span style='font-size:{size:.1f}pt; font-weight:600; color:{colour}'>{heading}</span>"
            f"<br><span style='color:{style.muted.name()}'>{second or '&nbsp;'}</span>"  # always two lines high
        )
        if self.pin.isHidden():
            self.setMinimumHeight(max(self.minimumHeight(), self.sizeHint().height()))  # grows, so that nothing jumps

    def _pinned_text(self, pinned: Inspection) -> str:
        clean = guess(pinned, pinned.clean_outputs)
        parts = [self.tr("Pinned: sequence {index}, epoch {epoch}").format(
            index=pinned.question.index, epoch=pinned.epoch)]  # fmt: skip
        if pinned.question.threat is not None and len(pinned.attacked_outputs):
            attacked = guess(pinned, pinned.attacked_outputs[pinned.chosen])
            threat = pinned.question.threat
            parts.append(f"{threat.norm} {eps_text(threat.eps, threat.unit)}")
            parts.append(f"{clean.text} {_share(clean)} → {attacked.text} {_share(attacked)}")
        else:
            parts.append(f"{clean.text} {_share(clean)}")
        return "   ·   ".join(parts)


class AnswerCard(QFrame):
    """A small name and a probability above a large answer."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("answerCard")
        self._name, self._text, self._share = Elided("", 0.92), QLabel(), QLabel()
        self._text.setTextFormat(Qt.TextFormat.PlainText)
        self._said: tuple[object, ...] = ()
        grid = QGridLayout(self)
        grid.setContentsMargins(10, 5, 8, 6)
        grid.setVerticalSpacing(0)
        grid.setHorizontalSpacing(4)
        grid.addWidget(self._name, 0, 0)
        grid.addWidget(self._share, 0, 1)
        grid.addWidget(self._text, 1, 0, 1, 2)
        grid.setColumnStretch(0, 1)

    def minimumSizeHint(self) -> QSize:  # noqa: N802 (Qt's name)
        """A target of a regression is never cut; a long name of a class gives way."""
        least = super().minimumSizeHint()
        return QSize(max(80, min(least.width(), 120)), least.height())

    def set_name(self, name: str) -> None:
        """What the answer is an answer to."""
        self._name.setText(name)

    def set_answer(self, text: str, share: str, role: str) -> None:
        """The answer, its probability as text, and the role that gives its colour."""
        style = plot_style()
        said = (self._name.text(), text, share, role, style)
        if said == self._said:
            return  # style sheets cost more than everything else in a frame
        self._said = said
        shown = text if len(text) <= 18 else text[:17] + "…"
        self._text.setText(shown)
        self._text.setToolTip(text if shown != text else "")
        larger = 1.6 if len(shown) <= 5 else 1.3 if len(shown) <= 10 else 1.0
        colour, size = style.colour(role).name(), style.font.pointSizeF() * larger  # type: ignore[arg-type]
        largest = QFont(style.font)
        largest.setPointSizeF(style.font.pointSizeF() * 1.6)
        self._text.setMinimumHeight(QFontMetrics(largest).height())  # a long answer moves nothing below the cards
        self._text.setStyleSheet(f"color: {colour}; font-size: {size:.1f}pt; font-weight: 600;")
        self._share.setText(share)
        self._share.setVisible(bool(share))  # an empty one takes room, too
        self._name.setStyleSheet(f"color: {style.muted.name()};")
        edge = style.colour(role) if role in ("clean", "attacked") else style.grid  # type: ignore[arg-type]
        self.setStyleSheet(
            f"#answerCard {{ background: {style.background.name()}; border: 1px solid {style.grid.name()};"
            f" border-left: 4px solid {edge.name()}; border-radius: 4px; }}"
        )
        self.setAccessibleName(f"{self._name.text()}: {text} {share}")


def _share(answer: Guess) -> str:
    return "" if answer.index < 0 else f"{100 * answer.share:.0f} %"


if __name__ == "__main__":
    from .alone import run_alone

    run_alone(AnswersView)

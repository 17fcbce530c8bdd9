"""The verdict of an audit: reliable, doubtful or unreliable, why, and the figures it is about."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ....evaluation.audit.events import AuditCheck, AuditVerdict
from ...i18n.metric_words import format_score, score_title, unit_word
from ...i18n.numbers import format_number
from ...i18n.sentences import core_text, translate_sentence
from ...theme import current_theme
from ...widgets.card import Card
from ...widgets.text import paragraph, title
from .check_row import StatusSign, colour_of_status

_STATUSES = {"reliable": "passed", "doubtful": "warning", "unreliable": "failed"}


class VerdictCard(Card):
    """The first thing that is read of an audit."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.verdict: AuditVerdict | None = None
        self._lights: tuple[AuditCheck, ...] = ()
        self.lamp, self.word = StatusSign(size=30), title("")
        self.summary, self.reasons, self.figures = paragraph(), paragraph(), paragraph(second=True)
        words = QVBoxLayout()
        words.setSpacing(4)
        for part in (self.word, self.summary, self.reasons, self.figures):
            words.addWidget(part)
        row = QHBoxLayout()
        row.setSpacing(14)
        row.addWidget(self.lamp, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
        self.body.addLayout(row)

    def show_verdict(self, verdict: AuditVerdict | None, lights: tuple[AuditCheck, ...]) -> None:
        """Another one; None: there is none yet, and the card is hidden."""
        self.verdict, self._lights = verdict, lights
        self.setVisible(verdict is not None)
        self.retranslate()

    def retranslate(self) -> None:
        """Every text, and the colour of the verdict."""
        found = self.verdict
        if found is None:
            return
        word = {
            "reliable": self.tr("Reliable"),
            "doubtful": self.tr("Doubtful"),
            "unreliable": self.tr("Unreliable"),
        }[found.verdict]
        self.word.setText(word)
        self.lamp.show_status(_STATUSES[found.verdict])
        palette = self.word.palette()
        palette.setColor(
            QPalette.ColorRole.WindowText, QColor(colour_of_status(current_theme(), _STATUSES[found.verdict]))
        )
        self.word.setPalette(palette)
        self.summary.setText(translate_sentence(found.summary))
        titles = {light.name: translate_sentence(light.title) for light in self._lights}
        names = "; ".join(titles.get(name, name) for name in found.reasons)
        self.reasons.setText(self.tr("Checks that did not pass: {reasons}.").format(reasons=names) if names else "")
        self.reasons.setVisible(bool(names))
        words = self.tr("{metric}: {clean} on clean inputs, {value} under {attack} (95 % interval {low} to {high}), "
                        "{worst} in the worst case over all attacks tried. {threat}, eps {eps} {unit}, n = {samples}."
                        )  # fmt: skip
        self.figures.setText(
            words.format(
                metric=score_title(found.metric),
                clean=format_score(found.clean, found.metric),
                value=format_score(found.value, found.metric),
                low=format_score(found.low, found.metric),
                high=format_score(found.high, found.metric),
                worst=format_score(found.worst, found.metric),
                attack=core_text(found.attack),
                threat=core_text(found.threat),
                eps=format_number(found.eps, 4),
                unit=unit_word(found.unit),
                samples=found.samples,
            )
        )
        self.setAccessibleName(f"{word}. {self.summary.text()}")

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 (Qt's name)
        """Follows the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()

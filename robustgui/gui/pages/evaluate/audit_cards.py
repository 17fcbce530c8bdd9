"""Cards of an audit: each check with its status, result, meaning and advice; and the verdict with its figures."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QLayout, QWidget

from ....evaluation.audit.events import AuditCheck, AuditVerdict
from ...i18n.metric_words import format_score, score_title, unit_word
from ...i18n.numbers import format_number
from ...i18n.sentences import core_text, translate_sentence
from ...literal import literal
from ...palette import Theme
from ...theme import current_theme
from ...widgets.card import Card
from ...widgets.layouts import make_column, make_row
from ...widgets.text import heading, make_muted_label, paragraph, title

_STATUSES = {"reliable": "passed", "doubtful": "warning", "unreliable": "failed"}  # of the verdicts


class StatusSign(QWidget):
    """The status of a check as a round sign, in colour and shape."""

    def __init__(self, status: str = "skipped", size: int = 18, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.status = status
        self.setFixedSize(QSize(size, size))

    def show_status(self, status: str) -> None:
        """ "passed", "warning", "failed" or "skipped"."""
        self.status = status
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 (Qt's name)
        """A filled disc: passed with a tick, warning with a dash, failed with a cross; skipped is a ring."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        theme = current_theme()
        fill = QColor(colour_of_status(theme, self.status))
        edge = QRectF(self.rect()).adjusted(1.5, 1.5, -1.5, -1.5)
        pen = painter.pen()
        pen.setWidthF(1.8)
        if self.status == "skipped":
            pen.setColor(fill)
            painter.setPen(pen)
            painter.drawEllipse(edge)
            return
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(fill)
        painter.drawEllipse(edge)
        pen.setColor(QColor(theme.surface))
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        pen.setStyle(Qt.PenStyle.SolidLine)
        painter.setPen(pen)
        x, y, s = edge.center().x(), edge.center().y(), edge.width() / 4
        strokes = {
            "passed": ((-s, 0.1 * s, -0.2 * s, 0.8 * s), (-0.2 * s, 0.8 * s, s, -0.8 * s)),
            "warning": ((-s, 0, s, 0),),
            "failed": ((-0.8 * s, -0.8 * s, 0.8 * s, 0.8 * s), (-0.8 * s, 0.8 * s, 0.8 * s, -0.8 * s)),
        }
        for x1, y1, x2, y2 in strokes[self.status]:
            painter.drawLine(round(x + x1), round(y + y1), round(x + x2), round(y + y2))


def colour_of_status(theme: Theme, status: str) -> str:
    """The colour of a status in `theme`, as "#rrggbb"."""
    return {"passed": theme.good, "warning": theme.warning, "failed": theme.bad}.get(status, theme.muted)


class CheckCard(Card):
    """One check: its status at the left, and the explanation beside it."""

    def __init__(self, check: AuditCheck, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.check = check
        self.sign = StatusSign(check.status)
        self.name, self.result = heading(""), paragraph()
        self.meaning, self.advice = paragraph(second=True), paragraph()
        self.name.setWordWrap(True)  # a long title must not make the row wider than the page
        self.cost = make_muted_label()
        self.body.setContentsMargins(12, 8, 12, 10)
        top = make_row(self.name, self.cost, stretched=self.name)
        words = make_column(top, self.result, self.meaning, self.advice, spacing=2)
        self.body.addLayout(_beside(self.sign, words))
        self.retranslate()

    def retranslate(self) -> None:
        """Every text."""
        check = self.check
        self.name.setText(translate_sentence(check.title))
        self.result.setText(translate_sentence(check.finding))
        self.meaning.setText(translate_sentence(check.meaning))
        advice = translate_sentence(check.advice)
        self.advice.setText(self.tr("Next step: {advice}").format(advice=advice) if advice else "")
        self.advice.setVisible(bool(advice) and check.status in ("warning", "failed"))
        status = {
            "passed": self.tr("passed"),
            "warning": self.tr("warning"),
            "failed": self.tr("failed"),
            "skipped": self.tr("skipped"),
        }[check.status]
        cost = self.tr("n = {samples}, {seconds} s").format(samples=check.samples, seconds=f"{check.seconds:.1f}")
        self.cost.setText(f"{status} · {cost}" if check.samples else status)
        self.sign.setToolTip(literal(status))
        self.setAccessibleName(f"{self.name.text()}: {status}. {self.result.text()}")


class VerdictCard(Card):
    """The verdict of an audit: reliable, doubtful or unreliable, the reasons, and the figures it is about."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._verdict: AuditVerdict | None = None
        self._checks: tuple[AuditCheck, ...] = ()
        self.sign, self.word = StatusSign(size=30), title("")
        self.summary, self.reasons, self.figures = paragraph(), paragraph(), paragraph(second=True)
        words = make_column(self.word, self.summary, self.reasons, self.figures, spacing=4)
        self.body.addLayout(_beside(self.sign, words))

    def show_verdict(self, verdict: AuditVerdict | None, checks: tuple[AuditCheck, ...]) -> None:
        """Another one; None: there is none yet, and the card is hidden."""
        self._verdict, self._checks = verdict, checks
        self.setVisible(verdict is not None)
        self.retranslate()

    def retranslate(self) -> None:
        """Every text, and the colour of the verdict."""
        verdict = self._verdict
        if verdict is None:
            return
        word = {
            "reliable": self.tr("Reliable"),
            "doubtful": self.tr("Doubtful"),
            "unreliable": self.tr("Unreliable"),
        }[verdict.verdict]
        status = _STATUSES[verdict.verdict]
        self.word.setText(word)
        self.sign.show_status(status)
        palette = self.word.palette()
        palette.setColor(QPalette.ColorRole.WindowText, QColor(colour_of_status(current_theme(), status)))
        self.word.setPalette(palette)
        self.summary.setText(translate_sentence(verdict.summary))
        titles = {check.name: translate_sentence(check.title) for check in self._checks}
        names = "; ".join(titles.get(name, name) for name in verdict.reasons)
        self.reasons.setText(self.tr("Checks that did not pass: {reasons}.").format(reasons=names) if names else "")
        self.reasons.setVisible(bool(names))
        words = self.tr("{metric}: {clean} on clean inputs, {value} under {attack} (95 % interval {low} to {high}), "
                        "{worst} in the worst case over all attacks tried. {threat}, eps {eps} {unit}, n = {samples}."
                        )  # fmt: skip
        scores = {key: getattr(verdict, key) for key in ("clean", "value", "low", "high", "worst")}
        self.figures.setText(
            words.format(
                metric=score_title(verdict.metric),
                attack=core_text(verdict.attack),
                threat=core_text(verdict.threat),
                eps=format_number(verdict.eps, 4),
                unit=unit_word(verdict.unit),
                samples=verdict.samples,
                **{key: format_score(score, verdict.metric) for key, score in scores.items()},
            )
        )
        self.setAccessibleName(f"{word}. {self.summary.text()}")


def _beside(sign: StatusSign, words: QLayout) -> QLayout:
    """The sign at the left of the first of the `words`."""
    row = make_row(spacing=12)
    row.addWidget(sign, 0, Qt.AlignmentFlag.AlignTop)
    row.addLayout(words, 1)
    return row

"""One check of an audit: its status, what was measured, what that means, and what to do next."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ....evaluation.audit.events import AuditCheck
from ...i18n.sentences import translate_sentence
from ...literal import literal
from ...palette import Theme
from ...theme import current_theme
from ...widgets.card import Card
from ...widgets.text import heading, muted, paragraph


class StatusSign(QWidget):
    """The status of a check as a round sign, told by its colour and by its shape."""

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
    """What a check of this status looks like in `theme`, as "#rrggbb"."""
    return {"passed": theme.good, "warning": theme.warning, "failed": theme.bad}.get(status, theme.muted)


class CheckRow(Card):
    """A card with the status at its left, and the explanation beside it."""

    def __init__(self, light: AuditCheck, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.light = light
        self.lamp = StatusSign(light.status)
        self.name, self.found = heading(""), paragraph()
        self.meaning, self.advice = paragraph(second=True), paragraph()
        self.name.setWordWrap(True)  # a long title must not make the row wider than the page
        self.cost = muted()
        self.body.setContentsMargins(12, 8, 12, 10)
        words = QVBoxLayout()
        words.setSpacing(2)
        top = QHBoxLayout()
        top.addWidget(self.name, 1)
        top.addWidget(self.cost)
        words.addLayout(top)
        for part in (self.found, self.meaning, self.advice):
            words.addWidget(part)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self.lamp, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
        self.body.addLayout(row)
        self.retranslate()

    def retranslate(self) -> None:
        """Every text."""
        light = self.light
        self.name.setText(translate_sentence(light.title))
        self.found.setText(translate_sentence(light.found))
        self.meaning.setText(translate_sentence(light.meaning))
        advice = translate_sentence(light.advice)
        self.advice.setText(self.tr("Next step: {advice}").format(advice=advice) if advice else "")
        self.advice.setVisible(bool(advice) and light.status in ("warning", "failed"))
        status = {
            "passed": self.tr("passed"),
            "warning": self.tr("warning"),
            "failed": self.tr("failed"),
            "skipped": self.tr("skipped"),
        }[light.status]
        cost = self.tr("n = {samples}, {seconds} s").format(samples=light.samples, seconds=f"{light.seconds:.1f}")
        self.cost.setText(f"{status} · {cost}" if light.samples else status)
        self.lamp.setToolTip(literal(status))
        self.setAccessibleName(f"{self.name.text()}: {status}. {self.found.text()}")

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 (Qt's name)
        """Follows the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()

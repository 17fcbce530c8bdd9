"""One check of an audit: its status, what was measured, what that means, and what to do next."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ...evaluation.audit.events import STATUS_OF_COLOUR, AuditLight
from ..i18n.sentences import translate_sentence
from ..literal import literal
from ..palette import Theme
from ..theme import current_theme
from .card import Card
from .text import heading, muted, paragraph


class Lamp(QWidget):
    """A round light; its colour is also told by its shape, for those who cannot tell colours apart."""

    def __init__(self, colour: str = "grey", size: int = 18, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.colour = colour
        self.setFixedSize(QSize(size, size))

    def show_colour(self, colour: str) -> None:
        """ "green", "amber", "red" or "grey"."""
        self.colour = colour
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 (Qt's name)
        """Filled: green has a tick, amber a dash, red a cross, grey is a ring."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        theme = current_theme()
        fill = QColor(lamp_colour(theme, self.colour))
        edge = QRectF(self.rect()).adjusted(1.5, 1.5, -1.5, -1.5)
        pen = painter.pen()
        pen.setWidthF(1.8)
        if self.colour == "grey":
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
            "green": ((-s, 0.1 * s, -0.2 * s, 0.8 * s), (-0.2 * s, 0.8 * s, s, -0.8 * s)),
            "amber": ((-s, 0, s, 0),),
            "red": ((-0.8 * s, -0.8 * s, 0.8 * s, 0.8 * s), (-0.8 * s, 0.8 * s, 0.8 * s, -0.8 * s)),
        }
        for x1, y1, x2, y2 in strokes[self.colour]:
            painter.drawLine(round(x + x1), round(y + y1), round(x + x2), round(y + y2))


def lamp_colour(theme: Theme, colour: str) -> str:
    """What a light looks like in `theme`, as "#rrggbb"."""
    return {"green": theme.good, "amber": theme.warning, "red": theme.bad}.get(colour, theme.muted)


class LightRow(Card):
    """A card with the light at its left; the explanation is always there, so that nobody has to look for it."""

    def __init__(self, light: AuditLight, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.light = light
        self.lamp = Lamp(light.colour)
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
        self.advice.setVisible(bool(advice) and light.colour in ("amber", "red"))
        status = {
            "passed": self.tr("passed"),
            "warning": self.tr("warning"),
            "failed": self.tr("failed"),
            "skipped": self.tr("skipped"),
        }[STATUS_OF_COLOUR[light.colour]]
        cost = self.tr("n = {samples}, {seconds} s").format(samples=light.samples, seconds=f"{light.seconds:.1f}")
        self.cost.setText(f"{status} · {cost}" if light.samples else status)
        self.lamp.setToolTip(literal(status))
        self.setAccessibleName(f"{self.name.text()}: {status}. {self.found.text()}")

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 (Qt's name)
        """Follows the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()

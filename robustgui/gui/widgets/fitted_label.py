"""One line of text that is set smaller where the room is narrow, so that it moves nothing around it."""

from __future__ import annotations

import math

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QSizePolicy, QWidget

from ..literal import literal
from .text import tabular

_STEPS = 12  # sizes that are tried between the largest and the least


class FittedLabel(QWidget):
    """The text in the largest size that fits; what does not fit in the least size is elided and stands in the tooltip.

    The height is that of the largest size, and the width is whatever the layout gives: both are independent of the
    text.
    """

    def __init__(self, largest: float = 1.0, least: float = 0.8, weight: QFont.Weight = QFont.Weight.Normal) -> None:
        """
        Args:
            largest, least: sizes as multiples of the application's text.
            weight: of the letters.
        """
        super().__init__()
        self._largest, self._least, self._weight = largest, least, weight
        self._text, self._colour, self._tip = "", QColor(), ""
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def text(self) -> str:
        """The whole text."""
        return self._text

    def set_text(self, text: str, colour: QColor, tip: str = "") -> None:
        """Another text; `tip` explains it."""
        if (text, colour, tip) != (self._text, self._colour, self._tip):
            self._text, self._colour, self._tip = text, colour, tip
            self.setAccessibleName(text)
            self.update()

    def room(self, text: str) -> int:
        """The width in which `text` is whole in the least size."""
        return math.ceil(QFontMetricsF(self._font(self._least)).horizontalAdvance(text))

    def sizeHint(self) -> QSize:  # noqa: N802 (Qt's name)
        """Independent of the text."""
        return QSize(24, round(QFontMetricsF(self._font(self._largest)).height()))

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        """Independent of the text."""
        return self.sizeHint()

    def fit_text(self) -> tuple[QFont, str]:
        """The font and the text as they are painted."""
        font = self._font(self._least)
        for step in range(_STEPS + 1):
            larger = self._font(self._largest + (self._least - self._largest) * step / _STEPS)
            if QFontMetricsF(larger).horizontalAdvance(self._text) <= self.width():
                return larger, self._text
        return font, QFontMetricsF(font).elidedText(self._text, Qt.TextElideMode.ElideRight, self.width())

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """The text on the base line of the largest size."""
        font, text = self.fit_text()
        self.setToolTip(literal("\n".join(filter(None, [self._text if text != self._text else "", self._tip]))))
        painter = QPainter(self)
        painter.setFont(font)
        painter.setPen(self._colour)
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, text)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        """Follows the size of the application's text."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.ApplicationFontChange:
            self.updateGeometry()
            self.update()

    def _font(self, factor: float) -> QFont:
        font = tabular(QApplication.font())
        font.setPointSizeF(font.pointSizeF() * factor)
        font.setWeight(self._weight)
        return font

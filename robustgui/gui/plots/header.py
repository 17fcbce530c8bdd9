"""The strip above a plot: title at the left, legend at the right, so that neither covers data."""

from __future__ import annotations

import pyqtgraph as pg
from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter
from PySide6.QtWidgets import QStyleOptionGraphicsItem, QWidget

from .layer import Key
from .style import PlotStyle

_GAP, _SAMPLE = 10.0, 20.0  # between entries; length of a line sample


class Header(pg.GraphicsWidget):
    """Paints title and keys; what does not fit is left out from the right, with "+3" for three keys."""

    def __init__(self, style: PlotStyle) -> None:
        super().__init__()
        self.title = ""
        self.keys: tuple[Key, ...] = ()
        self.reserve = 0.0  # room kept free behind the title, for a button
        self.restyle(style)

    def restyle(self, style: PlotStyle) -> None:
        """Take colours and font of `style`."""
        self._style = style
        self._bold = QFont(style.font)
        self._bold.setWeight(QFont.Weight.DemiBold)
        height = QFontMetricsF(self._bold).height() + 8
        self.setFixedHeight(height)
        self.update()

    def sizeHint(self, which: Qt.SizeHint, constraint: QSizeF = QSizeF()) -> QSizeF:  # noqa: N802, B008 (Qt's)
        """One line high, as wide as there is room."""
        width = {Qt.SizeHint.MinimumSize: 0.0, Qt.SizeHint.MaximumSize: 16_777_215.0}.get(which, 100.0)
        return QSizeF(width, QFontMetricsF(self._bold).height() + 8)

    def title_end(self) -> float:
        """Where the title ends, in pixels from the left."""
        return 8 + QFontMetricsF(self._bold).horizontalAdvance(self.title)

    def set_contents(self, title: str, keys: tuple[Key, ...]) -> None:
        """What is shown."""
        self.title, self.keys = title, keys
        self.update()

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        """Title first, then as many keys as fit beside it."""
        rect = self.rect()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        bold, plain = QFontMetricsF(self._bold), QFontMetricsF(self._style.small)
        middle = rect.center().y()
        room = rect.width() - 16
        shown, title_width = self._fit(room, bold.horizontalAdvance(self.title), plain)
        painter.setFont(self._bold)
        painter.setPen(self._style.text)
        title = bold.elidedText(self.title, Qt.TextElideMode.ElideRight, title_width)
        painter.drawText(QPointF(8, middle + bold.capHeight() / 2), title)
        painter.setFont(self._style.small)
        x = rect.right() - 8
        left_out = len(self.keys) - len(shown)
        if left_out:
            more = f"+{left_out}"
            x -= plain.horizontalAdvance(more)
            painter.setPen(self._style.muted)
            painter.drawText(QPointF(x, middle + plain.capHeight() / 2), more)
            x -= _GAP
        for key in reversed(shown):
            x -= plain.horizontalAdvance(key.name)
            painter.setPen(self._style.muted)
            painter.drawText(QPointF(x, middle + plain.capHeight() / 2), key.name)
            x -= 5
            x = self._sample(painter, key, x, middle)
            x -= _GAP

    def _fit(self, room: float, title: float, plain: QFontMetricsF) -> tuple[list[Key], float]:
        """The keys that fit, and the room left for the title, which goes before them."""
        title = min(title + 1, room)
        left = room - title - self.reserve - _GAP
        shown: list[Key] = []
        for place, key in enumerate(self.keys):
            width = plain.horizontalAdvance(key.name) + 5 + _GAP + self._sample_width(key)
            reserve = 0.0 if place == len(self.keys) - 1 else plain.horizontalAdvance("+99")
            if width > left - reserve:
                break
            left -= width
            shown.append(key)
        return shown, title

    @staticmethod
    def _sample_width(key: Key) -> float:
        return _SAMPLE if key.pen is not None else 9.0

    def _sample(self, painter: QPainter, key: Key, right: float, middle: float) -> float:
        """Draw what the key stands for, ending at `right`; where it begins."""
        left = right - self._sample_width(key)
        if key.pen is not None:
            painter.setPen(key.pen)
            painter.drawLine(QPointF(left, middle), QPointF(right, middle))
        elif key.fill is not None:
            painter.fillRect(QRectF(left, middle - 4.5, 9, 9), key.fill)
        elif key.dot is not None:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(key.dot)
            painter.drawEllipse(QPointF(left + 4.5, middle), 4, 4)
        return left

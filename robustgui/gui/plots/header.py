"""The strip above a plot: title, legend and colour bar, so that none of them covers data."""

from __future__ import annotations

from collections.abc import Sequence

import pyqtgraph as pg
from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QLinearGradient, QPainter, QPen
from PySide6.QtWidgets import QGraphicsSceneResizeEvent, QStyleOptionGraphicsItem, QWidget

from .layer import Key
from .style import PlotStyle

_GAP, _EDGE, _NEAR = 10.0, 8.0, 5.0  # between entries; at either side; between a sample and its name
_LINE, _SQUARE, _RAMP = 20.0, 9.0, 56.0  # widths of samples: of a line, a square or a dot, a colour bar
_SHORTEST = 16.0  # of a colour bar
_MOST_LINES = 4


class Header(pg.GraphicsWidget):
    """Title at the left, keys at the right; keys that do not fit beside it go into lines of their own."""

    def __init__(self, style: PlotStyle) -> None:
        super().__init__()
        self.title = ""
        self.keys: tuple[Key, ...] = ()
        self.reserve = 0.0  # room kept free behind the title, for a button
        self._level: list[Header] = [self]  # all of them are as high as the highest
        self._lines: list[list[Key]] = [[]]  # keys of each line; the first has the title
        self.restyle(style)

    def restyle(self, style: PlotStyle) -> None:
        """Take colours and font of `style`."""
        self._style = style
        self._bold = QFont(style.font)
        self._bold.setWeight(QFont.Weight.Bold)
        self._arrange()

    def set_contents(self, title: str, keys: tuple[Key, ...]) -> None:
        """What is shown."""
        if (title, keys) != (self.title, self.keys):
            self.title, self.keys = title, keys
            self._arrange()

    def title_end(self) -> float:
        """Where the title ends, in pixels from the left."""
        return _EDGE + QFontMetricsF(self._bold).horizontalAdvance(self.title)

    def sizeHint(self, which: Qt.SizeHint, constraint: QSizeF = QSizeF()) -> QSizeF:  # noqa: N802, B008 (Qt's)
        """As wide as there is room, as high as its lines."""
        width = {Qt.SizeHint.MinimumSize: 0.0, Qt.SizeHint.MaximumSize: 16_777_215.0}.get(which, 100.0)
        return QSizeF(width, self._height())

    def resizeEvent(self, event: QGraphicsSceneResizeEvent) -> None:  # noqa: N802 (Qt's name)
        """Another width needs other lines."""
        super().resizeEvent(event)
        if event.newSize().width() != event.oldSize().width():
            self._arrange()

    def _height(self) -> float:
        lines = max(len(header._lines) for header in self._level)
        small = QFontMetricsF(self._style.small).height() + 3
        return QFontMetricsF(self._bold).height() + 8 + (lines - 1) * small

    def _arrange(self) -> None:
        """Break the keys into lines."""
        room = self.size().width() - 2 * _EDGE
        beside = room - min(room, self.title_end() - _EDGE) - self.reserve - _GAP
        widths = [self._width(key) + _GAP for key in self.keys]
        lines: list[list[Key]] = [[]]
        if sum(widths) <= beside or room <= 0:
            lines[0] = list(self.keys)
        else:
            left = 0.0
            for key, width in zip(self.keys, widths, strict=True):
                if width > left and len(lines) < _MOST_LINES:
                    lines.append([])
                    left = room
                lines[-1].append(key)
                left -= width
        self._lines = lines
        for header in self._level:
            header.setFixedHeight(header._height())
        self.update()

    def _width(self, key: Key) -> float:
        metrics = QFontMetricsF(self._style.small)
        width = metrics.horizontalAdvance(key.name) + _NEAR + self._sample_width(key)
        return width + (metrics.horizontalAdvance(key.low) + _NEAR if key.ramp else 0.0)

    def _sample_width(self, key: Key) -> float:
        if not key.ramp:
            return _LINE if key.pen is not None else _SQUARE
        metrics = QFontMetricsF(self._style.small)
        texts = metrics.horizontalAdvance(key.name) + metrics.horizontalAdvance(key.low) + 2 * _NEAR
        return max(_SHORTEST, min(_RAMP, self.size().width() - 2 * _EDGE - texts))

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        """Title, then the keys of each line from the right."""
        rect = self.rect()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        bold, plain = QFontMetricsF(self._bold), QFontMetricsF(self._style.small)
        first = bold.height() + 8
        room = rect.width() - 2 * _EDGE - self.reserve - sum(self._width(key) + _GAP for key in self._lines[0])
        painter.setFont(self._bold)
        painter.setPen(self._style.text)
        title = bold.elidedText(self.title, Qt.TextElideMode.ElideRight, room + 1)
        painter.drawText(QPointF(_EDGE, first / 2 + bold.capHeight() / 2), title)
        painter.setFont(self._style.small)
        for number, keys in enumerate(self._lines):
            middle = first / 2 if not number else first + (number - 0.5) * (plain.height() + 3) - 3
            right = rect.right() - _EDGE
            for key in reversed(keys):
                right = self._paint_key(painter, key, right, middle, plain) - _GAP

    def _paint_key(self, painter: QPainter, key: Key, right: float, middle: float, metrics: QFontMetricsF) -> float:
        """One key that ends at `right`; where it begins."""
        base = middle + metrics.capHeight() / 2
        most = self.rect().width() - 2 * _EDGE - self._sample_width(key) - _NEAR
        name = metrics.elidedText(key.name, Qt.TextElideMode.ElideRight, max(most, 1.0))
        right -= metrics.horizontalAdvance(name)
        painter.setPen(self._style.muted)
        painter.drawText(QPointF(right, base), name)
        right -= _NEAR
        left = right - self._sample_width(key)
        if key.ramp:
            self._paint_ramp(painter, key, QRectF(left, middle - 4.5, right - left, 9.0))
            left -= metrics.horizontalAdvance(key.low) + _NEAR
            painter.setPen(self._style.muted)
            painter.drawText(QPointF(left, base), key.low)
        elif key.pen is not None:
            painter.setPen(key.pen)
            painter.drawLine(QPointF(left, middle), QPointF(right, middle))
        elif key.fill is not None:
            painter.fillRect(QRectF(left, middle - 4.5, _SQUARE, _SQUARE), key.fill)
        elif key.dot is not None:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(key.dot)
            painter.drawEllipse(QPointF(left + 4.5, middle), 4, 4)
        return left

    def _paint_ramp(self, painter: QPainter, key: Key, bar: QRectF) -> None:
        gradient = QLinearGradient(bar.topLeft(), bar.topRight())
        for place, colour in enumerate(key.ramp):
            gradient.setColorAt(place / (len(key.ramp) - 1), colour)
        painter.setPen(QPen(self._style.grid, 1.0))
        painter.setBrush(gradient)
        painter.drawRect(bar)


def level(headers: Sequence[Header]) -> None:
    """Make headers beside each other as high as the highest of them, so that the plots below line up."""
    shared = list(headers)
    for header in shared:
        header._level = shared

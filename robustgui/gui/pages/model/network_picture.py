"""The network as a picture: input, layers with their directions and sizes, readout, outputs; parts can be pressed."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from PySide6.QtCore import QLineF, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QPalette, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from ...theme import current_theme

_GAP = 28.0  # between boxes, room for an arrow
_HEIGHT = 88.0


@dataclass(frozen=True)
class Box:
    """One box of the picture."""

    key: str  # emitted when it is pressed
    title: str
    lines: tuple[str, ...]
    forwards: bool = False  # an arrow in reading direction
    backwards: bool = False


class NetworkPicture(QWidget):
    """Boxes from left to right, wrapped into rows where the width is small; data flow along the arrows.

    Signals:
        pressed: a box was pressed; carries its key.
    """

    pressed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._boxes: tuple[Box, ...] = ()
        self._hovered = -1
        self.setMouseTracking(True)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def set_boxes(self, boxes: tuple[Box, ...]) -> None:
        """Another network."""
        self._boxes = boxes
        self._hovered = -1
        self.setAccessibleDescription(" → ".join(f"{b.title} {' '.join(b.lines)}" for b in boxes))
        self.updateGeometry()
        self.update()

    def heightForWidth(self, width: int) -> int:  # noqa: N802
        """As many rows as it takes."""
        places = self._places(width)
        return int(places[-1].bottom() + 8) if places else 96

    def sizeHint(self) -> QSize:  # noqa: N802
        """The rows at the present width."""
        return QSize(400, self.heightForWidth(max(self.width(), 400)))

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        """Two boxes wide."""
        return QSize(260, self.heightForWidth(max(self.width(), 260)))

    def _width_of(self, box: Box) -> float:
        metrics = self.fontMetrics()
        texts = (metrics.horizontalAdvance(text) for text in (box.title, *box.lines))
        return max(88.0, max(texts) * 1.08 + 28)

    def _places(self, width: int) -> list[QRectF]:
        """The rectangle of each box; rows are filled from the left."""
        places: list[QRectF] = []
        x, y = 1.0, 8.0
        for box in self._boxes:
            wide = self._width_of(box)
            if places and x + wide > width:
                x, y = 1.0, y + _HEIGHT + 24
            places.append(QRectF(x, y, wide, _HEIGHT))
            x += wide + _GAP
        return places

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """Boxes and the arrows between them."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        places = self._places(self.width())
        second = self.palette().color(QPalette.ColorRole.PlaceholderText)
        for before, after in pairwise(places):
            if before.y() == after.y():
                y = before.center().y()
                _arrow(painter, QPointF(before.right() + 4, y), QPointF(after.left() - 4, y), second)
            else:
                _turn(painter, before, after, second)
        for i, (box, place) in enumerate(zip(self._boxes, places, strict=True)):
            self._draw(painter, box, place, i == self._hovered)

    def _draw(self, painter: QPainter, box: Box, place: QRectF, hovered: bool) -> None:
        text = self.palette().color(QPalette.ColorRole.Text)
        second = self.palette().color(QPalette.ColorRole.PlaceholderText)
        is_recurrent = box.forwards or box.backwards
        fill = QColor(QColor(current_theme().accent) if is_recurrent else text)
        fill.setAlphaF(0.14 if is_recurrent else 0.05)
        border = QColor(QColor(current_theme().accent) if is_recurrent or hovered else text)
        border.setAlphaF(1.0 if hovered else 0.55 if is_recurrent else 0.2)
        painter.setPen(QPen(border, 1))
        painter.setBrush(fill)
        painter.drawRoundedRect(place.adjusted(0.5, 0.5, -0.5, -0.5), 8, 8)
        if is_recurrent:
            self._draw_directions(painter, box, place)
        font = self.font()
        font.setWeight(font.Weight.Bold)
        painter.setFont(font)
        painter.setPen(text)
        centre = Qt.AlignmentFlag.AlignCenter
        line = float(self.fontMetrics().height())
        top = place.top() + (place.height() - line * (1 + len(box.lines)) - (18 if is_recurrent else 0)) / 2
        painter.drawText(QRectF(place.left(), top, place.width(), line), centre, box.title)
        painter.setFont(self.font())
        painter.setPen(second)
        for n, words in enumerate(box.lines, 1):
            painter.drawText(QRectF(place.left(), top + n * line, place.width(), line), centre, words)

    def _draw_directions(self, painter: QPainter, box: Box, place: QRectF) -> None:
        """Arrows along the time axis at the foot of a recurrent layer."""
        left, right, y = place.left() + 16, place.right() - 16, place.bottom() - 12
        middle = (left + right) / 2
        if box.forwards and box.backwards:
            _arrow(painter, QPointF(middle + 4, y), QPointF(right, y), QColor(current_theme().accent))
            _arrow(painter, QPointF(middle - 4, y), QPointF(left, y), QColor(current_theme().accent))
        else:
            _arrow(painter, QPointF(left, y), QPointF(right, y), QColor(current_theme().accent))

    def _at(self, point: QPointF) -> int:
        return next((i for i, place in enumerate(self._places(self.width())) if place.contains(point)), -1)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Highlights the box under the pointer."""
        hovered = self._at(event.position())
        if hovered != self._hovered:
            self._hovered = hovered
            self.setCursor(Qt.CursorShape.PointingHandCursor if hovered >= 0 else Qt.CursorShape.ArrowCursor)
            self.update()

    def leaveEvent(self, event) -> None:  # noqa: N802
        """No box is under the pointer."""
        self._hovered = -1
        self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """A box was pressed."""
        place = self._at(event.position())
        if place >= 0 and event.button() == Qt.MouseButton.LeftButton:
            self.pressed.emit(self._boxes[place].key)


def _turn(painter: QPainter, before: QRectF, after: QRectF, colour: QColor) -> None:
    """From the end of one row back to the beginning of the next."""
    painter.setPen(QPen(colour, 1.5))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    out, into = QPointF(before.center().x(), before.bottom() + 4), QPointF(after.center().x(), after.top() - 4)
    middle = (out.y() + into.y()) / 2 - 2
    painter.drawPolyline(QPolygonF([out, QPointF(out.x(), middle), QPointF(into.x(), middle)]))
    _arrow(painter, QPointF(into.x(), middle), into, colour)


def _arrow(painter: QPainter, start: QPointF, end: QPointF, colour: QColor) -> None:
    """A line with a small head, along an axis."""
    painter.setPen(QPen(colour, 1.5))
    painter.setBrush(colour)
    painter.drawLine(QLineF(start, end))
    along = end - start
    length = max(1.0, (along.x() ** 2 + along.y() ** 2) ** 0.5)
    along = along / length
    across = QPointF(-along.y(), along.x())
    back = end - along * 6
    painter.drawPolygon(QPolygonF([end, back + across * 3, back - across * 3]))

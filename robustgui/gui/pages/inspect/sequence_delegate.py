"""Paints a row of the list: number, class, the sequence in small, and a dot for the outcome of the attack."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QPainter, QPalette, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from ...plots.style import plot_style
from ...views.thumbnails import Thumbnails
from .sequence_rows import Mark, SequenceRows


class SequenceDelegate(QStyledItemDelegate):
    """Paints rows of one height."""

    def __init__(self, rows: SequenceRows) -> None:
        super().__init__(rows)
        self._rows = rows
        self._thumbnails = Thumbnails()

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:  # noqa: N802
        """One height for all."""
        return QSize(60, option.fontMetrics.height() * 2 + 8)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """The row of a sequence."""
        part = self._rows.part
        if part is None:
            return
        number = int(self._rows.shown[index.row()])
        rect = QRectF(option.rect)
        palette: QPalette = option.palette
        state = option.state
        font: QFont = option.font
        metrics = option.fontMetrics
        style = plot_style()
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, style.between(style.accent, 0.22))
            painter.fillRect(QRectF(rect.left(), rect.top(), 3, rect.height()), style.accent)
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, style.between(style.text, 0.05))
        side = metrics.horizontalAdvance("-0.000") + 4.0
        text = rect.adjusted(10, 3, -8, -3)
        painter.setFont(font)
        painter.setPen(palette.color(QPalette.ColorRole.Text))
        label = metrics.elidedText(self._rows.label_text(number), Qt.TextElideMode.ElideRight, int(side))
        painter.drawText(QRectF(text.left(), text.top(), side, text.height() / 2), Qt.AlignmentFlag.AlignVCenter, label)
        painter.setFont(style.small)
        painter.setPen(style.muted)
        painter.drawText(
            QRectF(text.left(), text.center().y(), side, text.height() / 2), Qt.AlignmentFlag.AlignVCenter, f"{number}"
        )
        room = rect.adjusted(16 + side, 6, -20, -6)
        self._thumbnails.paint(painter, part, number, room, style)
        self._dot(painter, Mark(int(self._rows.marks[number])), QPointF(rect.right() - 10, rect.center().y()))
        painter.restore()

    @staticmethod
    def _dot(painter: QPainter, mark: Mark, middle: QPointF) -> None:
        """Misclassified under attack: a filled diamond; still correct: a ring; wrong before: a grey cross."""
        style = plot_style()
        if mark is Mark.ROBUST:
            painter.setPen(QPen(style.colour("right"), 1.6))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawEllipse(middle, 3.4, 3.4)
        elif mark is Mark.MISCLASSIFIED:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(style.colour("wrong"))
            x, y = middle.x(), middle.y()
            painter.drawPolygon([QPointF(x, y - 5), QPointF(x + 5, y), QPointF(x, y + 5), QPointF(x - 5, y)])
        elif mark is Mark.WRONG:
            painter.setPen(QPen(style.muted, 1.6))
            painter.drawLine(middle + QPointF(-3.2, -3.2), middle + QPointF(3.2, 3.2))
            painter.drawLine(middle + QPointF(-3.2, 3.2), middle + QPointF(3.2, -3.2))

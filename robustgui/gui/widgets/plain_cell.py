"""A cell of plain text, for tables that are scrolled fast: one question to the model, no style sheet."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from ..theme import current_theme

_MARGIN = 6


class PlainCell(QStyledItemDelegate):
    """Qt's own delegate asks a model seven questions for each cell, and a style sheet as many again."""

    def __init__(self, right: frozenset[int] = frozenset(), parent: QWidget | None = None) -> None:
        """Columns in `right` are set to the right."""
        super().__init__(parent)
        self._right = right

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """The text, shortened where the cell is too narrow."""
        theme, rect = current_theme(), option.rect
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, QColor(theme.accent_soft))
        side = Qt.AlignmentFlag.AlignRight if index.column() in self._right else Qt.AlignmentFlag.AlignLeft
        room = rect.adjusted(_MARGIN, 0, -_MARGIN, 0)
        words = option.fontMetrics.elidedText(str(index.data() or ""), Qt.TextElideMode.ElideRight, room.width())
        painter.setFont(option.font)
        painter.setPen(QColor(theme.text))
        painter.drawText(room, side | Qt.AlignmentFlag.AlignVCenter, words)

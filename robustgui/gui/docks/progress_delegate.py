"""A slim progress bar with its percentage, painted into a cell."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from ..theme import current_theme, scaled
from .queue_model import SHARE


class ProgressDelegate(QStyledItemDelegate):
    """Reads the share that is done from the `SHARE` role; an unknown share leaves the cell empty."""

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Track, bar and number."""
        super().paint(painter, option, index)
        share = index.data(SHARE)
        if share is None:
            return
        share = min(1.0, max(0.0, share))
        theme = current_theme()
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        text = f"{share:.0%}".replace("%", " %")
        room = option.fontMetrics.horizontalAdvance("100 %") + scaled(10)
        height = scaled(6)
        rect = QRectF(option.rect).adjusted(scaled(8), 0, -scaled(8), 0)
        track = QRectF(rect.left(), rect.center().y() - height / 2, max(0.0, rect.width() - room), height)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(theme.sunken))
        painter.drawRoundedRect(track, height / 2, height / 2)
        if share > 0:
            painter.setBrush(QColor(theme.accent))
            bar = QRectF(track.left(), track.top(), max(height, track.width() * share), height)
            painter.drawRoundedRect(bar, height / 2, height / 2)
        painter.setPen(QColor(theme.muted))
        painter.drawText(rect, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, text)
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:  # noqa: N802
        """Wide enough to see a percent."""
        return QSize(scaled(180), super().sizeHint(option, index).height())

"""Draws the shape of a sequence into a table cell: every feature as a thin line in the cell's height."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from ..theme import current_theme

Values = NDArray[np.floating]
_POINTS = 64  # per line at most: more than a cell can show
_LINES = 6  # features at most


class Sparkline(QStyledItemDelegate):
    """Asks `sequence(row)` for (T, F) and draws it; only the rows on screen are ever asked for.

    The vertical range is that of each feature over the sequence, so that shapes can be told apart at a glance.
    """

    def __init__(self, sequence: Callable[[int], Values], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sequence = sequence

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:  # noqa: N802
        """Wide enough for a shape."""
        return QSize(160, 28)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """The lines, first feature in front."""
        state: QStyle.StateFlag = option.state
        rect = option.rect
        theme = current_theme()
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, QColor(theme.accent_soft))
        lines = polylines(self._sequence(index.row()), rect.width() - 16.0, rect.height() - 8.0)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.translate(rect.x() + 8.0, rect.y() + 4.0)
        colour = QColor(theme.clean)
        for i in range(len(lines) - 1, -1, -1):
            colour.setAlphaF(1.0 if i == 0 else 0.5)
            painter.setPen(QPen(colour, 1, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
            painter.drawPolyline(lines[i])
        painter.restore()


def polylines(values: Values, width: float, height: float) -> list[QPolygonF]:
    """`values` (T, F) as one line a feature inside `width` x `height`."""
    steps = len(values)
    if not steps:
        return []
    take = np.linspace(0, steps - 1, min(steps, _POINTS)).round().astype(np.int64)
    y = np.asarray(values[take, :_LINES], np.float64)
    low, high = y.min(0), y.max(0)
    span = np.where(high > low, high - low, 1.0)
    y = np.where(high > low, (high - y) / span, 0.5) * height
    x = take / max(steps - 1, 1) * width
    return [QPolygonF([QPointF(a, b) for a, b in zip(x, y[:, f], strict=True)]) for f in range(y.shape[1])]

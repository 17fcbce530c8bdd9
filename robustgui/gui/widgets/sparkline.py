"""Draws the shape of a sequence into a table cell: every feature as a thin line in the cell's height; text as text."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray
from pyqtgraph.functions import arrayToQPolygonF
from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPixmap, QPolygonF
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from ..theme import current_theme

Values = NDArray[np.floating]
_BUCKETS = 32  # of each the least and the largest value: as much as a cell can show
_LINES = 6  # features at most
_LOOKED_AT = 1 << 16  # steps of a longer sequence that are looked at
_KEPT = 512  # pictures: some screens, so that scrolling back and forth draws nothing twice


class Sparkline(QStyledItemDelegate):
    """Asks `sequence(row)` for (T, F) and draws it, or `text(row)` where there is one; only for rows on screen.

    What is no bundle of curves, `paint_kind(painter, row, room)` paints, and says so.

    The vertical range is that of each feature over the sequence, so that shapes can be told apart at a glance.
    """

    def __init__(
        self,
        sequence: Callable[[int], Values],
        text: Callable[[int], str] = lambda row: "",
        parent: QWidget | None = None,
        *,
        paint_kind: Callable[[QPainter, int, QRectF], bool] = lambda painter, row, room: False,
    ) -> None:
        super().__init__(parent)
        self._sequence, self._text, self._paint_kind = sequence, text, paint_kind
        self._pictures: OrderedDict[tuple[object, ...], QPixmap] = OrderedDict()

    def forget(self) -> None:
        """The rows hold other sequences now."""
        self._pictures.clear()

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:  # noqa: N802
        """Wide enough for a shape."""
        return QSize(160, 28)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """The lines, first feature in front; what has a text is written instead."""
        state: QStyle.StateFlag = option.state
        rect = option.rect
        theme = current_theme()
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, QColor(theme.accent_soft))
        if words := self._text(index.row()):
            room = rect.adjusted(8, 0, -8, 0)
            painter.save()
            painter.setPen(QColor(theme.text))
            words = option.fontMetrics.elidedText(words, Qt.TextElideMode.ElideRight, room.width())
            painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, words)
            painter.restore()
            return
        ratio = painter.device().devicePixelRatio()
        key = (index.row(), rect.width(), rect.height(), ratio, theme.clean)
        picture = self._pictures.get(key)
        if picture is None:
            picture = self._pictures[key] = self._picture(index.row(), rect.size(), ratio, theme.clean)
            if len(self._pictures) > _KEPT:
                self._pictures.popitem(last=False)
        painter.drawPixmap(rect.topLeft(), picture)

    def _picture(self, row: int, size: QSize, ratio: float, name: str) -> QPixmap:
        picture = QPixmap(size * ratio)
        picture.setDevicePixelRatio(ratio)
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        room = QRectF(8.0, 4.0, size.width() - 16.0, size.height() - 8.0)
        if not self._paint_kind(painter, row, room):
            _paint_curves(painter, self._sequence(row), room, QColor(name))
        painter.end()
        return picture


def polylines(values: Values, width: float, height: float) -> list[QPolygonF]:
    """`values` (T, F) as one line a feature inside `width` x `height`; peaks of long sequences are kept."""
    steps = len(values)
    if not steps:
        return []
    x, y = _decimate(values[:, :_LINES])
    low, high = y.min(0), y.max(0)
    span = np.where(high > low, high - low, 1.0)
    y = np.where(high > low, (high - y) / span, 0.5) * height
    x = x / max(steps - 1, 1) * width
    return [arrayToQPolygonF(x, y[:, f]) for f in range(y.shape[1])]


def _decimate(values: Values) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Steps and values (P,), (P, F): all of a short sequence, else the least and largest of each bucket of steps."""
    steps = len(values)
    if steps <= 2 * _BUCKETS:
        return np.arange(steps, dtype=np.float64), values.astype(np.float64)
    stride = -(-steps // _LOOKED_AT)
    looked_at = values[::stride]
    edges = np.arange(_BUCKETS) * len(looked_at) // _BUCKETS
    low = np.minimum.reduceat(looked_at, edges, axis=0)
    high = np.maximum.reduceat(looked_at, edges, axis=0)
    y = np.empty((2 * _BUCKETS, values.shape[1]))
    rising = looked_at[edges] <= looked_at[np.append(edges[1:] - 1, -1)]  # the line enters a bucket on its near side
    y[0::2], y[1::2] = np.where(rising, low, high), np.where(rising, high, low)
    return np.linspace(0, steps - 1, 2 * _BUCKETS), y


def _paint_curves(painter: QPainter, values: Values, room: QRectF, colour: QColor) -> None:
    painter.translate(room.topLeft())
    lines = polylines(values, room.width(), room.height())
    for i in range(len(lines) - 1, -1, -1):
        colour.setAlphaF(1.0 if i == 0 else 0.5)
        painter.setPen(QPen(colour, 1, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        painter.drawPolyline(lines[i])

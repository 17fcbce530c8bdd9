"""The sequences of one part as list rows, and how they are painted; only an index array is kept for them."""

from __future__ import annotations

from enum import IntEnum
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPointF,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QFont, QPainter, QPalette, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from ....data import SequenceSet
from ...plots.style import plot_style
from ...views.thumbnails import Thumbnails

Index = QModelIndex | QPersistentModelIndex


class Mark(IntEnum):
    """What is known about the network's predictions for a sequence."""

    UNKNOWN = 0
    ROBUST = 1
    MISCLASSIFIED = 2
    WRONG = 3  # without any attack


class SequenceRows(QAbstractListModel):
    """`indices` holds the index of the sequence in each row; the delegate paints it from `part`."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.part: SequenceSet | None = None
        self.indices: NDArray[np.int64] = np.empty(0, np.int64)
        self.marks: NDArray[np.int8] = np.empty(0, np.int8)

    def set_part(self, part: SequenceSet | None) -> None:
        """Other sequences, all of them shown, without marks."""
        self.beginResetModel()
        self.part = part
        count = 0 if part is None else len(part)
        self.indices = np.arange(count)
        self.marks = np.zeros(count, np.int8)
        self.endResetModel()

    def narrow(self, text: str = "", label: int | None = None, mark: Mark | None = None,
               only: tuple[int, ...] | None = None) -> None:  # fmt: skip
        """Show the sequences that fit all conditions.

        Args:
            text: beginning of the number, or a part of the class's name.
            label: class index.
            mark: of the sequences.
            only: indices of a filter.
        """
        part = self.part
        if part is None:
            return
        fits = np.ones(len(part), bool)
        if only is not None:
            fits[:] = False
            fits[[i for i in only if 0 <= i < len(part)]] = True
        if label is not None and part.task == "classification":
            fits &= part.labels == label
        if mark is not None:
            fits &= self.marks == mark
        if text.strip():
            fits &= _matches(part, text.strip())
        self.beginResetModel()
        self.indices = np.flatnonzero(fits)
        self.endResetModel()

    def mark(self, index: int, mark: Mark) -> None:
        """Set the mark of sequence `index`."""
        if 0 <= index < len(self.marks) and self.marks[index] != mark:
            self.marks[index] = mark
            row = self.row_of(index)
            if row >= 0:
                self.dataChanged.emit(self.index(row), self.index(row))

    def mark_all(self, marks: NDArray[np.int8]) -> None:
        """Set the marks of all sequences, (N,)."""
        self.marks[:] = marks
        if len(self.indices):
            self.dataChanged.emit(self.index(0), self.index(len(self.indices) - 1))

    def row_of(self, index: int) -> int:
        """The row of sequence `index`; -1 if it is not shown."""
        row = int(np.searchsorted(self.indices, index))
        return row if row < len(self.indices) and self.indices[row] == index else -1

    def label_text(self, index: int) -> str:
        """The class of a sequence, or its target."""
        part = self.part
        if part is None:
            return ""
        if part.task == "classification":
            return part.classes[int(part.labels[index])]
        if part.task == "next_token":
            return ""
        return f"{float(np.ravel(part.labels[index])[0]):.3g}"

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: N802, B008 (Qt's name)
        """How many sequences are shown."""
        return 0 if parent.isValid() else len(self.indices)

    def data(self, index: Index, role: int = 0) -> Any:
        """For screen readers and type-ahead; the delegate paints by itself."""
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            number = int(self.indices[index.row()])
            return f"{number}: {self.label_text(number)}"
        return None


def _matches(part: SequenceSet, text: str) -> NDArray[np.bool_]:
    """Sequences whose number begins with `text`, or whose class has it in its name."""
    numbers = np.arange(len(part))
    matches = np.zeros(len(part), bool)
    if text.isdecimal() and str(int(text)) == text:
        power = 1
        while power <= max(1, len(part)):
            matches |= numbers // power == int(text)
            power *= 10
    if part.task == "classification":
        labels = [k for k, name in enumerate(part.classes) if text.casefold() in name.casefold()]
        matches |= np.isin(part.labels, labels)
    return matches


class SequenceDelegate(QStyledItemDelegate):
    """Paints number, class, a small plot, and a sign for the result of the attack; rows have one height."""

    def __init__(self, rows: SequenceRows) -> None:
        super().__init__(rows)
        self._rows = rows
        self._thumbnails = Thumbnails()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: N802
        """One height for all."""
        return QSize(60, option.fontMetrics.height() * 2 + 8)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """The row of a sequence."""
        part = self._rows.part
        if part is None:
            return
        number = int(self._rows.indices[index.row()])
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

"""The confusion matrix at one eps, coloured by share of the true class; a click picks a cell."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from ....base.templates import fill_in
from ....evaluation.events import Confusion
from ...literal import literal
from ...theme import current_theme, to_pixels
from ...widgets.text import tabular


class ConfusionMatrix(QWidget):
    """Rows are true classes, columns are predictions; correct ones blue, wrong ones vermilion.

    Signals:
        picked: a cell with sequences in it was pressed; carries (true, predicted).
    """

    picked = Signal(int, int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._confusion: Confusion | None = None
        self._cell = (-1, -1)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def retranslate(self) -> None:
        """Every text."""
        self.setAccessibleName(self.tr("Confusion matrix"))
        self.update()

    def show_confusion(self, confusion: Confusion | None) -> None:
        """Another run or eps; None: there are no predictions."""
        self._confusion = confusion
        self._cell = (-1, -1)
        words = []
        if confusion is not None:
            for true, row in enumerate(confusion.counts):
                errors = [f"{n} × {confusion.classes[k]}" for k, n in enumerate(row) if n and k != true]
                words.append(f"{confusion.classes[true]}: {row[true]}" + (f" ({', '.join(errors)})" if errors else ""))
        self.setAccessibleDescription("; ".join(words))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802
        """Room for the numbers."""
        side = self._count() * to_pixels(30) + to_pixels(96)
        return QSize(side, side - to_pixels(40))

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        """Cells that can still be read."""
        side = self._count() * to_pixels(18)
        return QSize(side + to_pixels(96), side + to_pixels(48))

    def _count(self) -> int:
        return len(self._confusion.classes) if self._confusion else 0

    def _frame(self) -> tuple[float, float, float, float]:
        """Left, top, width and height of a cell."""
        left, top = float(to_pixels(88)), float(to_pixels(44))
        n = max(1, self._count())
        wide, high = (self.width() - left - 1) / n, (self.height() - top - 1) / n
        return left, top, min(wide, to_pixels(64)), min(high, to_pixels(36))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """Names, cells, counts."""
        painter = QPainter(self)
        theme, confusion = current_theme(), self._confusion
        painter.setFont(tabular(self.font()))
        if confusion is None:
            painter.setPen(QColor(theme.muted))
            painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self.tr("No predictions are stored for this."))
            return
        left, top, wide, high = self._frame()
        metrics = painter.fontMetrics()
        middle, right = Qt.AlignmentFlag.AlignCenter, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        painter.setPen(QColor(theme.muted))
        above = QRectF(left, 0, self.width() - left, top / 2)
        painter.drawText(above, Qt.AlignmentFlag.AlignVCenter, self.tr("predicted class"))
        painter.drawText(QRectF(0, top / 2, left - 8, top / 2), right, self.tr("true class"))
        for i, name in enumerate(confusion.classes):
            short = metrics.elidedText(name, Qt.TextElideMode.ElideRight, int(wide) - 2)
            painter.drawText(QRectF(left + i * wide, top / 2, wide, top / 2), middle, short)
            short = metrics.elidedText(name, Qt.TextElideMode.ElideRight, int(left) - 12)
            painter.drawText(QRectF(0, top + i * high, left - 8, high), right, short)
        for true, row in enumerate(confusion.counts):
            total = max(1, sum(row))
            for predicted, n in enumerate(row):
                cell = QRectF(left + predicted * wide, top + true * high, wide, high).adjusted(1, 1, -1, -1)
                self._draw_cell(painter, cell, n, n / total, is_correct=true == predicted)
                if (true, predicted) == self._cell:
                    painter.setPen(QPen(QColor(theme.accent), 2))
                    painter.setBrush(Qt.BrushStyle.NoBrush)
                    painter.drawRect(cell)

    def _draw_cell(self, painter: QPainter, cell: QRectF, count: int, share: float, *, is_correct: bool) -> None:
        theme = current_theme()
        fill = QColor(theme.right if is_correct else theme.wrong)
        fill.setAlphaF(0.06 + 0.84 * share if count else 0.0)
        painter.fillRect(cell, QColor(theme.surface))
        painter.fillRect(cell, fill)
        if count or is_correct:
            painter.setPen(QColor(theme.on_accent if share > 0.55 else theme.text))
            painter.drawText(cell, Qt.AlignmentFlag.AlignCenter, str(count))

    def _at(self, point: QPointF) -> tuple[int, int]:
        left, top, wide, high = self._frame()
        true, predicted = int((point.y() - top) // high), int((point.x() - left) // wide)
        inside = 0 <= true < self._count() and 0 <= predicted < self._count()
        return (true, predicted) if inside else (-1, -1)

    def _move_to(self, cell: tuple[int, int]) -> None:
        if cell != self._cell:
            self._cell = cell
            confusion = self._confusion
            tip = ""
            if confusion is not None and cell[0] >= 0:
                words = self.tr("{count} {count:sequence|sequences} of class {true} predicted as {predicted}")
                names = {"true": confusion.classes[cell[0]], "predicted": confusion.classes[cell[1]]}
                tip = fill_in(words, count=confusion.counts[cell[0]][cell[1]], **names)
            self.setToolTip(literal(tip))
            self.update()

    def _pick(self) -> None:
        true, predicted = self._cell
        if self._confusion is not None and true >= 0 and self._confusion.counts[true][predicted]:
            self.picked.emit(true, predicted)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Frames the cell under the pointer."""
        self._move_to(self._at(event.position()))

    def leaveEvent(self, event) -> None:  # noqa: N802
        """No cell is under the pointer."""
        if not self.hasFocus():
            self._move_to((-1, -1))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Picks the cell."""
        self._move_to(self._at(event.position()))
        self._pick()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Arrows move, Enter and Space pick."""
        moves = {Qt.Key.Key_Left: (0, -1), Qt.Key.Key_Right: (0, 1), Qt.Key.Key_Up: (-1, 0), Qt.Key.Key_Down: (1, 0)}
        last = self._count() - 1
        if event.key() in moves and last >= 0:
            down, across = moves[Qt.Key(event.key())]
            true, predicted = max(self._cell[0], 0), max(self._cell[1], 0)
            self._move_to((min(max(true + down, 0), last), min(max(predicted + across, 0), last)))
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self._pick()
        else:
            super().keyPressEvent(event)

"""How many sequences each class has in each part of the data, as horizontal bars with their counts."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QHelpEvent, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from ...i18n.numbers import format_count
from ...literal import literal
from ...theme import current_theme, to_pixels
from ...widgets.text import tabular

_ROW, _BAR = 20, 12  # pixels at scale 1


class ClassBalance(QWidget):
    """One row for each class; the parts of the data are stacked in one bar, in shades of one colour."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: list[tuple[str, list[int]]] = []
        self._parts: list[str] = []
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_counts(self, parts: list[str], rows: list[tuple[str, list[int]]]) -> None:
        """Names of the parts (translated), and for each class its count in each part."""
        self._parts, self._rows = parts, rows
        self.setFixedHeight(max(1, len(rows)) * to_pixels(_ROW) + to_pixels(_ROW))
        words = []
        for name, counts in rows:
            words.append(f"{name}: " + ", ".join(f"{n} {part}" for part, n in zip(parts, counts, strict=True)))
        self.setAccessibleDescription("; ".join(words))
        self.update()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        """Larger letters need higher rows."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self.set_counts(self._parts, self._rows)

    def sizeHint(self) -> QSize:  # noqa: N802
        """As high as its rows."""
        return QSize(240, (len(self._rows) + 1) * to_pixels(_ROW))

    def _shade(self, part: int) -> QColor:
        shade = QColor(current_theme().clean)
        shade.setAlphaF((1.0, 0.45, 0.22)[min(part, 2)])
        return shade

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """Legend first, then the bars."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(tabular(self.font()))
        metrics = painter.fontMetrics()
        text = self.palette().color(QPalette.ColorRole.Text)
        second = self.palette().color(QPalette.ColorRole.PlaceholderText)
        x = 0.0
        for i, part in enumerate(self._parts):
            painter.fillRect(QRectF(x, 5, 10, 10), self._shade(i))
            painter.setPen(second)
            painter.drawText(QRectF(x + 16, 0, 400, to_pixels(_ROW)), Qt.AlignmentFlag.AlignVCenter, part)
            x += 16 + metrics.horizontalAdvance(part) + 16
        if not self._rows:
            return
        left = min(max(metrics.horizontalAdvance(name) for name, _ in self._rows), self.width() // 3) + 12
        figures = [" + ".join(format_count(n) for n in counts) for _, counts in self._rows]
        right = max(metrics.horizontalAdvance(f) for f in figures) + 12
        most = max(1, max(sum(counts) for _, counts in self._rows))
        scale = max(0.0, self.width() - left - right) / most
        for row, (name, counts) in enumerate(self._rows):
            top = (row + 1.0) * to_pixels(_ROW)
            label = metrics.elidedText(name, Qt.TextElideMode.ElideRight, left - 8)
            painter.setPen(text)
            painter.drawText(QRectF(0, top, left, to_pixels(_ROW)), Qt.AlignmentFlag.AlignVCenter, label)
            x = float(left)
            for i, n in enumerate(counts):
                painter.fillRect(
                    QRectF(x, top + (to_pixels(_ROW) - to_pixels(_BAR)) / 2, n * scale, to_pixels(_BAR)),
                    self._shade(i),
                )
                x += n * scale
            painter.setPen(second)
            place = QRectF(self.width() - right, top, right, to_pixels(_ROW))
            painter.drawText(place, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, figures[row])

    def event(self, event) -> bool:
        """The full name and its counts under the pointer."""
        if isinstance(event, QHelpEvent):
            row = int(event.pos().y() // to_pixels(_ROW)) - 1
            if 0 <= row < len(self._rows):
                name, counts = self._rows[row]
                lines = (f"{p}: {format_count(n)}" for p, n in zip(self._parts, counts, strict=True))
                QToolTip.showText(event.globalPos(), literal("\n".join((name, *lines))), self)
                return True
        return super().event(event)

"""The beginning of a source as a table, with the role of each column as a coloured chip above it."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPalette
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QMenu, QTableView, QWidget

from ....data.formats.base import Preview
from ...theme import current_theme
from .import_rows import ImportRows, role_colour, role_title

_CHIP, _PAD = 18, 6  # height of a chip, and the margin of its text
_WIDEST = 200  # of a column at first


class RoleHeader(QHeaderView):
    """Chip above name.

    Signals:
        pressed: a chip was pressed; carries the column.
    """

    pressed = Signal(int)

    def __init__(self, rows: ImportRows, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._rows = rows
        self.is_choosable = False
        self.setMouseTracking(True)
        self.setMinimumSectionSize(56)

    def sectionSizeFromContents(self, section: int) -> QSize:  # noqa: N802 (Qt's name)
        """Room for both lines."""
        preview, metrics = self._rows.preview, self.fontMetrics()
        if preview is None:
            return QSize(60, 44)
        texts = (self._chip_text(preview.roles[section]), preview.header[section])
        width = max(metrics.horizontalAdvance(text) for text in texts) + 4 * _PAD
        return QSize(min(width, _WIDEST), _CHIP + metrics.height() + 3 * _PAD)

    def _chip_text(self, role: str) -> str:
        return role_title(role) + (" ▾" if self.is_choosable else "")

    def chip(self, section: int) -> QRect:
        """The rectangle of the chip of a column."""
        preview = self._rows.preview
        text = self._chip_text(preview.roles[section]) if preview else ""
        width = min(self.fontMetrics().horizontalAdvance(text) + 2 * _PAD, self.sectionSize(section) - 2 * _PAD)
        return QRect(self.sectionViewportPosition(section) + _PAD, _PAD, width, _CHIP)

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:  # noqa: N802 (Qt's name)
        """The chip in the colour of the role, the name of the column below it."""
        preview, theme = self._rows.preview, current_theme()
        if preview is None:
            return
        role = preview.roles[section]
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(rect, self.palette().color(QPalette.ColorRole.Base))
        name = role_colour(role, theme.series)
        colour = QColor(name) if name else QColor(theme.muted)
        soft = QColor(colour)
        soft.setAlphaF(0.18 if name else 0.08)
        chip = self.chip(section)
        painter.setBrush(soft)
        painter.setPen(colour if self.is_choosable and name else Qt.PenStyle.NoPen)
        painter.drawRoundedRect(QRectF(chip).adjusted(0.5, 0.5, -0.5, -0.5), _CHIP / 2, _CHIP / 2)
        painter.setPen(QColor(theme.text if name else theme.muted))
        metrics = painter.fontMetrics()
        inside = chip.adjusted(_PAD, 0, -_PAD + 2, 0)
        text = metrics.elidedText(self._chip_text(role), Qt.TextElideMode.ElideRight, inside.width() + 2)
        painter.drawText(inside, Qt.AlignmentFlag.AlignVCenter, text)
        below = QRect(rect.x() + _PAD, chip.bottom() + 2, rect.width() - 2 * _PAD, rect.bottom() - chip.bottom() - 2)
        title = metrics.elidedText(preview.header[section], Qt.TextElideMode.ElideRight, below.width())
        painter.setPen(QColor(theme.muted))
        painter.drawText(below, Qt.AlignmentFlag.AlignVCenter, title)
        painter.setPen(QColor(theme.border))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        painter.restore()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802 (Qt's name)
        """A hand over a chip that can be pressed."""
        super().mouseMoveEvent(event)
        if self.is_choosable and self._chip_at(event.position().toPoint()) >= 0:
            self.setCursor(Qt.CursorShape.PointingHandCursor)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 (Qt's name)
        """On a chip: choose; elsewhere: as any header."""
        section = self._chip_at(event.position().toPoint())
        if self.is_choosable and section >= 0 and event.button() == Qt.MouseButton.LeftButton:
            self.pressed.emit(section)
        else:
            super().mousePressEvent(event)

    def _chip_at(self, point: QPoint) -> int:
        section = self.logicalIndexAt(point)
        return section if section >= 0 and self.chip(section).contains(point) else -1


class ImportTable(QTableView):
    """Signals:
    role_chosen: the user gave a column another role; carries its number and the role.
    """

    role_chosen = Signal(int, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows = ImportRows()
        self.roles: tuple[str, ...] = ()
        self.setModel(self.rows)
        self.header = RoleHeader(self.rows, self)
        self.header.setSectionsClickable(True)
        self.header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft)
        self.setHorizontalHeader(self.header)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setShowGrid(False)
        self.setFrameShape(QTableView.Shape.NoFrame)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(24)
        self.header.pressed.connect(self.choose_role)

    def show_preview(self, preview: Preview | None, roles: tuple[str, ...] = ()) -> None:
        """Other rows; `roles` are those that a column can be given."""
        before = self.rows.preview
        same_columns = preview is not None and before is not None and before.header == preview.header
        self.roles = roles
        self.header.is_choosable = bool(roles)
        self.rows.show(preview)
        if preview is not None and not same_columns:
            for column in range(min(len(preview.header), 60)):
                needed = max(self.sizeHintForColumn(column) + 8, self.header.sectionSizeFromContents(column).width())
                self.setColumnWidth(column, min(needed, _WIDEST))
            if len(preview.header) and preview.roles[-1] == "text":
                self.header.setStretchLastSection(True)

    def menu_for(self, column: int) -> QMenu:
        """The roles that a column can be given, the present one ticked."""
        assert self.rows.preview is not None
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for role in self.roles:
            action = menu.addAction(role_title(role))
            action.setCheckable(True)
            action.setChecked(role == self.rows.preview.roles[column])
            action.triggered.connect(lambda _=False, role=role: self.role_chosen.emit(column, role))
        return menu

    def choose_role(self, column: int) -> None:
        """Show the menu of a column."""
        chip = self.header.chip(column)
        self.menu_for(column).popup(self.header.viewport().mapToGlobal(chip.bottomLeft() + QPoint(0, 2)))

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 (Qt's name)
        """The menu key, or Alt and the arrow down, choose the role of the current column."""
        alt_down = event.key() == Qt.Key.Key_Down and event.modifiers() & Qt.KeyboardModifier.AltModifier
        if (event.key() == Qt.Key.Key_Menu or alt_down) and self.roles and self.currentIndex().isValid():
            self.choose_role(self.currentIndex().column())
        else:
            super().keyPressEvent(event)

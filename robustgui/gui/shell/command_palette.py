"""Searches the commands of the window, in either language, and runs one with Enter."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QPainter
from PySide6.QtWidgets import (
    QFrame,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from ..commands import Commands
from ..i18n.sentences import in_all_languages
from ..icons import icon
from ..theme import current_theme, to_pixels
from ..widgets.layouts import make_column

Index = QModelIndex | QPersistentModelIndex
_NAME, _KEYS = Qt.ItemDataRole.UserRole, Qt.ItemDataRole.UserRole + 1


class _ShortcutDelegate(QStyledItemDelegate):
    """Writes the shortcut at the right end of a line."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """The line as usual, and the shortcut over its right end."""
        super().paint(painter, option, index)
        painter.save()
        colour = current_theme().accent if option.state & QStyle.StateFlag.State_Selected else current_theme().muted
        painter.setPen(colour)
        place = QRect(option.rect).adjusted(0, 0, -to_pixels(12), 0)
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, index.data(_KEYS))
        painter.restore()


class CommandPalette(QFrame):
    """Lies over the window, within it: so it has round corners everywhere. Escape or a click elsewhere closes it."""

    def __init__(self, commands: Commands, parent: QWidget) -> None:
        super().__init__(parent)
        self.hide()
        self.setObjectName("command_palette")
        self._owner = parent
        self._commands = commands
        self.field = QLineEdit()
        self.field.setClearButtonEnabled(True)
        self.field.textChanged.connect(self._fill)
        self.field.returnPressed.connect(self.run_current)
        self.field.installEventFilter(self)
        self.list = QListWidget()
        self.list.setItemDelegate(_ShortcutDelegate(self.list))
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setMouseTracking(True)
        self.list.itemEntered.connect(self.list.setCurrentItem)
        self.list.itemClicked.connect(lambda _: self.run_current())
        make_column(self.field, self.list, of=self, spacing=0, margins=(1, 1, 1, 1))

    def pop_up(self) -> None:
        """Open with an empty search, in the upper middle of the window."""
        window = self._owner.window()
        self.resize(min(to_pixels(560), window.width() - 32), min(to_pixels(440), window.height() - 120))
        self.move((window.width() - self.width()) // 2, to_pixels(64))
        self.field.setPlaceholderText(self.tr("Search commands"))
        self.field.setAccessibleName(self.field.placeholderText())
        self.list.setIconSize(QSize(to_pixels(18), to_pixels(18)))
        self.field.clear()
        self._fill("")
        self.show()
        self.raise_()
        self.field.setFocus(Qt.FocusReason.PopupFocusReason)

    def names(self) -> list[str]:
        """The ids of the commands that are listed."""
        return [self.list.item(row).data(_NAME) for row in range(self.list.count())]

    def run_current(self) -> None:
        """Close, and do what is marked."""
        item = self.list.currentItem()
        self.close()
        if item is not None:
            self._commands[item.data(_NAME)].trigger()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """Arrow keys move in the list while the field keeps the focus."""
        if event.type() == QEvent.Type.FocusOut:
            self.close()
        elif isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape:
            if event.type() == QEvent.Type.ShortcutOverride:
                event.accept()  # it closes the palette, and does not stop the running job
            elif event.type() == QEvent.Type.KeyPress:
                self.close()
            return True
        elif isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()), 0)
            if step and self.list.count():
                self.list.setCurrentRow((self.list.currentRow() + step) % self.list.count())
                return True
        return super().eventFilter(watched, event)

    def _fill(self, typed: str) -> None:
        self.list.clear()
        words = typed.casefold().split()
        for name in self._commands:
            action = self._commands[name]
            if name == "palette" or not action.isVisible():
                continue
            keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
            searched_text = (
                f"{action.text()} {in_all_languages(self._commands.english(name), 'Commands')} {keys}".casefold()
            )
            if not all(word in searched_text for word in words):
                continue
            item = QListWidgetItem(icon(self._commands.picture(name), "muted"), action.text())
            item.setData(_NAME, name)
            item.setData(_KEYS, keys)
            if not action.isEnabled():
                item.setFlags(Qt.ItemFlag.NoItemFlags)
            self.list.addItem(item)
        first = next((r for r in range(self.list.count()) if self.list.item(r).flags() & Qt.ItemFlag.ItemIsEnabled), -1)
        self.list.setCurrentRow(first)

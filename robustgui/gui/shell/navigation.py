"""The list of pages at the left."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QListWidget, QListWidgetItem, QWidget

from ..icons import icon
from ..literal import literal
from ..theme import to_pixels

_KEY = Qt.ItemDataRole.UserRole


class Navigation(QListWidget):
    """One entry a page, with its picture; as wide as its longest word.

    Signals:
        chosen: another page was chosen; carries its key.
    """

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("navigation")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.currentItemChanged.connect(self._on_current_changed)

    def add(self, key: str, picture: str) -> None:
        """One more page, without its words."""
        item = QListWidgetItem(icon(picture, "muted"), "")
        item.setData(_KEY, key)
        self.addItem(item)

    def set_words(self, key: str, title: str, hint: str) -> None:
        """The title of a page and its tooltip."""
        item = self._item(key)
        item.setText(title)
        item.setToolTip(literal(hint))
        self._fit()

    def select(self, key: str) -> None:
        """Mark the page that is shown."""
        self.setCurrentItem(self._item(key))

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        """Follows the size of the text."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._fit()

    def _item(self, key: str) -> QListWidgetItem:
        return next(self.item(row) for row in range(self.count()) if self.item(row).data(_KEY) == key)

    def _fit(self) -> None:
        self.setIconSize(QSize(to_pixels(20), to_pixels(20)))
        widest = max(
            (self.fontMetrics().horizontalAdvance(self.item(i).text()) for i in range(self.count())), default=0
        )
        self.setFixedWidth(max(to_pixels(152), widest + to_pixels(82)))

    def _on_current_changed(self, item: QListWidgetItem | None) -> None:
        if item is not None:
            self.chosen.emit(item.data(_KEY))

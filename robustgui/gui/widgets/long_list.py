"""A list of rows of one height: a million of them are laid out at once, because no row is asked for its height."""

from __future__ import annotations

from PySide6.QtCore import QAbstractItemModel, QEvent, Qt
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QStyleOptionViewItem, QTableView, QWidget


class LongList(QTableView):
    """One column as wide as the view. Qt's own list walks through all rows, even if it is told that all are alike."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setShowGrid(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setTabKeyNavigation(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.horizontalHeader().hide()
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.verticalHeader().hide()
        self.verticalHeader().setMinimumSectionSize(1)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)

    def setModel(self, model: QAbstractItemModel | None) -> None:  # noqa: N802
        """Other rows."""
        super().setModel(model)
        self._measure()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        """The height of a row follows the font."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._measure()

    def setItemDelegate(self, delegate) -> None:  # noqa: N802
        """The delegate says how high every row is."""
        super().setItemDelegate(delegate)
        self._measure()

    def _measure(self) -> None:
        model, option = self.model(), QStyleOptionViewItem()
        if model is not None:
            self.initViewItemOption(option)
            height = self.itemDelegate().sizeHint(option, model.index(-1, -1)).height()
            self.verticalHeader().setDefaultSectionSize(height)

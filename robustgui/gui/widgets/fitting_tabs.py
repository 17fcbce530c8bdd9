"""Tabs whose names are never cut: where they do not fit beside each other, a box to choose from takes their place."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSignalBlocker, QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QStackedWidget, QTabBar, QWidget

from .combos import narrow_combo
from .layouts import make_column


class FittingTabs(QWidget):
    """As `QTabWidget`, of which it has the methods that are used.

    Signals:
        currentChanged: another tab is seen; carries its place.
    """

    currentChanged = Signal(int)  # noqa: N815 (Qt's name)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.bar, self.box, self.stack = QTabBar(), narrow_combo(4), QStackedWidget()
        self.bar.setDocumentMode(True)
        self.bar.setExpanding(False)
        self.bar.setUsesScrollButtons(True)  # else the names would make the window as wide as they are
        self.bar.setDrawBase(True)
        self.box.hide()
        make_column(self.bar, self.box, self.stack, of=self, stretched=self.stack, spacing=0)
        self.bar.currentChanged.connect(self._on_current_changed)
        self.box.activated.connect(lambda row: self.bar.setCurrentIndex(int(self.box.itemData(row))))

    def minimumSizeHint(self) -> QSize:  # noqa: N802 (Qt's name)
        """The names do not count: there is always the box."""
        inside, least = self.stack.minimumSizeHint(), self.box.minimumSizeHint()
        return QSize(max(inside.width(), least.width()), inside.height() + least.height())

    def addTab(self, widget: QWidget, text: str) -> int:  # noqa: N802
        """At the end."""
        return self.insertTab(self.count(), widget, text)

    def insertTab(self, place: int, widget: QWidget, text: str) -> int:  # noqa: N802
        """At `place`."""
        self.stack.insertWidget(place, widget)
        place = self.bar.insertTab(place, text)
        self._fit()
        return place

    def count(self) -> int:
        """How many tabs there are, seen or not."""
        return self.bar.count()

    def widget(self, place: int) -> QWidget | None:
        """What the tab at `place` shows."""
        return self.stack.widget(place)

    def indexOf(self, widget: QWidget) -> int:  # noqa: N802
        """The place of `widget`; -1 if it has none."""
        return self.stack.indexOf(widget)

    def currentIndex(self) -> int:  # noqa: N802
        """The place of the tab that is seen."""
        return self.bar.currentIndex()

    def currentWidget(self) -> QWidget | None:  # noqa: N802
        """What is seen."""
        return self.stack.currentWidget()

    def setCurrentIndex(self, place: int) -> None:  # noqa: N802
        """See the tab at `place`."""
        self.bar.setCurrentIndex(place)

    def setCurrentWidget(self, widget: QWidget) -> None:  # noqa: N802
        """See the tab of `widget`."""
        self.setCurrentIndex(self.indexOf(widget))

    def tabText(self, place: int) -> str:  # noqa: N802
        """The name of the tab at `place`."""
        return self.bar.tabText(place)

    def setTabText(self, place: int, text: str) -> None:  # noqa: N802
        """Another name."""
        self.bar.setTabText(place, text)
        self._fit()

    def isTabVisible(self, place: int) -> bool:  # noqa: N802
        """Whether the tab at `place` is offered."""
        return self.bar.isTabVisible(place)

    def setTabVisible(self, place: int, visible: bool) -> None:  # noqa: N802
        """Offer the tab at `place`, or do not."""
        self.bar.setTabVisible(place, visible)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Names beside each other, or the box."""
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        """Larger letters need more room."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._fit()

    def _fit(self) -> None:
        fits = self.bar.sizeHint().width() <= self.width()
        self.bar.setVisible(fits)
        self.box.setVisible(not fits)
        with QSignalBlocker(self.box):
            self.box.clear()
            for place in range(self.count()):
                if self.bar.isTabVisible(place):
                    self.box.addItem(self.bar.tabText(place), place)
            self.box.setCurrentIndex(self.box.findData(self.bar.currentIndex()))

    def _on_current_changed(self, place: int) -> None:
        self.stack.setCurrentIndex(place)
        with QSignalBlocker(self.box):
            self.box.setCurrentIndex(self.box.findData(place))
        self.currentChanged.emit(place)

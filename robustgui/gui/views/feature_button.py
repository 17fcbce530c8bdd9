"""The small button that says which features are shown, and lets one choose."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QToolButton, QWidget

from ...base.templates import fill_in
from ..literal import without_keys


class FeatureButton(QToolButton):
    """A menu: all as lanes, all as a picture, or any features by name.

    Signals:
        selected: carries the features (tuple; empty: all) and whether they are to be shown as a picture.
    """

    selected = Signal(tuple, bool)

    def __init__(self, parent: QWidget | None = None, *, only_one: bool = False) -> None:
        """
        Args:
            parent: what it lies in.
            only_one: exactly one feature is shown at a time.
        """
        super().__init__(parent)
        self._only_one = only_one
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextOnly)
        self.setAutoRaise(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setStyleSheet("QToolButton::menu-indicator { image: none; } QToolButton { padding: 1px 5px; }")
        self._names: tuple[str, ...] = ()
        self._features: tuple[int, ...] = ()
        self._picture = False
        menu = QMenu(self)
        menu.aboutToShow.connect(self._fill)
        self.setMenu(menu)

    def retranslate(self) -> None:
        """Set every text anew."""
        self.setToolTip(self.tr("Which features are shown. A single one can be edited: drag its points."))
        self.setAccessibleName(self.tr("Features"))
        self.show_choice(self._features, self._picture)

    def set_features(self, names: tuple[str, ...]) -> bool:
        """There are these features; True if they are others than before."""
        fresh = names != self._names
        self._names = names
        return fresh

    def show_choice(self, features: tuple[int, ...], picture: bool) -> None:
        """Say what is shown."""
        self._features, self._picture = features, picture
        if len(features) == 1 and features[0] < len(self._names):
            text = self._names[features[0]]
        elif features:
            text = fill_in(self.tr("{count} {count:feature|features}"), count=len(features))
        else:
            text = self.tr("All")
        self.setText(without_keys(text) + " ▾")
        self.adjustSize()

    def _fill(self) -> None:
        menu = self.menu()
        menu.clear()
        if self._only_one:
            self._fill_singles(menu)
            return
        self._add(
            menu,
            self.tr("All, in lanes"),
            not self._features and not self._picture,
            lambda: self.selected.emit((), False),
        )
        self._add(
            menu,
            self.tr("All, as a picture"),
            not self._features and self._picture,
            lambda: self.selected.emit((), True),
        )
        menu.addSeparator()
        self._fill_singles(menu.addMenu(self.tr("One feature")))
        several = menu.addMenu(self.tr("Several"))
        for number, name in enumerate(self._names):
            self._add(several, name, number in self._features, lambda number=number: self._toggle(number))

    def _fill_singles(self, menu: QMenu) -> None:
        for number, name in enumerate(self._names):
            self._add(
                menu, name, self._features == (number,), lambda number=number: self.selected.emit((number,), False)
            )

    @staticmethod
    def _add(menu: QMenu, text: str, checked: bool, slot) -> QAction:
        action = menu.addAction(without_keys(text))
        action.setCheckable(True)
        action.setChecked(checked)
        action.triggered.connect(lambda _checked=False: slot())  # whose own defaults would take the tick for a number
        return action

    def _toggle(self, number: int) -> None:
        selected = set(self._features) ^ {number}
        self.selected.emit(() if len(selected) == len(self._names) else tuple(sorted(selected)), False)

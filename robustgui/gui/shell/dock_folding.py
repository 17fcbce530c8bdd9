"""Folds docks away where the window is too narrow or too low for them, and restores them when there is room."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QDockWidget, QMainWindow, QSizePolicy, QStatusBar, QToolButton

from ..theme import to_pixels

WIDTH, HEIGHT = 1240, 700  # of the window, in pixels at text size 1: below that the docks at the side or bottom fold


@dataclass
class _Foldable:
    """One dock, and what is known of it."""

    dock: QDockWidget
    action: QAction
    upright: bool  # lies at a side, and takes width
    narrow: bool = False
    folded: bool = False  # by us


class DockFolding(QObject):
    """Folds when the room becomes too small, once: a dock that the user opens all the same stays open.

    Each dock has a button in the status bar, which is always in sight.
    """

    def __init__(self, window: QMainWindow, bar: QStatusBar) -> None:
        super().__init__(window)
        self._window, self._bar = window, bar
        self._docks: list[_Foldable] = []
        window.installEventFilter(self)

    def add(self, dock: QDockWidget, action: QAction, *, upright: bool) -> QToolButton:
        """Look after `dock`, which `action` shows and hides; its button."""
        action.setCheckable(True)
        action.setChecked(not dock.isHidden())
        dock.visibilityChanged.connect(lambda _: action.setChecked(not dock.isHidden()))
        self._docks.append(_Foldable(dock, action, upright))
        button = QToolButton()
        button.setDefaultAction(action)
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        button.setAutoRaise(True)
        button.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._bar.addPermanentWidget(button)
        return button

    def look(self) -> None:
        """Fold or unfold what the room asks for."""
        for foldable in self._docks:
            room, least = (
                (self._window.width(), to_pixels(WIDTH))
                if foldable.upright
                else (self._window.height(), to_pixels(HEIGHT))
            )
            if (narrow := room < least) == foldable.narrow:
                continue
            foldable.narrow = narrow
            if narrow and not foldable.dock.isHidden() and not foldable.dock.isFloating():
                foldable.folded = True
                foldable.dock.hide()
            elif not narrow:
                self._unfold(foldable)

    def unfold(self) -> None:
        """Everything that was folded by itself, before the layout is remembered."""
        for foldable in self._docks:
            self._unfold(foldable)

    @staticmethod
    def _unfold(foldable: _Foldable) -> None:
        if foldable.folded:
            foldable.folded = False
            foldable.dock.show()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 (Qt's name)
        """The window has another size."""
        if event.type() == QEvent.Type.Resize:
            self.look()
        return super().eventFilter(watched, event)

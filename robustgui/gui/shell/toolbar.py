"""The tool bar: what is needed every minute at the left, search and looks at the right."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QSizePolicy, QToolBar, QToolButton, QWidget

from ..commands import Commands
from ..icons import icon
from ..settings_store import SettingsStore
from ..theme import scaled
from .open_menu import OpenMenu


class ToolBar(QToolBar):
    """Buttons for commands; Train is the one in the accent colour."""

    def __init__(self, store: SettingsStore, commands: Commands, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("toolbar")
        self.setMovable(False)
        self.setFloatable(False)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self._commands = commands
        opening = self._button("open")
        self.open_menu = OpenMenu(store, commands, opening)
        opening.setMenu(self.open_menu)
        opening.setPopupMode(QToolButton.ToolButtonPopupMode.MenuButtonPopup)
        self.addSeparator()
        commands["train"].setIcon(icon("train", "on_accent"))
        self._button("train", role="primary")
        for name in ("pause", "go_on", "stop"):
            self._button(name)
        filler = QWidget()
        filler.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.addWidget(filler)
        self._search = self._button("palette", role="search")
        for name in ("language", "theme", "presentation"):
            self._button(name, words=False)
        self._fit()

    def retranslate(self) -> None:
        """The search button shows its shortcut, so that it is learned."""
        keys = self._commands["palette"].shortcut().toString()
        self._search.setText(f"{self._commands['palette'].iconText()}   {keys}")
        self.setWindowTitle(self.tr("Tool bar"))

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        """Follows the size of the text."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit()

    def _fit(self) -> None:
        self.setIconSize(QSize(scaled(18), scaled(18)))

    def _button(self, name: str, *, words: bool = True, role: str = "") -> QToolButton:
        action: QAction = self._commands[name]
        self.addAction(action)
        button = self.widgetForAction(action)
        assert isinstance(button, QToolButton)  # what QToolBar makes for a plain action
        button.setObjectName(f"button.{name}")
        if role:
            button.setProperty("role", role)
        if not words:
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonIconOnly)
        return button

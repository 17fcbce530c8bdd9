"""The tool bar: what is needed every minute at the left, with the menu under Open; search and looks at the right."""

from __future__ import annotations

import os
from pathlib import Path

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QSizePolicy, QToolBar, QToolButton, QWidget

from ..commands import Commands
from ..icons import icon
from ..literal import literal, without_keys
from ..settings_store import SettingsStore
from ..theme import to_pixels

_KEY = "recent"
_MOST = 8
_BETWEEN = "\n"  # no path holds it


class OpenMenu(QMenu):
    """Filled anew each time it is shown. The examples are imported only then: the first picture does not wait for them.

    Signals:
        chosen: a recent source or an example; carries its name as `DataSettings.train` takes it.
    """

    chosen = Signal(str)

    def __init__(self, store: SettingsStore, commands: Commands, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._store, self._commands = store, commands
        self.aboutToShow.connect(self.fill)

    def recent(self) -> list[str]:
        """Files and folders that were opened, the last one first."""
        return [path for path in self._store.text(_KEY).split(_BETWEEN) if path]

    def remember(self, source: str) -> None:
        """Put a file or folder at the top of the list; examples are listed anyway."""
        if source and Path(source).is_absolute():
            recent = [source, *(path for path in self.recent() if path != source)]
            self._store.set(_KEY, _BETWEEN.join(recent[:_MOST]))

    def fill(self) -> None:
        """Dialogs, what was opened lately and is still there, examples."""
        from ...data import EXAMPLES
        from ...data.examples import PREFIX
        from ..i18n.sentences import core_text

        self.clear()
        self.setToolTipsVisible(True)
        self.addActions([self._commands["open"], self._commands["open_folder"]])
        recent = [path for path in self.recent() if os.path.exists(path)]
        if recent:
            self.addSection(self.tr("Recent"))
        for path in recent:
            self._offer(Path(path).name, path, tip=path)
        self.addSection(self.tr("Examples"))
        for key in sorted(EXAMPLES, key=lambda key: EXAMPLES[key].order):
            self._offer(core_text(EXAMPLES[key].title), f"{PREFIX}{key}")

    def _offer(self, text: str, source: str, tip: str = "") -> None:
        action = self.addAction(without_keys(text))
        action.setToolTip(literal(tip or text))
        action.triggered.connect(lambda _checked=False: self.chosen.emit(source))


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
        self.setIconSize(QSize(to_pixels(18), to_pixels(18)))

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

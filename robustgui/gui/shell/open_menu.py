"""The menu under Open: dialogs, what was opened lately, and the examples."""

from __future__ import annotations

import os
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMenu, QWidget

from ..commands import Commands
from ..literal import literal, without_keys
from ..settings_store import SettingsStore

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

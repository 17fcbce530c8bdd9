"""Theme, language and text size: switched by commands, remembered, put on at the start."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication

from .. import language, theme
from ..commands import Commands
from ..palette import THEMES
from ..settings_store import SettingsStore

_REPEAT_MS = 80


class Appearance(QObject):
    """The looks of the window.

    Signals:
        restyled: colours or sizes have changed; pages are to take them.
    """

    restyled = Signal()

    def __init__(self, store: SettingsStore, commands: Commands, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._store = store
        self._presentation = False
        self._soon = QTimer(self, interval=_REPEAT_MS, singleShot=True)  # a key that repeats dresses the window once
        self._soon.timeout.connect(lambda: self._put_on(theme.current_theme().name))
        commands.on("theme", self.switch_theme)
        commands.on("language", self.switch_language)
        commands.on("presentation", self.switch_presentation)
        commands.on("larger", lambda: self.resize(1))
        commands.on("smaller", lambda: self.resize(-1))

    def switch_theme(self) -> None:
        """Light to dark, or back."""
        name = "light" if theme.current_theme().dark else "dark"
        self._store.set("theme", name)
        self._put_on(name)

    def switch_language(self) -> None:
        """English to Chinese, or back."""
        code = "en" if language.current_language() == "zh" else "zh"
        self._store.set("language", code)
        language.install(_app(), code)

    def switch_presentation(self) -> None:
        """Everything large enough for the last row of a lecture room, or back."""
        self._presentation = not self._presentation
        self._put_on(theme.current_theme().name)

    def resize(self, steps: int) -> None:
        """Text and spacing larger or smaller by whole steps between 100 and 175 %."""
        now = read_scale(self._store)
        place = min(range(len(theme.SCALES)), key=lambda i: abs(theme.SCALES[i] - now))
        self._store.set("scale", theme.SCALES[min(max(place + steps, 0), len(theme.SCALES) - 1)])
        self._soon.start()

    def _put_on(self, name: str) -> None:
        scale = read_scale(self._store) * (theme.PRESENTATION if self._presentation else 1.0)
        self._soon.stop()
        if theme.apply(_app(), THEMES[name], scale):
            self.restyled.emit()


def dress(app: QApplication, store: SettingsStore, theme_name: str = "", language_code: str = "") -> None:
    """What was chosen last time, or what the system prefers; a given name goes first and is not remembered."""
    selected = THEMES.get(theme_name or store.text("theme")) or THEMES["dark" if theme.dark_by_system() else "light"]
    language.install(app, language_code or store.text("language") or language.system_language())
    theme.apply(app, selected, read_scale(store))


def read_scale(store: SettingsStore) -> float:
    """The remembered text size, within what the window can show."""
    scale = store.number("scale", 1.0)
    return scale if theme.SCALES[0] <= scale <= theme.SCALES[-1] else 1.0


def _app() -> QApplication:
    app = QApplication.instance()
    assert isinstance(app, QApplication)  # commands come from widgets
    return app

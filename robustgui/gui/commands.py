"""Everything that the window can do, each once: id, text, shortcut, icon. Menus, tool bar and palette show these."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

from .icons import icon
from .literal import literal

if TYPE_CHECKING:

    def QT_TRANSLATE_NOOP(context: str, text: str) -> str: ...  # noqa: N802 (PySide6 declares it as object)

else:
    from PySide6.QtCore import QT_TRANSLATE_NOOP


@dataclass(frozen=True)
class Command:
    """One thing to do; `text` is English and translated when it is shown."""

    id: str
    text: str
    shortcut: str = ""
    icon: str = ""
    short: str = ""  # for the tool bar


# What a command becomes for a while; not commands of their own.
VARIANTS = {
    "force_stop": (QT_TRANSLATE_NOOP("Commands", "End the engine; the run can be resumed from its last checkpoint"),
                   QT_TRANSLATE_NOOP("Commands", "Force stop")),
}  # fmt: skip

COMMANDS = (
    Command("open", QT_TRANSLATE_NOOP("Commands", "Open a file of sequences…"), "Ctrl+O", "open",
            QT_TRANSLATE_NOOP("Commands", "Open")),
    Command("open_folder", QT_TRANSLATE_NOOP("Commands", "Open a folder of sequences…"), "Ctrl+Shift+O", "folder"),
    Command("open_network", QT_TRANSLATE_NOOP("Commands", "Open a network that was trained elsewhere…"), "Ctrl+Shift+N",
            "model"),
    Command("train", QT_TRANSLATE_NOOP("Commands", "Train this configuration"), "Ctrl+R", "train",
            QT_TRANSLATE_NOOP("Commands", "Train")),
    Command("pause", QT_TRANSLATE_NOOP("Commands", "Pause the running job"), "Ctrl+Shift+Space", "pause",
            QT_TRANSLATE_NOOP("Commands", "Pause")),
    Command("go_on", QT_TRANSLATE_NOOP("Commands", "Resume the paused job"), "Ctrl+Space", "resume",
            QT_TRANSLATE_NOOP("Commands", "Resume")),
    Command("stop", QT_TRANSLATE_NOOP("Commands", "Stop the running job and keep its checkpoint"), "Esc", "stop",
            QT_TRANSLATE_NOOP("Commands", "Stop")),
    Command("undo", QT_TRANSLATE_NOOP("Commands", "Undo the last change of the configuration"), "Ctrl+Z", "undo"),
    Command("redo", QT_TRANSLATE_NOOP("Commands", "Redo the change of the configuration"), "Ctrl+Y", "redo"),
    Command("palette", QT_TRANSLATE_NOOP("Commands", "Search commands…"), "Ctrl+Shift+P", "search"),
    Command("help", QT_TRANSLATE_NOOP("Commands", "Explain the focused field"), "F1", "help"),
    Command("language", QT_TRANSLATE_NOOP("Commands", "Switch between English and Chinese"), "Ctrl+Shift+L",
            "language"),
    Command("theme", QT_TRANSLATE_NOOP("Commands", "Switch between light and dark"), "Ctrl+Shift+D", "theme"),
    Command("presentation", QT_TRANSLATE_NOOP("Commands", "Presentation size"), "F11", "presentation"),
    Command("larger", QT_TRANSLATE_NOOP("Commands", "Larger text"), "Ctrl+Shift+=", "plus"),
    Command("smaller", QT_TRANSLATE_NOOP("Commands", "Smaller text"), "Ctrl+-", "down"),
    Command("configuration", QT_TRANSLATE_NOOP("Commands", "Show or hide the configuration"), "Ctrl+Shift+C",
            "settings", QT_TRANSLATE_NOOP("Commands", "Configuration")),
    Command("queue", QT_TRANSLATE_NOOP("Commands", "Show or hide the queue"), "Ctrl+Shift+Q", "queue",
            QT_TRANSLATE_NOOP("Commands", "Queue")),
    Command("log", QT_TRANSLATE_NOOP("Commands", "Show or hide the log"), "Ctrl+Shift+G", "log",
            QT_TRANSLATE_NOOP("Commands", "Log")),
    Command("layout", QT_TRANSLATE_NOOP("Commands", "Put all panels back in their places"), "", "reset"),
    Command("runs_folder", QT_TRANSLATE_NOOP("Commands", "Show the folder of runs"), "", "folder"),
    Command("quit", QT_TRANSLATE_NOOP("Commands", "Quit"), "Ctrl+Q", "close"),
)  # fmt: skip

ALWAYS = ("language", "theme", "presentation", "larger", "smaller", "quit")  # even before pages and docks are there
GO_TO = QT_TRANSLATE_NOOP("Commands", "Go to {page}")


class Commands(QObject):
    """The window's actions by id."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._commands: dict[str, Command] = {}
        self._actions: dict[str, QAction] = {}
        self._texts: dict[str, Callable[[], str]] = {}
        self._variants: dict[str, str] = {}
        for command in COMMANDS:
            self._add(command, partial(translate_command, command.text))

    def __getitem__(self, name: str) -> QAction:
        return self._actions[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._actions)

    def on(self, name: str, slot: Callable[[], object]) -> QAction:
        """Do `slot` when the command is asked for."""
        action = self._actions[name]
        action.triggered.connect(lambda _checked=False: slot())
        return action

    def add_page(
        self, key: str, title: Callable[[], str], picture: str, place: int, slot: Callable[[], object]
    ) -> None:
        """A command that opens the page `key`, with Ctrl and its place in the list as shortcut."""
        self._add(
            Command(f"page.{key}", GO_TO, f"Ctrl+{place}" if place <= 9 else "", picture),
            lambda: translate_command(GO_TO).format(page=title()),
        )
        self.on(f"page.{key}", slot)

    def use(self, name: str, variant: str) -> None:
        """Call a command by the text of one of `VARIANTS` from now on; its own name puts its own text back."""
        if self._variants.get(name, name) != variant:
            self._variants[name] = variant
            self._name(name)

    def english(self, name: str) -> str:
        """The text of a command in English, for a search in any language."""
        return self._commands[name].text

    def picture(self, name: str) -> str:
        """The stem of the command's icon."""
        return self._commands[name].icon or "more"

    def retranslate(self) -> None:
        """All texts anew; a tooltip names the shortcut."""
        for name in self._actions:
            self._name(name)

    def _name(self, name: str) -> None:
        text, short = self._texts[name](), self._commands[name].short
        if (variant := self._variants.get(name, name)) in VARIANTS:
            long, short = VARIANTS[variant]
            text = translate_command(long)
        self._actions[name].setText(text)
        self._actions[name].setIconText(translate_command(short) if short else text)
        self.explain(name)

    def explain(self, name: str, reason: str = "") -> None:
        """The tooltip: the text with its shortcut, or the reason why it cannot be done now."""
        action = self._actions[name]
        keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
        text = f"{action.text()} ({keys})" if keys else action.text()
        action.setToolTip(literal(f"{text}\n{reason}" if reason else text))
        action.setStatusTip("")

    def _add(self, command: Command, text: Callable[[], str]) -> None:
        if command.id in self._actions:
            raise ValueError(f"two commands are called {command.id!r}")
        action = QAction(self._window)
        action.setObjectName(f"command.{command.id}")
        if command.icon:
            action.setIcon(icon(command.icon))
        if command.shortcut:
            action.setShortcut(QKeySequence(command.shortcut))
        self._window.addAction(action)
        self._commands[command.id], self._actions[command.id], self._texts[command.id] = command, action, text


def translate_command(text: str) -> str:
    """A text of this file in the window's language."""
    return QCoreApplication.translate("Commands", text)

"""The main window: its frame, painted at once, and its contents, built a moment later."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QVBoxLayout, QWidget

from .commands import ALWAYS, Commands
from .settings_store import SettingsStore
from .shell.appearance import Appearance
from .shell.navigation import Navigation
from .shell.toolbar import ToolBar
from .shell.window_place import remember_place, restore_place
from .widgets.drop_zone import get_dropped_file
from .widgets.plain_label import PlainLabel

if TYPE_CHECKING:
    from .contents import Contents
    from .jobs import Jobs
    from .session import Session

FIRST_SIZE = (1440, 900)
FRAME = QSize(8, 40)  # about what a window manager adds


class MainWindow(QMainWindow):
    """Tool bar, navigation and room for the rest. Everything that takes long to import arrives with `fill`.

    Signals:
        painted: the window has been seen for the first time.
    """

    painted = Signal()

    def __init__(self, store: SettingsStore) -> None:
        super().__init__()
        self.store = store
        self.contents: Contents | None = None
        self._seen = False
        self.setObjectName("window")
        self.setAcceptDrops(True)
        self.commands = Commands(self)
        self.appearance = Appearance(store, self.commands, self)
        self.navigation = Navigation()
        self.toolbar = ToolBar(self.store, self.commands, self)
        self.addToolBar(self.toolbar)
        self._opening = PlainLabel(alignment=Qt.AlignmentFlag.AlignCenter)
        self._opening.setProperty("role", "muted")
        body = QWidget()
        self._column = QVBoxLayout(body)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._row = QHBoxLayout()
        self._row.setSpacing(0)
        self._row.addWidget(self.navigation)
        self._row.addWidget(self._opening, 1)
        self._column.addLayout(self._row, 1)
        self.setCentralWidget(body)
        self.commands.on("quit", self.close)
        for name in self.commands:
            self.commands[name].setEnabled(name in ALWAYS)
        self.commands["go_on"].setVisible(False)
        room = self.screen().availableSize() - FRAME
        self.resize(QSize(*FIRST_SIZE).boundedTo(room))
        restore_place(self, store)
        self.retranslate()

    def fill(self, session: Session, jobs: Jobs, page: str = "") -> Contents:
        """Put pages and docks into the frame; `page` is the one to begin with."""
        from .contents import Contents

        for name in self.commands:
            self.commands[name].setEnabled(True)
        session.setParent(self)
        jobs.setParent(self)
        self.contents = Contents(self, session, jobs)
        self._opening.hide()
        self._row.addWidget(self.contents.pages, 1)
        self._column.insertWidget(0, self.contents.notices)
        self.contents.restore(page)
        self.retranslate()
        return self.contents

    def retranslate(self) -> None:
        """All texts of the frame; pages and docks hear of the language by themselves."""
        self.commands.retranslate()
        self.toolbar.retranslate()
        self.navigation.setAccessibleName(self.tr("Pages"))
        self._opening.setText(self.tr("Opening …"))
        if self.contents is None:
            self.setWindowTitle("robustgui")
        else:
            self.contents.retranslate()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        """Follows the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """Everything that may wait begins after the first picture."""
        super().paintEvent(event)
        if not self._seen:
            self._seen = True
            QTimer.singleShot(0, self.painted.emit)

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802
        """Asks while jobs run or wait; otherwise remembers the layout and ends the engine."""
        if self.contents is not None and not self.contents.may_close():
            event.ignore()
            return
        remember_place(self, self.store)
        if self.contents is not None:
            self.contents.leave()
        self.store.save()
        super().closeEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802
        """Files may be dropped anywhere."""
        if self.contents is not None and get_dropped_file(event):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802
        """Opens the first file."""
        path = get_dropped_file(event)
        if self.contents is not None and path:
            event.acceptProposedAction()
            self.contents.open(str(Path(path)))

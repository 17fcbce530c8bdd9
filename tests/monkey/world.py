"""The real window with a real engine in folders of its own, opened and closed as a person would."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, QThreadPool
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication, QFileDialog

from robustgui.base.paths import runs_folder
from robustgui.gui.app import fill
from robustgui.gui.contents import Contents
from robustgui.gui.jobs import Jobs
from robustgui.gui.main_window import MainWindow
from robustgui.gui.session import Session
from robustgui.gui.settings_store import SettingsStore
from robustgui.gui.shell.appearance import dress

from .datasets import make_bad_files, make_samples
from .deeds import path_of


class World:
    """What acts are done to.

    Attributes:
        killed: whether the monkey killed the engine, so that jobs that fail of it are no mistake.
        beat: tells the watchdog that the window does not stand still.
        nested: whether an open menu waits for what is being done: the window cannot be deleted then.
        luck: of the act that is being done; decides what is chosen in file dialogs.
    """

    def __init__(self, app: QApplication, folder: Path) -> None:
        self.app, self.folder = app, folder
        self.samples, self.bad = make_samples(folder / "data"), make_bad_files(folder / "bad")
        self.killed = False
        self.luck = random.Random(0)
        self.closed = 0
        self.nested = False
        self.beat: Callable[[], None] = lambda: None
        _answer_dialogs(self)
        dress(app, SettingsStore(), "light", "en")
        self._open()

    def _open(self) -> None:
        self.window = MainWindow(SettingsStore())
        self.window.show()
        self.contents: Contents = fill(self.window)

    @property
    def session(self) -> Session:
        return self.contents.session

    @property
    def jobs(self) -> Jobs:
        return self.contents.jobs

    def stored_runs(self) -> list[Path]:
        """Folders of runs, oldest first."""
        return sorted(path.parent for path in runs_folder().glob("*/spec.toml"))

    def reopen(self) -> None:
        """Close the window and open it again as on the next day; jobs that would be in the way are stopped."""
        if self.nested:
            return
        for row in list(self.jobs.rows):
            if not row.status.is_active:
                self.jobs.remove(row)
        if self.jobs.busy:
            self.jobs.stop()
            return  # another time: closing would ask
        self.close()
        self.beat()  # closing and opening are two things
        self._open()

    def close(self) -> None:
        """Close the window, and leave nothing of it."""
        while popup := QApplication.activePopupWidget() or QApplication.activeModalWidget():
            popup.close()
        for row in list(self.jobs.rows):
            if not row.status.is_active:
                self.jobs.remove(row)
        if self.jobs.busy:
            self.jobs.shutdown()
        self.window.close()
        QThreadPool.globalInstance().waitForDone()
        self.window.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        self.closed += 1


def _answer_dialogs(world: World) -> None:
    """Dialogs of the system are answered at once; nothing is opened outside of the window."""

    def chosen(*_: object, **__: object) -> tuple[str, str]:
        return path_of(world, world.luck), ""

    QFileDialog.getOpenFileName = staticmethod(chosen)  # type: ignore[method-assign, assignment]
    QFileDialog.getSaveFileName = staticmethod(chosen)  # type: ignore[method-assign, assignment]
    QFileDialog.getExistingDirectory = staticmethod(lambda *_, **__: chosen()[0])  # type: ignore[method-assign, assignment]
    QDesktopServices.openUrl = staticmethod(lambda _: True)  # type: ignore[method-assign, assignment]
